/**
 * Use cases of organisations over time: qualification, mergers and splits, names by day, divisions. An agency that has
 * ended keeps its lists readable; what is new is refused by the frame of writes (`platform/ended-agency.ts`).
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  checkDivision,
  type DivisionFields,
  type DivisionRow,
  divisionLevel,
  parentDivision,
} from '@mingcha/core/registers/organisation/division.ts';
import {
  type AgencyProfile,
  type AgencyView,
  checkReorganisation,
  nameOnDay,
  type ReorganisationFields,
  type SectionKind,
} from '@mingcha/core/registers/organisation/organisation.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import * as queries from './organisation-register.queries.ts';

export async function listOrganisation(platform: Platform, actor: Actor) {
  const { jurisdictionId } = actor;
  return inTransaction(platform.db, async (tx) => {
    const agencies = await queries.agencyRows(tx, jurisdictionId);
    const sections = await queries.sectionRows(tx, jurisdictionId);
    const former = await queries.formerNameRows(tx, jurisdictionId);
    const reorganisations = await queries.reorganisationRows(tx, jurisdictionId);
    const namesOf = (id: string) =>
      former
        .filter((one) => one.subjectId === id)
        .map(({ name, shortName, untilDay }) => ({ name, shortName, untilDay }));
    const rows = agencies.map((agency) => {
      const own = sections.filter((one) => one.agencyId === agency.id);
      const ids = new Set([agency.id, ...own.map((one) => one.id)]);
      return {
        ...agency,
        qualificationStatus: agency.qualificationStatus as AgencyView['qualificationStatus'],
        formerNames: namesOf(agency.id),
        sections: own.map(({ agencyId: _, ...one }) => ({ ...one, formerNames: namesOf(one.id) })),
        reorganisations: reorganisations.filter((one) =>
          [...one.before, ...one.after].some((part) => ids.has(part.id)),
        ),
      };
    });
    return ok({ rows });
  });
}

/** What an agency was called on a day. Undefined outside the jurisdiction. For papers about that day. */
export async function agencyNameOn(
  tx: Tx,
  jurisdictionId: string,
  wanted: { readonly id: string; readonly day: string },
): Promise<string | undefined> {
  const agencies = await queries.agencyRows(tx, jurisdictionId);
  const agency = agencies.find((one) => one.id === wanted.id);
  if (agency === undefined) return undefined;
  const former = await queries.formerNameRows(tx, jurisdictionId);
  return nameOnDay(
    agency.name,
    former.filter((one) => one.subjectId === wanted.id),
    wanted.day,
  );
}

/** Errors: `organisation.agency.not_found`. */
export async function showNameOn(
  platform: Platform,
  actor: Actor,
  wanted: { readonly id: string; readonly day: string },
): Promise<Result<{ name: string }>> {
  return inTransaction(platform.db, async (tx) => {
    const name = await agencyNameOn(tx, actor.jurisdictionId, wanted);
    return name === undefined ? fail('organisation.agency.not_found') : ok({ name });
  });
}

/** Errors: `organisation.agency.not_found`. */
export async function saveAgencyProfile(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly profile: AgencyProfile },
): Promise<Result<{ id: string }>> {
  const { actionId, id, profile } = input;
  return runAction(platform, { actor, actionId, routeId: 'organisation.saveProfile' }, async (tx) => {
    const key = { jurisdictionId: actor.jurisdictionId, id };
    if (!(await queries.saveProfile(tx, key, profile))) return fail('organisation.agency.not_found');
    await record(tx, platform, {
      type: 'agency.profile_saved',
      actor,
      subject: { kind: 'agency', id },
      data: { status: profile.qualificationStatus, basis: profile.qualificationBasis },
    });
    return ok({ id });
  });
}

/** Errors: `organisation.section.not_found`. */
export async function setSectionKind(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly kind: SectionKind },
): Promise<Result<{ id: string }>> {
  const { actionId, id, kind } = input;
  return runAction(platform, { actor, actionId, routeId: 'organisation.setSectionKind' }, async (tx) => {
    const key = { jurisdictionId: actor.jurisdictionId, id };
    if (!(await queries.saveSectionKind(tx, key, kind))) return fail('organisation.section.not_found');
    await record(tx, platform, {
      type: 'section.kind_set',
      actor,
      subject: { kind: 'section', id },
      data: { kind },
    });
    return ok({ id });
  });
}

/** Errors: those of `checkReorganisation`, `reorganisation.own_agency_invalid`. */
export async function reorganise(
  platform: Platform,
  actor: Actor,
  input: ReorganisationFields & { readonly actionId: string },
): Promise<Result<{ id: string }>> {
  const { actionId, ...fields } = input;
  const { subjectKind, kind, onDay, basis, before, after } = fields;
  const { jurisdictionId } = actor;
  return runAction(platform, { actor, actionId, routeId: 'organisation.reorganise' }, async (tx) => {
    const units = await queries.lockUnits(tx, jurisdictionId, {
      kind: subjectKind,
      ids: [...before, ...after],
    });
    const checked = checkReorganisation(fields, units);
    if (!checked.ok) return checked;
    const goesOn = kind === 'split' && fields.goesOn;
    if (!goesOn && before.includes(actor.agencyId)) return fail('reorganisation.own_agency_invalid');
    const id = platform.ids.next();
    const named = (side: 'before' | 'after') => (subjectId: string) => ({
      side,
      subjectId,
      name: units.find((one) => one.id === subjectId)?.name ?? '',
    });
    const parts = [...before.map(named('before')), ...after.map(named('after'))];
    await queries.insertReorganisation(tx, jurisdictionId, {
      id,
      subjectKind,
      kind,
      onDay,
      basis,
      accountId: actor.accountId,
      at: platform.clock.now(),
      parts,
    });
    if (!goesOn) await queries.endUnits(tx, jurisdictionId, { kind: subjectKind, ids: before, onDay });
    await record(tx, platform, {
      type: 'agency.reorganised',
      actor,
      subject: { kind: subjectKind, id: before[0] ?? id },
      data: { kind, onDay, basis, before: [...before], after: [...after] },
    });
    return ok({ id });
  });
}

export async function listDivisions(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await queries.divisionRows(tx, actor.jurisdictionId);
    return ok({ rows: rows.map(divisionOf) });
  });
}

type StoredDivision = Awaited<ReturnType<typeof queries.divisionRows>>[number];

function divisionOf(row: StoredDivision): DivisionRow {
  return { ...row, level: divisionLevel(row.code) ?? 'county', parentCode: parentDivision(row.code) };
}

/** Errors: those of `checkDivision`, `division.not_found`. */
export async function saveDivision(
  platform: Platform,
  actor: Actor,
  input: DivisionFields & { readonly actionId: string; readonly id: string | null },
): Promise<Result<{ id: string }>> {
  const { actionId, ...division } = input;
  const { jurisdictionId } = actor;
  return runAction(platform, { actor, actionId, routeId: 'divisions.save' }, async (tx) => {
    const known = await queries.divisionRows(tx, jurisdictionId);
    if (division.id !== null && !known.some((one) => one.id === division.id))
      return fail('division.not_found');
    const checked = checkDivision(division, known.map(divisionOf));
    if (!checked.ok) return checked;
    const id = division.id ?? platform.ids.next();
    await queries.putDivision(tx, jurisdictionId, {
      ...division,
      id,
      parentCode: parentDivision(division.code),
    });
    await record(tx, platform, {
      type: 'division.saved',
      actor,
      subject: { kind: 'division', id },
      data: { code: division.code, name: division.name },
    });
    return ok({ id });
  });
}
