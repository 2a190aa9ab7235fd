/** What stands on the papers of one team's visit, as text of the day: agency, object, items with bases, people, assistants. */
import type { LegalBasis } from '@mingcha/core/registers/items/item.ts';
import type { CapScope } from '@mingcha/core/registers/rules/rule-book.ts';
import { inspectedObject, type MemberRole } from '@mingcha/core/tasks/inspection.ts';
import type { PaperInput } from '@mingcha/core/tasks/papers/paper-data.ts';
import { countsForm } from '@mingcha/core/tasks/preparation/counts-form.ts';
import { agencyById } from '../../platform/auth/organisation.queries.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { InspectionCase, StoredTeam } from '../inspection.queries.ts';
import { standing } from '../team.ts';
import { itemsForPaper } from './preparation.queries.ts';
import { inspectorsOf } from './visit-count.ts';

export interface TeamFacts {
  readonly agency: PaperInput<'notice'>['agency'];
  readonly complaintPhone: string;
  readonly object: PaperInput<'notice'>['object'];
  readonly items: NonNullable<PaperInput<'notice'>['items']>;
  readonly bases: NonNullable<PaperInput<'notice'>['bases']>;
  readonly people: PaperInput<'notice'>['people'];
  readonly assistants: NonNullable<PaperInput<'notice'>['assistants']>;
  readonly jointAgencies: string[];
}

export async function teamFacts(
  tx: Tx,
  of: { readonly found: InspectionCase; readonly team: StoredTeam },
): Promise<TeamFacts> {
  const { found, team } = of;
  const home = {
    jurisdictionId: team.agency_jurisdiction_id ?? team.jurisdiction_id,
    agencyId: team.agency_id,
  };
  const agency = await agencyById(tx, { jurisdictionId: home.jurisdictionId, id: home.agencyId });
  const object = inspectedObject.parse(found.inspection.object);
  const items = await itemsForPaper(tx, home, team.item_keys);
  return {
    agency: { name: team.agency_name, phone: agency?.phone ?? '' },
    complaintPhone: agency?.complaintPhone ?? '',
    object: {
      name: cut(object.name, 200),
      uscc: object.uscc ?? object.localCode,
      address: cut(object.address, 300),
      legalRep: cut(object.legalRep, 60),
      phone: cut(object.phone, 60),
    },
    items: items.map(({ fields }) => ({
      code: fields.code,
      name: cut(fields.name, 200),
      content: cut(fields.content, 2000),
      agencyName: team.agency_name,
      bases: fields.bases.slice(0, 20).map(clauseOf),
    })),
    bases: distinct(items.flatMap(({ fields }) => fields.bases.map(clauseOf))).slice(0, 20),
    people: inspectorsOf(found, team).map((one) => ({
      name: one.name,
      certificateNumber: one.certificate_number,
      agencyName: team.agency_name,
      role: one.role as MemberRole,
    })),
    assistants: standing(found.members)
      .filter((one) => one.agency_id === team.agency_id)
      .filter((one) => one.role === 'expert' || one.role === 'assistant')
      .slice(0, 10)
      .map((one) => ({ name: one.name })),
    jointAgencies: found.teams
      .filter((one) => one.agency_id !== team.agency_id && one.stage !== 'withdrawn')
      .map((one) => one.agency_name),
  };
}

const cut = (text: string, most: number): string => [...text].slice(0, most).join('');
const clauseOf = (basis: LegalBasis) => ({ law: basis.law, article: basis.article });

function distinct<T extends { readonly law: string; readonly article: string }>(clauses: readonly T[]): T[] {
  return [...new Map(clauses.map((one) => [`${one.law} ${one.article}`, one])).values()];
}

/** 按本平台记录, and whose visits add up; a visit that does not count says so. */
export function countsText(scope: CapScope, isExempt: boolean): string {
  return isExempt ? `${countsForm[scope]}${countsForm.exempt}` : countsForm[scope];
}
