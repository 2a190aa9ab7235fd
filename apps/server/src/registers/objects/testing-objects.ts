/** Objects for tests of the directory in depth: made through the interface, as a person would. */
import assert from 'node:assert/strict';
import type { TestClient } from '../../platform/testing-app.ts';

export const plainObject = {
  kind: 'enterprise',
  name: '晋州市东方化工有限公司',
  formerNames: [],
  uscc: '91140581111357539Y',
  registrationNumber: null,
  localCode: null,
  address: '东街1号',
  divisionCode: '130183',
  industry: '化工',
  riskLevel: 'major',
  creditClass: 'B',
  creditClassOn: '2026-01-01',
  tags: ['危化'],
  responsiblePerson: '',
  registeredOn: null,
  remark: '',
  sectionId: null,
};

/** Makes an object and gives its id. */
export async function makeObject(client: TestClient, actionId: string, change: object = {}): Promise<string> {
  const made = await client.post('/api/objects', { ...plainObject, ...change, actionId });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  return made.body.id as string;
}

export const csv = (...lines: readonly string[]): Uint8Array => Buffer.from(`${lines.join('\n')}\n`);

interface Roster {
  readonly bytes: Uint8Array;
  readonly name?: string;
  readonly actionId: () => string;
  /** Stop before anything is written. */
  readonly only?: 'preview';
}

/** Uploads an object roster, takes the proposed columns, and applies it; gives what the preview counted. */
export async function applyRoster(client: TestClient, roster: Roster) {
  const { bytes, name = 'a.csv', actionId } = roster;
  const up = await client.upload(`/api/imports?actionId=${actionId()}&kind=objects`, { name, bytes });
  assert.equal(up.status, 200, JSON.stringify(up.body));
  const path = `/api/imports/${up.body.id}`;
  await client.post(`${path}/preview`, { actionId: actionId(), mapping: up.body.table.proposal });
  let shown = await client.get(path);
  while (shown.body.state === 'reading') {
    await new Promise((resolve) => setTimeout(resolve, 50));
    shown = await client.get(path);
  }
  assert.equal(shown.body.state, 'previewed', JSON.stringify(shown.body.failure));
  if (roster.only === undefined) {
    const done = await client.post(`${path}/apply`, { actionId: actionId() });
    assert.equal(done.status, 200, JSON.stringify(done.body));
  }
  return shown.body;
}
