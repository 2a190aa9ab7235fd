/**
 * Drafting papers of supervision: proposed from the row's records, saved as a draft, changed by its drafter. Nothing leaves
 * the house here.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type {
  SupervisionFields,
  SupervisionProposal,
} from '@mingcha/core/oversight/papers/supervision-api.ts';
import { draftedContent, officeBelow } from '@mingcha/core/oversight/papers/supervision-form.ts';
import {
  aboutOf,
  checkedSupervision,
  kindsBelow,
  replyDays,
  type SupervisionAbout,
  type SupervisionKind,
  type SupervisionSource,
  type SupervisionState,
} from '@mingcha/core/oversight/papers/supervision-paper.ts';
import { dayAfter } from '@mingcha/core/registers/rules/deadline.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { peopleOf, standingSections } from '../../registers/organisation/post.queries.ts';
import { workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import { type FoundAbout, findAbout } from './about.ts';
import {
  addSupervisionStep,
  anyAgency,
  insertSupervision,
  type KnownAgency,
  type StoredSupervision,
  saveSupervision,
  supervisionById,
} from './supervision.queries.ts';

type Changed = Result<{ id: string; state: SupervisionState; version: number }>;
interface Asked {
  readonly kind: SupervisionKind;
  readonly about: SupervisionAbout;
}

/** Errors: those of `findAbout`; `supervision.about_done`. */
export async function proposeSupervision(
  platform: Platform,
  actor: Actor,
  asked: Asked,
): Promise<Result<SupervisionProposal>> {
  return inTransaction(platform.db, async (tx) => {
    const found = await proposalOf(tx, platform, { actor, asked });
    return found.ok ? ok(found.value.proposal) : found;
  });
}

async function proposalOf(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly asked: Asked },
): Promise<Result<{ readonly proposal: SupervisionProposal; readonly found: FoundAbout }>> {
  const { actor, asked } = of;
  const today = platform.clock.today();
  const found = await findAbout(tx, actor, {
    about: asked.about,
    today,
    now: platform.clock.now(),
  });
  if (!found.ok) return found;
  const { source, answers, reach } = found.value;
  if (reach === 'below' && !kindsBelow.includes(asked.kind))
    return fail('supervision.below_kind_invalid', {}, 'kind');
  if (source.doneOn !== null && source.daysLate === 0)
    return fail('supervision.about_done', { day: source.doneOn });
  const choices = await recipientChoices(tx, { ...found.value, today });
  const to = { sectionId: null, accountId: personNamed(choices.people, namesOf(source)) };
  const days = replyDays[asked.kind];
  const calendar = await workCalendar(tx, actor.jurisdictionId);
  const replyDue =
    days === null ? null : dayAfter(calendar, today, { length: days, unit: 'workingDays' }).day;
  const person = choices.people.find((each) => each.id === to.accountId)?.name;
  const addressee = source.below === null ? (person ?? answers.name) : officeBelow(source.below);
  const content = draftedContent({
    kind: asked.kind,
    source,
    addressee,
    replyDue,
    host: actor.personName,
  });
  const proposal = { kind: asked.kind, source, content, to, replyDue, ...choices };
  return ok({ proposal, found: found.value });
}

type Choices = Pick<SupervisionProposal, 'sections' | 'people'>;

/** Sections and people that may be addressed: people of the own agency only; another agency names its own. */
export async function recipientChoices(
  tx: Tx,
  of: Pick<FoundAbout, 'answers' | 'reach'> & { readonly today: string },
): Promise<Choices> {
  if (of.reach === 'below') return { sections: [], people: [] };
  const scope = { jurisdictionId: of.answers.jurisdictionId, agencyId: of.answers.id };
  const sections = (await standingSections(tx, scope, of.today)).map(({ id, name }) => ({ id, name }));
  if (of.reach === 'over') return { sections, people: [] };
  const people = (await peopleOf(tx, scope)).map((each) => ({ id: each.accountId, name: each.personName }));
  return { sections, people };
}

/** Who has it to do; where nobody is named yet, who holds the post. */
function namesOf({ people, posts }: SupervisionSource): readonly string[] {
  return people.length > 0 ? people : posts.flatMap((post) => post.holders);
}

/** The one account that bears the first name of the row; null where it is not one. */
function personNamed(people: Choices['people'], names: readonly string[]): string | null {
  const named = people.filter((each) => each.name === names[0]);
  return named.length === 1 ? (named[0]?.id ?? null) : null;
}

/** Errors: those of `proposeSupervision` and `checkedSupervision`; `supervision.to_unknown_invalid`. */
export async function draftSupervision(
  platform: Platform,
  actor: Actor,
  input: Asked & { readonly actionId: string; readonly fields: SupervisionFields | null },
): Promise<Changed> {
  const { actionId, kind } = input;
  const about = aboutOf(input.about.key);
  return runAction(platform, { actor, actionId, routeId: 'supervision.draft' }, async (tx) => {
    const proposal = await proposalOf(tx, platform, { actor, asked: { kind, about } });
    if (!proposal.ok) return proposal;
    const { source } = proposal.value.proposal;
    const { own, answers, reach } = proposal.value.found;
    const fields = input.fields ?? proposal.value.proposal;
    const columns = checkedColumns(platform, { kind, fields, answers, choices: proposal.value.proposal });
    if (!columns.ok) return columns;
    const id = platform.ids.next();
    const at = platform.clock.now();
    await insertSupervision(tx, {
      jurisdiction_id: actor.jurisdictionId,
      id,
      agency_id: actor.agencyId,
      agency_name: own.name,
      kind,
      state: 'draft',
      about_key: about.key,
      source: JSON.stringify(source),
      to_jurisdiction_id: answers.jurisdictionId,
      to_agency_id: answers.id,
      to_office: reach === 'below',
      ...columns.value,
      ...(source.below === null ? {} : { to_name: officeBelow(source.below) }),
      drafted_by: actor.accountId,
      drafted_name: actor.personName,
      drafted_at: at,
      updated_at: at,
    });
    const key = { jurisdiction_id: actor.jurisdictionId, id };
    await addSupervisionStep(tx, key, { step: 'draft', by: actor, note: '', at });
    await record(tx, platform, {
      type: 'supervision.drafted',
      actor,
      subject: { kind: 'supervisionPaper', id },
      data: { supervisionKind: kind, aboutKey: about.key, toAgencyId: answers.id },
    });
    return ok({ id, state: 'draft', version: 1 });
  });
}

type Columns = Pick<StoredSupervision, 'to_section_id' | 'to_account_id' | 'to_name' | 'reply_due'> & {
  readonly content: string;
};

function checkedColumns(
  platform: Platform,
  of: {
    readonly kind: SupervisionKind;
    readonly fields: SupervisionFields;
    readonly answers: KnownAgency;
    readonly choices: Choices;
  },
): Result<Columns> {
  const { kind, fields, answers, choices } = of;
  const { content, to, replyDue } = fields;
  const checked = checkedSupervision({ kind, content, replyDue }, platform.clock.today());
  if (!checked.ok) return checked;
  const section = choices.sections.find((each) => each.id === to.sectionId);
  const person = choices.people.find((each) => each.id === to.accountId);
  if ((to.sectionId !== null && section === undefined) || (to.accountId !== null && person === undefined))
    return fail('supervision.to_unknown_invalid', {}, 'to');
  return ok({
    content: JSON.stringify(content),
    to_section_id: to.accountId === null ? to.sectionId : null,
    to_account_id: to.accountId,
    to_name: [answers.name, person?.name ?? section?.name ?? ''].join(' ').trim(),
    reply_due: replyDue,
  });
}

/** Errors: `supervision.not_found`, `.changed_meanwhile`, `.wrong_state`, `.drafter_forbidden`, those of `checkedColumns`. */
export async function saveDraft(
  platform: Platform,
  actor: Actor,
  input: SupervisionFields & { readonly actionId: string; readonly id: string; readonly version: number },
): Promise<Changed> {
  const { actionId, id, version, ...fields } = input;
  return runAction(platform, { actor, actionId, routeId: 'supervision.save' }, async (tx) => {
    const row = await supervisionById(tx, actor, { id, lock: true });
    if (row === undefined) return fail('supervision.not_found');
    if (row.row_version !== version) return fail('supervision.changed_meanwhile');
    if (row.state !== 'draft') return fail('supervision.wrong_state');
    if (row.drafted_by !== actor.accountId) return fail('supervision.drafter_forbidden');
    const choices = await choicesOf(tx, platform, row);
    if (choices === null) return fail('supervision.about_not_found');
    const columns = checkedColumns(platform, {
      kind: row.kind as SupervisionKind,
      fields,
      ...choices,
    });
    if (!columns.ok) return columns;
    const at = platform.clock.now();
    const { to_name: toName, ...change } = columns.value;
    await saveSupervision(tx, row, { ...change, to_name: row.to_office ? row.to_name : toName, at });
    await addSupervisionStep(tx, row, { step: 'save', by: actor, note: '', at });
    await record(tx, platform, {
      type: 'supervision.changed',
      actor,
      subject: { kind: 'supervisionPaper', id },
      data: { supervisionKind: row.kind, version: version + 1 },
    });
    return ok({ id, state: 'draft', version: version + 1 });
  });
}

/** Who may be addressed by a stored paper. */
export async function choicesOf(
  tx: Tx,
  platform: Platform,
  row: StoredSupervision,
): Promise<{ readonly answers: KnownAgency; readonly choices: Choices } | null> {
  const answers = await anyAgency(tx, row.to_agency_id);
  if (answers === undefined) return null;
  const near = row.to_agency_id === row.agency_id ? 'own' : 'over';
  const reach = row.to_office ? 'below' : near;
  const choices = await recipientChoices(tx, { answers, reach, today: platform.clock.today() });
  return { answers, choices };
}
