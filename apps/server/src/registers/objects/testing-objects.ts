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
