/**
 * Who may bring a plan and its entries from one state to the next, and which fields of an entry contradict each other.
 * Pure: facts come in, a state or a refusal goes out. What the check page finds stands in `plan-check.ts`.
 */
import { fail, ok, type Result } from '../common/result.ts';
import type { Role } from '../common/roles.ts';
import {
  drawLevels,
  type EntryState,
  type PlanEntryFields,
  type PlanState,
  type PlanStep,
  planSteps,
} from './plan.ts';

interface Rule {
  readonly from: readonly PlanState[];
  readonly to: PlanState;
  readonly roles: readonly Role[];
  /** Steps since the last return whose doer may not take this one. */
  readonly notAfter: readonly PlanStep[];
  readonly needsReason: boolean;
}

const rules: Readonly<Record<Exclude<PlanStep, 'supersede'>, Rule>> = {
  draft: {
    from: ['collecting'],
    to: 'drafted',
    roles: ['legalOfficer'],
    notAfter: [],
    needsReason: false,
  },
  check: { from: ['drafted'], to: 'checked', roles: ['legalOfficer'], notAfter: [], needsReason: false },
  approve: {
    from: ['checked'],
    to: 'approved',
    roles: ['agencyHead'],
    notAfter: ['draft', 'check'],
    needsReason: false,
  },
  file: {
    from: ['approved'],
    to: 'filed',
    roles: ['coordinator', 'justiceOfficer', 'legalOfficer'],
    notAfter: [],
    needsReason: false,
  },
  publish: { from: ['filed'], to: 'published', roles: ['legalOfficer'], notAfter: [], needsReason: false },
  close: { from: ['published'], to: 'closed', roles: ['legalOfficer'], notAfter: [], needsReason: false },
  return: {
    from: ['drafted', 'checked', 'approved', 'filed'],
    to: 'collecting',
    roles: ['legalOfficer', 'agencyHead'],
    notAfter: [],
    needsReason: true,
  },
};

export interface PlanFlow {
  readonly state: PlanState;
  /** Oldest first. */
  readonly steps: readonly { readonly step: PlanStep; readonly accountId: string }[];
}

export interface PlanPerson {
  readonly accountId: string;
  readonly roles: readonly Role[];
  /** Whether the plan is that of the person's own agency. */
  readonly ownAgency: boolean;
}

/** The state after `step`. Errors: `plan.forbidden`, `plan.wrong_state`, `plan.own_act`, `plan.reason_missing`. */
export function nextPlanState(
  flow: PlanFlow,
  person: PlanPerson,
  wanted: { readonly step: PlanStep; readonly reason: string },
): Result<PlanState> {
  if (wanted.step === 'supersede') return fail('plan.forbidden');
  const rule = rules[wanted.step];
  if (!mayTake(rule, person, wanted.step)) return fail('plan.forbidden');
  if (!rule.from.includes(flow.state)) return fail('plan.wrong_state');
  if (isOwnAct(flow, person, rule)) return fail('plan.own_act');
  if (rule.needsReason && wanted.reason === '') return fail('plan.reason_missing', {}, 'reason');
  return ok(rule.to);
}

/** Receipt of a filed plan is confirmed by the office or bureau that receives it, for any agency of the jurisdiction. */
function mayTake(rule: Rule, person: PlanPerson, step: PlanStep): boolean {
  const has = (role: Role) => person.roles.includes(role);
  if (!rule.roles.some(has)) return false;
  return person.ownAgency || (step === 'file' && (has('coordinator') || has('justiceOfficer')));
}

function isOwnAct(flow: PlanFlow, person: PlanPerson, rule: Rule): boolean {
  const lastReturn = flow.steps.findLastIndex((one) => one.step === 'return');
  return flow.steps
    .slice(lastReturn + 1)
    .some((one) => one.accountId === person.accountId && rule.notAfter.includes(one.step));
}

/** Steps that this person may take now, in the order of the way. */
export function allowedPlanSteps(flow: PlanFlow, person: PlanPerson): readonly PlanStep[] {
  return planSteps.filter((step) => nextPlanState(flow, person, { step, reason: '-' }).ok);
}

export const entrySteps = ['submit', 'take', 'return', 'drop', 'restore'] as const;
export type EntryStep = (typeof entrySteps)[number];

const entryRules: Readonly<
  Record<
    EntryStep,
    { readonly from: readonly EntryState[]; readonly to: EntryState; readonly office: boolean }
  >
> = {
  submit: { from: ['draft', 'returned'], to: 'proposed', office: false },
  take: { from: ['proposed', 'draft'], to: 'taken', office: true },
  return: { from: ['proposed', 'taken'], to: 'returned', office: true },
  drop: { from: ['draft', 'proposed', 'returned', 'taken'], to: 'dropped', office: false },
  restore: { from: ['dropped'], to: 'draft', office: true },
};

export interface EntryPerson {
  readonly roles: readonly Role[];
  readonly sectionId: string | null;
}

export interface EntryNow {
  readonly state: EntryState;
  readonly sectionId: string | null;
}

/**
 * The state of an entry after a step. The office (legal section) may take every step, a section only those with its own
 * entries that the office has not taken over. Errors: `plan.entry_forbidden`, `plan.entry_wrong_state`, `plan.reason_missing`.
 */
export function nextEntryState(
  entry: EntryNow,
  person: EntryPerson,
  wanted: { readonly step: EntryStep; readonly reason: string },
): Result<EntryState> {
  const rule = entryRules[wanted.step];
  const isOffice = person.roles.includes('legalOfficer');
  if (!isOffice && (rule.office || !isOwnEntry(entry, person))) return fail('plan.entry_forbidden');
  if (!rule.from.includes(entry.state)) return fail('plan.entry_wrong_state');
  if (!isOffice && entry.state === 'taken') return fail('plan.entry_forbidden');
  if (wanted.step === 'return' && wanted.reason === '') return fail('plan.reason_missing', {}, 'reason');
  return ok(rule.to);
}

export function allowedEntrySteps(entry: EntryNow, person: EntryPerson): readonly EntryStep[] {
  return entrySteps.filter((step) => nextEntryState(entry, person, { step, reason: '-' }).ok);
}

function isOwnEntry(entry: EntryNow, person: EntryPerson): boolean {
  return (
    person.roles.includes('sectionOfficer') &&
    (entry.sectionId === null || person.sectionId === null || entry.sectionId === person.sectionId)
  );
}

/** Whether this person may change the fields. */
export function mayEditEntry(entry: EntryNow, person: EntryPerson): boolean {
  if (entry.state === 'dropped' || entry.state === 'merged') return false;
  if (person.roles.includes('legalOfficer')) return true;
  return isOwnEntry(entry, person) && entry.state !== 'taken';
}

/** What an entry says against itself. Errors: `plan.…` with the field that must change. */
export function decideEntry(
  fields: PlanEntryFields,
  plan: { readonly year: number; readonly agencyId: string },
): Result<null> {
  const { window } = fields;
  if (window.to < window.from) return fail('plan.window_reversed', {}, 'window.to');
  if (Number(window.from.slice(0, 4)) !== plan.year || Number(window.to.slice(0, 4)) !== plan.year)
    return fail('plan.window_outside_year', { year: plan.year }, 'window.from');
  if (drawLevels.indexOf(fields.drawLevel) > drawLevels.indexOf(fields.checkLevel))
    return fail('plan.level_reversed', {}, 'checkLevel');
  if (fields.form === 'draw' && fields.leadItemKey === null)
    return fail('plan.item_missing', {}, 'leadItemKey');
  if (fields.leadItemKey === null && fields.scene === '') return fail('plan.scene_missing', {}, 'scene');
  if (fields.scope === 'targeted' && Object.keys(fields.filter).length === 0)
    return fail('plan.filter_missing', {}, 'filter');
  return decideParticipants(fields, plan.agencyId);
}

function decideParticipants(fields: PlanEntryFields, agencyId: string): Result<null> {
  const items = [fields.leadItemKey, ...fields.extraItemKeys].filter((key) => key !== null);
  if (new Set(items).size !== items.length) return fail('plan.item_repeated', {}, 'extraItemKeys');
  const names = fields.participants.map((one) => one.agencyId ?? one.outsideName);
  if (names.includes('')) return fail('plan.participant_unnamed', {}, 'participants');
  if (names.includes(agencyId)) return fail('plan.participant_self', {}, 'participants');
  if (new Set(names).size !== names.length) return fail('plan.participant_repeated', {}, 'participants');
  const codes = fields.classes.map((one) => one.code);
  if (new Set(codes).size !== codes.length) return fail('plan.class_repeated', {}, 'classes');
  return ok(null);
}
