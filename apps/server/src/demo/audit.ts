/**
 * What an auditor finds: an object that left the directory shortly before the first seal and came back the same day. The pool is
 * as if it had never been gone.
 */

import type { Platform } from '../platform/platform.ts';
import { getObject, setObjectStatus } from '../registers/object.service.ts';
import { must } from './must.ts';
import type { LoadedObjects } from './objects.ts';
import type { Organisation } from './organisation.ts';

export async function loadPoolRemoval(
  platform: Platform,
  { actors }: Organisation,
  objects: LoadedObjects,
): Promise<void> {
  const actor = actors['jz.legal'];
  const id = objects.chemicals.at(-1) ?? '';
  for (const [to, note] of [
    ['inactive', '企业申请暂停经营，先移出名录'],
    ['active', '经核实仍在经营，恢复'],
  ] as const) {
    const { version } = must(await getObject(platform, actor, id));
    must(
      await setObjectStatus(platform, actor, {
        actionId: platform.ids.next(),
        id,
        version,
        to,
        reason: to === 'inactive' ? 'other' : '',
        note,
      }),
    );
  }
}
