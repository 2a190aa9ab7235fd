/** The way of a plan: opened, put together, checked, approved, filed, published, adjusted, closed. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { PlanState, PlanStep } from '@mingcha/core/plans/plan.ts';
import { nextPlanState } from '@mingcha/core/plans/plan-rules.ts';
import { entryNumber, planTitle } from '@mingcha/core/plans/plan-title.ts';
import { runAction } from '../platform/action.ts';
import { agencyById } from '../platform/auth/organisation.queries.ts';
import type { Tx } from '../platform/db/database.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { noteItemUse } from '../registers/items/published-items.queries.ts';
import { openFindings } from './check.service.ts';
import {
  entriesOfPlan,
  insertEntry,
  type ListedEntry,
  partnersOf,
  replacePartners,
  saveEntry,
} from './entry.queries.ts';
import {
  insertPlan,
  insertPlanStep,
  type ListedPlan,
  planStepsOf,
  type StoredPlan,
  savePlan,
  takeSerials,
  versionsOf,
} from './plan.queries.ts';
import {
  decideStanding,
  groundOf,
  isOpenPlan,
  itemKeysOf,
  lockReadable,
  type PlanGround,
  titleOf,
} from './plan-file.ts';

export interface PlanWrite {
  readonly actor: Actor;
  readonly actionId: string;
  readonly routeId: string;
}
type Made = Result<{ readonly id: string }>;

/** Opens the collecting of a year. Errors: `plan.already_exists`. */
export async function openPlan(platform: Platform, write: PlanWrite, year: number): Promise<Made> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Made> => {
    const versions = await versionsOf(tx, { ...actor, year });
    if (versions.length > 0) return fail('plan.already_exists', { year }, 'year');
    const id = platform.ids.next();
    await insertVersion(tx, platform, { actor, id, year, version: 1, reason: '' });
    await record(tx, platform, {
      type: 'plan.opened',
      actor,
      subject: { kind: 'plan', id },
      data: { year },
    });
    return ok({ id });
  });
}

interface NewVersion {
  readonly actor: Actor;
  readonly id: string;
  readonly year: number;
  readonly version: number;
  readonly reason: string;
}

async function insertVersion(tx: Tx, platform: Platform, plan: NewVersion): Promise<void> {
  const { actor, ...rest } = plan;
  const agency = await agencyById(tx, { jurisdictionId: actor.jurisdictionId, id: actor.agencyId });
  await insertPlan(tx, {
    ...rest,
    jurisdictionId: actor.jurisdictionId,
    agencyId: actor.agencyId,
    title: planTitle(agency?.name ?? '', plan.year),
    createdBy: actor.accountId,
    at: platform.clock.now(),
  });
}

/** The next version of a published plan, with its entries, keys and numbers. Errors: `plan.not_published`, `plan.adjustment_exists`. */
export async function adjustPlan(
  platform: Platform,
  write: PlanWrite,
  wanted: { readonly id: string; readonly reason: string },
): Promise<Made> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Made> => {
    const found = await lockReadable(tx, actor, wanted.id);
    if (!found.ok) return found;
    const plan = found.value;
    if (plan.agency_id !== actor.agencyId) return fail('plan.not_found');
    if (plan.state !== 'published') return fail('plan.not_published');
    const versions = await versionsOf(tx, { ...actor, year: plan.year });
    if (versions.some(isOpenPlan)) return fail('plan.adjustment_exists');
    const id = platform.ids.next();
    const version = (versions[0]?.version ?? plan.version) + 1;
    await insertVersion(tx, platform, { actor, id, year: plan.year, version, reason: wanted.reason });
    await copyVersion(tx, platform, { from: plan, to: id });
    await record(tx, platform, {
      type: 'plan.adjustment_opened',
      actor,
      subject: { kind: 'plan', id },
      data: { year: plan.year, planVersion: version, reason: wanted.reason },
    });
    return ok({ id });
  });
}

async function copyVersion(
  tx: Tx,
  platform: Platform,
  copy: { readonly from: ListedPlan; readonly to: string },
): Promise<void> {
  const { from } = copy;
  const key = { jurisdictionId: from.jurisdiction_id, id: from.id };
  const entries = await entriesOfPlan(tx, key, ['taken']);
  const partners = await partnersOf(
    tx,
    key.jurisdictionId,
    entries.map((entry) => entry.id),
  );
  for (const entry of entries) {
    const id = platform.ids.next();
    await insertEntry(tx, {
      jurisdictionId: key.jurisdictionId,
      id,
      planId: copy.to,
      entryKey: entry.entry_key,
      copiedFrom: entry.copied_from,
      number: entry.number,
      title: { zh: entry.title, en: entry.title_en },
      origin: entry.origin,
      state: 'taken',
      proposedBy: entry.proposed_by,
      proposedName: entry.proposed_name,
      fields: entry.fields,
      at: platform.clock.now(),
    });
    const own = partners.filter((partner) => partner.entry_id === entry.id);
    await replacePartners(tx, { jurisdictionId: key.jurisdictionId, id }, own);
  }
}

export interface StepRequest {
  readonly id: string;
  readonly version: number;
  readonly step: PlanStep;
  readonly reason: string;
  readonly place: string;
  readonly documentNumber: string;
  readonly filing: { readonly office: string; readonly number: string; readonly day: string } | null;
}

/**
 * Takes one step. Errors: those of `nextPlanState`, `plan.changed_meanwhile`, and what keeps the step back:
 * `plan.proposals_open`, `plan.empty`, `plan.findings_open`, `plan.filing_missing`, and those of `decideStanding`.
 */
export async function takePlanStep(platform: Platform, write: PlanWrite, wanted: StepRequest): Promise<Made> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Made> => {
    const found = await lockReadable(tx, actor, wanted.id);
    if (!found.ok) return found;
    const plan = found.value;
    const key = { jurisdictionId: plan.jurisdiction_id, id: plan.id };
    const next = nextPlanState(
      { state: plan.state, steps: await planStepsOf(tx, key) },
      { accountId: actor.accountId, roles: actor.roles, ownAgency: plan.agency_id === actor.agencyId },
      wanted,
    );
    if (!next.ok) return next;
    if (plan.row_version !== wanted.version) return fail('plan.changed_meanwhile');
    const effect = await effects[wanted.step]({ tx, platform, actor, plan, wanted });
    if (!effect.ok) return effect;
    await keepStep(tx, platform, { actor, plan, wanted, state: next.value, effect: effect.value });
    return ok({ id: plan.id });
  });
}

interface Stepping {
  readonly tx: Tx;
  readonly platform: Platform;
  readonly actor: Actor;
  readonly plan: ListedPlan;
  readonly wanted: StepRequest;
}
/** Columns that the step sets, and what the history says beside the reason. */
interface Effect {
  readonly columns: Partial<StoredPlan>;
  readonly detail: string;
}

const nothing: Effect = { columns: {}, detail: '' };
const effects: Readonly<Record<PlanStep, (step: Stepping) => Promise<Result<Effect>>>> = {
  draft: closeCollecting,
  check: confirmCheck,
  approve: async ({ tx, plan }) => {
    const { ruleBook } = await groundOf(tx, plan);
    return ok({ columns: { rule_book_version: ruleBook.version }, detail: '' });
  },
  file: async ({ tx, platform, actor, wanted }) => file(tx, platform, { actor, wanted }),
  publish,
  close: async () => ok(nothing),
  return: async () => ok(nothing),
  supersede: async () => fail('plan.forbidden'),
};

async function closeCollecting({ tx, plan }: Stepping): Promise<Result<Effect>> {
  const key = { jurisdictionId: plan.jurisdiction_id, id: plan.id };
  const entries = await entriesOfPlan(tx, key, ['proposed', 'taken']);
  const open = entries.filter((entry) => entry.state === 'proposed').length;
  if (open > 0) return fail('plan.proposals_open', { count: open });
  return entries.length === 0 ? fail('plan.empty') : ok(nothing);
}

async function confirmCheck(step: Stepping): Promise<Result<Effect>> {
  const standing = await everyEntryStands(step.tx, step.plan);
  if (!standing.ok) return standing;
  const open = await openFindings(step.tx, step.platform, step.plan);
  return open > 0 ? fail('plan.findings_open', { count: open }) : ok(nothing);
}

interface Standing {
  readonly ground: PlanGround;
  readonly entries: readonly ListedEntry[];
}

/** Items may have been revoked since an entry was saved (R005): each is asked again. */
async function everyEntryStands(tx: Tx, plan: ListedPlan): Promise<Result<Standing>> {
  const key = { jurisdictionId: plan.jurisdiction_id, id: plan.id };
  const entries = await entriesOfPlan(tx, key, ['taken']);
  if (entries.length === 0) return fail('plan.empty');
  const ground = await groundOf(tx, plan);
  for (const entry of entries) {
    const standing = await decideStanding(tx, ground, entry.fields);
    if (!standing.ok) return fail(standing.error.code, { ...standing.error.data, entry: entry.title });
  }
  return ok({ ground, entries });
}

/** The receiving office confirms here; the own office notes a filing on paper with number and day. */
async function file(
  tx: Tx,
  platform: Platform,
  step: { readonly actor: Actor; readonly wanted: StepRequest },
): Promise<Result<Effect>> {
  const { actor, wanted } = step;
  if (hasRole(actor, 'coordinator', 'justiceOfficer')) {
    const agency = await agencyById(tx, { jurisdictionId: actor.jurisdictionId, id: actor.agencyId });
    const office = agency?.name ?? '';
    const columns = {
      filed_with: office,
      filed_number: wanted.filing?.number ?? '',
      filed_on: platform.clock.today(),
    };
    return ok({ columns, detail: office });
  }
  const { filing } = wanted;
  if (filing === null) return fail('plan.filing_missing', {}, 'filing.office');
  if (filing.day > platform.clock.today()) return fail('plan.filing_in_future', {}, 'filing.day');
  return ok({
    columns: { filed_with: filing.office, filed_number: filing.number, filed_on: filing.day },
    detail: [filing.office, filing.number, filing.day].filter((word) => word !== '').join(' '),
  });
}

/** Numbers are given, titles generated anew, the version before is superseded; draws can be made from now on. */
async function publish({ tx, platform, actor, plan, wanted }: Stepping): Promise<Result<Effect>> {
  const standing = await everyEntryStands(tx, plan);
  if (!standing.ok) return standing;
  const { entries, ground } = standing.value;
  await supersedeEarlier(tx, platform, { actor, plan });
  const unnumbered = entries.filter((entry) => entry.number === '').length;
  let serial = unnumbered === 0 ? 0 : await takeSerials(tx, ground, unnumbered);
  const today = platform.clock.today();
  for (const entry of entries) {
    const number =
      entry.number === '' ? entryNumber(plan.agency_short_name, plan.year, serial++) : entry.number;
    const title = await titleOf(tx, ground, entry.fields);
    const key = { jurisdictionId: plan.jurisdiction_id, id: entry.id };
    await saveEntry(tx, key, { number, title, at: platform.clock.now() });
    for (const itemKey of itemKeysOf(entry.fields))
      await noteItemUse(tx, ground, { itemKey, kind: 'plan', refId: entry.entry_key, onDay: today });
  }
  return ok({
    columns: {
      published_on: today,
      published_at: platform.clock.now(),
      place: wanted.place,
      document_number: wanted.documentNumber,
      title: planTitle(plan.agency_name, plan.year),
    },
    detail: [wanted.documentNumber, wanted.place].filter((word) => word !== '').join(' '),
  });
}

async function supersedeEarlier(
  tx: Tx,
  platform: Platform,
  step: { readonly actor: Actor; readonly plan: ListedPlan },
): Promise<void> {
  const { actor, plan } = step;
  const versions = await versionsOf(tx, { ...actor, year: plan.year });
  const at = platform.clock.now();
  for (const earlier of versions.filter((one) => one.state === 'published')) {
    const key = { jurisdictionId: actor.jurisdictionId, id: earlier.id };
    await savePlan(tx, key, { columns: { state: 'superseded' }, at });
    await insertPlanStep(tx, key, {
      step: 'supersede',
      accountId: actor.accountId,
      personName: actor.personName,
      reason: plan.reason,
      detail: '',
      at,
    });
  }
}

async function keepStep(
  tx: Tx,
  platform: Platform,
  kept: {
    readonly actor: Actor;
    readonly plan: ListedPlan;
    readonly wanted: StepRequest;
    readonly state: PlanState;
    readonly effect: Effect;
  },
): Promise<void> {
  const { actor, plan, wanted, state, effect } = kept;
  const key = { jurisdictionId: plan.jurisdiction_id, id: plan.id };
  const at = platform.clock.now();
  await savePlan(tx, key, { columns: { ...effect.columns, state }, at });
  await insertPlanStep(tx, key, {
    step: wanted.step,
    accountId: actor.accountId,
    personName: actor.personName,
    reason: wanted.reason,
    detail: effect.detail,
    at,
  });
  await record(tx, platform, {
    type: 'plan.step_taken',
    actor,
    subject: { kind: 'plan', id: plan.id },
    data: {
      year: plan.year,
      planVersion: plan.version,
      planStep: wanted.step,
      planState: state,
      ...(wanted.reason === '' ? {} : { reason: wanted.reason }),
      ...(effect.detail === '' ? {} : { detail: effect.detail }),
    },
  });
}
