/** Published check sheets of the demo's bureaus, made from the starter sheets through the services. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { StarterCode } from '@mingcha/core/registers/sheets/starters/starters.ts';
import { starterSheets } from '@mingcha/core/registers/sheets/starters/starters.ts';
import type { Platform } from '../platform/platform.ts';
import { createSheet, stepVersion } from '../registers/sheets/sheet.service.ts';
import { must } from './must.ts';
import type { Organisation } from './organisation.ts';

/** Loads the sheets; each goes the whole way with three different persons. */
export async function loadSheets(platform: Platform, { actors }: Organisation): Promise<void> {
  const jinzhou = { drafter: actors['jz.safety'], lawyer: actors['jz.legal'], head: actors['jz.head'] };
  const jincheng = { drafter: actors['jc.works'], lawyer: actors['jc.legal'], head: actors['jc.head'] };
  for (const code of ['industry', 'chemicals', 'mines', 'confinedSpace'] as const)
    await publishStarter(platform, jinzhou, code);
  for (const code of ['works', 'fire'] as const) await publishStarter(platform, jincheng, code);
  for (const place of ['city', 'urban'] as const) {
    const people = {
      drafter: actors[`fire.${place}section`],
      lawyer: actors[`fire.${place}`],
      head: actors[`fire.${place}head`],
    };
    await publishStarter(platform, people, 'fire');
  }
}

interface People {
  readonly drafter: Actor;
  readonly lawyer: Actor;
  readonly head: Actor;
}

async function publishStarter(platform: Platform, people: People, starter: StarterCode): Promise<void> {
  const { name, industry } = starterSheets[starter];
  const { drafter, lawyer, head } = people;
  const made = must(
    await createSheet(platform, drafter, { actionId: platform.ids.next(), name, industry, starter }),
  );
  const way = [
    [drafter, 'submit'],
    [lawyer, 'review'],
    [head, 'approve'],
    [lawyer, 'publish'],
  ] as const;
  let version = 1;
  for (const [actor, step] of way) {
    const actionId = platform.ids.next();
    const input = { actionId, id: made.versionId, version, step, reason: '', place: '' };
    ({ version } = must(await stepVersion(platform, actor, input)));
  }
}
