/** What the server has of a person's visits, asked over a device of the test's own: the truth that a phone is measured by. */
import { randomUUID } from 'node:crypto';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import { done, type Person } from './person.ts';

export interface Oracle {
  visits(): Promise<readonly PackedVisit[]>;
  visit(id: string): Promise<PackedVisit>;
  /** Values of all writes of a path, in the order in which they were taken. */
  values(id: string, path: string): Promise<readonly unknown[]>;
}

export async function askTruth(person: Person): Promise<Oracle> {
  const deviceId = randomUUID();
  done(await person.post('/api/field/devices', { deviceId, name: 'oracle', appVersion: '1' }));
  const visits = async () =>
    (done(await person.get(`/api/field/pack?deviceId=${deviceId}`)) as { visits: PackedVisit[] }).visits;
  const visit = async (id: string) => {
    const found = (await visits()).find((each) => each.inspectionId === id);
    if (found === undefined) throw new Error(`the server has no visit ${id}`);
    return found;
  };
  return {
    visits,
    visit,
    values: async (id, path) =>
      (await visit(id)).writes.filter((write) => write.path === path).map((write) => write.value),
  };
}
