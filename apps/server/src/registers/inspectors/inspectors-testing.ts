/** What tests of the inspectors' directory share: an inspector, an object, and a file of personnel. */
import type { TestApp, TestClient } from '../../platform/testing-app.ts';

export async function addInspector(
  client: TestClient,
  certificateNumber: string,
  change: object = {},
): Promise<string> {
  const reply = await client.post('/api/inspectors', {
    name: `检${certificateNumber}`,
    certificateNumber,
    certificateValidTo: '2028-06-30',
    specialities: ['危化'],
    areas: ['*'],
    canLead: true,
    post: '',
    yearlyCap: null,
    priorLoad: 0,
    sectionId: null,
    ...change,
    actionId: crypto.randomUUID(),
  });
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  return reply.body.id as string;
}

export async function addObject(client: TestClient, name: string): Promise<string> {
  const reply = await client.post('/api/objects', {
    kind: 'facility',
    name,
    formerNames: [],
    uscc: null,
    registrationNumber: null,
    localCode: name,
    address: '',
    divisionCode: '',
    industry: '',
    riskLevel: '',
    creditClass: '',
    creditClassOn: null,
    tags: [],
    responsiblePerson: '',
    registeredOn: null,
    remark: '',
    sectionId: null,
    actionId: crypto.randomUUID(),
  });
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  return reply.body.id as string;
}

/** Ties an inspector to an account of the cast, as the drawer does. */
export async function tie(test: TestApp, inspectorId: string, accountId: string): Promise<void> {
  await test.platform.db
    .updateTable('inspectors')
    .set({ account_id: accountId })
    .where('id', '=', inspectorId)
    .execute();
}

export function csv(...rows: readonly (readonly string[])[]): { name: string; bytes: Uint8Array } {
  const text = rows.map((row) => row.join(',')).join('\r\n');
  return { name: '人员.csv', bytes: new TextEncoder().encode(`${text}\r\n`) };
}
