/** Publishing a version of the demo's check sheet, by the four people whom it needs. */
import assert from 'node:assert/strict';
import { starterSheets } from '@mingcha/core/registers/sheets/starters/starters.ts';
import { done, type Person } from './person.ts';

export interface SheetPeople {
  readonly drafter: Person;
  readonly legal: Person;
  readonly head: Person;
}

/** Lines `T1` to `T<count>`, twenty a section, worded as the first line of the starter sheet. */
export async function publishLines({ drafter, legal, head }: SheetPeople, count: number): Promise<void> {
  const name = starterSheets.chemicals.name;
  const { rows } = done(await drafter.get('/api/sheets')) as { rows: { id: string; name: string }[] };
  const sheet = rows.find((row) => row.name === name);
  assert.ok(sheet, 'the demo has the sheet');
  const { versionId } = done(await drafter.post(`/api/sheets/${sheet.id}/versions`, {})) as {
    versionId: string;
  };
  const draft = done(await drafter.get(`/api/sheet-versions/${versionId}`)) as {
    version: number;
    content: typeof starterSheets.chemicals;
  };
  const [first] = starterSheets.chemicals.sections[0]?.lines ?? [];
  assert.ok(first);
  const lines = Array.from({ length: count }, (_, i) => ({ ...first, key: `T${i + 1}` }));
  const sections = Array.from({ length: Math.ceil(count / 20) }, (_, i) => ({
    title: `第 ${i + 1} 部分`,
    lines: lines.slice(i * 20, (i + 1) * 20),
  }));
  const content = { ...draft.content, sections };
  let { version } = done(
    await drafter.put(`/api/sheet-versions/${versionId}`, { version: draft.version, content }),
  ) as { version: number };
  for (const [person, step] of [
    [drafter, 'submit'],
    [legal, 'review'],
    [head, 'approve'],
    [legal, 'publish'],
  ] as const)
    ({ version } = done(
      await person.post(`/api/sheet-versions/${versionId}/steps`, { version, step, reason: '', place: '' }),
    ) as { version: number });
}
