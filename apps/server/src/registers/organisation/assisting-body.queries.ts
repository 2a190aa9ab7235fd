/** SQL of assisting bodies: agencies that another one represents, their people, and the letters they rest on. */
import type {
  AssistingBodyFields,
  AssistingPerson,
} from '@mingcha/core/registers/organisation/assisting-body.ts';
import type { Tx } from '../../platform/db/database.ts';

/** The agency that represents. */
export interface Representing {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}

export async function assistingBodies(tx: Tx, scope: Representing) {
  return tx
    .selectFrom('agencies')
    .select(['id', 'name', 'short_name as shortName', 'level', 'division_code as divisionCode', 'phone'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('represented_by', '=', scope.agencyId)
    .orderBy('name')
    .execute();
}

export async function lockAssistingBody(tx: Tx, scope: Representing, id: string) {
  return tx
    .selectFrom('agencies')
    .select(['id', 'name'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('represented_by', '=', scope.agencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function agencyNamed(tx: Tx, jurisdictionId: string, name: string) {
  return tx
    .selectFrom('agencies')
    .select('id')
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('name', '=', name)
    .executeTakeFirst();
}

export async function insertAssistingBody(
  tx: Tx,
  scope: Representing,
  body: { readonly id: string; readonly fields: AssistingBodyFields },
): Promise<void> {
  const { name, shortName, level, divisionCode, phone } = body.fields;
  await tx
    .insertInto('agencies')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      id: body.id,
      parent_id: null,
      name,
      short_name: shortName,
      level,
      kind: 'other',
      division_code: divisionCode,
      phone,
      represented_by: scope.agencyId,
    })
    .execute();
}

export async function saveAssistingBody(
  tx: Tx,
  scope: Representing,
  body: { readonly id: string; readonly fields: AssistingBodyFields },
): Promise<void> {
  const { name, shortName, level, divisionCode, phone } = body.fields;
  await tx
    .updateTable('agencies')
    .set({ name, short_name: shortName, level, division_code: divisionCode, phone })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', body.id)
    .execute();
}

/** Newest letter of each body. */
export async function newestLetters(tx: Tx, jurisdictionId: string, bodyIds: readonly string[]) {
  if (bodyIds.length === 0) return [];
  return tx
    .selectFrom('assistance_letters as l')
    .innerJoin('files as f', (join) =>
      join.onRef('f.jurisdiction_id', '=', 'l.jurisdiction_id').onRef('f.id', '=', 'l.file_id'),
    )
    .distinctOn('l.body_id')
    .select([
      'l.id',
      'l.body_id as bodyId',
      'l.number',
      'l.day',
      'l.file_id as fileId',
      'f.file_name as fileName',
      'l.entered_name as enteredBy',
      'l.entered_at as enteredAt',
    ])
    .where('l.jurisdiction_id', '=', jurisdictionId)
    .where('l.body_id', 'in', [...bodyIds])
    .orderBy('l.body_id')
    .orderBy('l.entered_at', 'desc')
    .execute();
}

export async function insertLetter(
  tx: Tx,
  letter: {
    readonly jurisdictionId: string;
    readonly id: string;
    readonly bodyId: string;
    readonly number: string;
    readonly day: string;
    readonly people: readonly AssistingPerson[];
    readonly fileId: string;
    readonly by: { readonly accountId: string; readonly personName: string };
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto('assistance_letters')
    .values({
      jurisdiction_id: letter.jurisdictionId,
      id: letter.id,
      body_id: letter.bodyId,
      number: letter.number,
      day: letter.day,
      people: JSON.stringify(letter.people),
      file_id: letter.fileId,
      entered_by: letter.by.accountId,
      entered_name: letter.by.personName,
      entered_at: letter.at,
    })
    .execute();
}

/** People of the bodies, those who step down too. */
export async function peopleOfBodies(tx: Tx, jurisdictionId: string, bodyIds: readonly string[]) {
  if (bodyIds.length === 0) return [];
  return tx
    .selectFrom('inspectors')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('agency_id', 'in', [...bodyIds])
    .orderBy('certificate_number')
    .execute();
}
