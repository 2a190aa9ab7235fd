/** A check sheet for visits, planted directly. */
import type { Bench } from './database.ts';

/** A published sheet whose lines are answered; what stands in them does not matter here. */
export async function plantSheet({ database, platform, cast }: Bench): Promise<string> {
  const { jurisdictionId, agencyId, accountId } = cast.anLan;
  const [sheetId, id] = [platform.ids.next(), platform.ids.next()];
  const at = platform.clock.now();
  await database.owner
    .insertInto('sheet_templates')
    .values({
      jurisdiction_id: jurisdictionId,
      id: sheetId,
      agency_id: agencyId,
      name: 's',
      industry: 'i',
      created_at: at,
    })
    .execute();
  await database.owner
    .insertInto('sheet_versions')
    .values({
      jurisdiction_id: jurisdictionId,
      id,
      sheet_id: sheetId,
      no: 1,
      state: 'published',
      content: JSON.stringify({ name: 's', industry: 'i', note: '', sections: [] }),
      lines: 0,
      published_on: platform.clock.today(),
      created_by: accountId,
      created_at: at,
      updated_at: at,
    })
    .execute();
  return id;
}
