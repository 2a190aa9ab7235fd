/**
 * A mark outside the store that says what the store held, so that the phone can tell when the browser has cleared it
 * (S-17). Browsers clear a site's storage and leave cookies; the mark holds ids and numbers only.
 */
import type { Kept } from '../store/kept.ts';
import { unsentCount } from '../store/kept-state.ts';
import { knownDevices } from '../store/people.ts';
import { syncNote } from '../sync/exchange.ts';

export interface Mark {
  readonly deviceId: string;
  readonly unsent: number;
  /** Of the last exchange, milliseconds since 1970; 0 for none. */
  readonly syncedAt: number;
}

const name = 'mingcha_field';
const yearSeconds = 400 * 86_400;

export function marksIn(cookies: string): readonly Mark[] {
  const found = cookies.split('; ').find((each) => each.startsWith(`${name}=`));
  return (found?.slice(name.length + 1) ?? '').split('.').flatMap((text) => {
    const [deviceId = '', unsent = '', syncedAt = ''] = text.split('_');
    return /^[0-9a-f-]{36}$/.test(deviceId)
      ? [{ deviceId, unsent: Number(unsent), syncedAt: Number(syncedAt) }]
      : [];
  });
}

function writeMarks(marks: readonly Mark[]): void {
  const text = marks.map((mark) => `${mark.deviceId}_${mark.unsent}_${mark.syncedAt}`).join('.');
  const secure = window.location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `${name}=${text}; path=/m; samesite=lax; max-age=${yearSeconds}${secure}`;
}

/** Marks of stores that are not on this phone any more. */
export async function goneStores(): Promise<readonly Mark[]> {
  const known = new Set(await knownDevices());
  return marksIn(document.cookie).filter((mark) => !known.has(mark.deviceId));
}

export function forgetMarks(gone: readonly Mark[]): void {
  const ids = new Set(gone.map((mark) => mark.deviceId));
  writeMarks(marksIn(document.cookie).filter((mark) => !ids.has(mark.deviceId)));
}

/** Keeps the mark of an open store up to date. */
export function followMarks(kept: Kept): void {
  let written = '';
  const follow = () => {
    const { lastSyncAt } = syncNote(kept);
    const unsent = unsentCount({ ...kept.now(), sending: new Set() });
    const mark = {
      deviceId: kept.person.deviceId,
      unsent,
      syncedAt: lastSyncAt === null ? 0 : Date.parse(lastSyncAt),
    };
    const text = JSON.stringify(mark);
    if (text === written) return;
    written = text;
    writeMarks(
      [mark, ...marksIn(document.cookie).filter((each) => each.deviceId !== mark.deviceId)].slice(0, 8),
    );
  };
  follow();
  kept.subscribe(follow);
}
