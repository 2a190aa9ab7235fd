/**
 * A task as the plan and the rule book would make it: pool, classes and rates, rounding, window, partners, teams and item
 * of one plan entry, to be looked at and saved by a person. Reads only.
 */

import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { addWorkingDays } from '@mingcha/core/common/working-days.ts';
import {
  type DrawSettings,
  type DrawSettingsInput,
  drawSettings,
  presetCeremony,
} from '@mingcha/core/draws/draw-task.ts';
import type { DrawableEntry } from '@mingcha/core/plans/plan.ts';
import type { RuleBook, RuleClass } from '@mingcha/core/registers/rules/rule-book.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { publishedItems } from '../registers/items/published-items.queries.ts';
import { assistingBodies } from '../registers/organisation/assisting-body.queries.ts';
import { ruleBookInForce, workCalendar } from '../registers/rules/rule-book-in-force.queries.ts';
import { currentEntry, settleOrigin } from './origin.ts';

type StrataInput = DrawSettingsInput['strata'];

/** What an entry becomes, and the bodies outside the platform that are not entered as assisting bodies yet. */
interface Prefilled {
  settings: DrawSettings;
  unmatched: string[];
}

/** Errors: `draw.plan_entry_not_published`, `draw.item_missing`, `draw.item_not_published`. */
export async function prefillDraw(
  platform: Platform,
  actor: Actor,
  entryId: string,
): Promise<Result<Prefilled>> {
  return inTransaction(platform.db, async (tx): Promise<Result<Prefilled>> => {
    const entry = await currentEntry(tx, actor, entryId);
    if (entry === undefined) return fail('draw.plan_entry_not_published', {}, 'origin');
    const { rules } = await ruleBookInForce(tx, actor);
    const releaseAt = await releaseOf(tx, actor, { entry, rules, today: platform.clock.today() });
    const bodies = new Map((await assistingBodies(tx, actor)).map((body) => [body.name, body.id]));
    const asked = entry.fields.participants;
    const participants = asked.flatMap((one) => one.agencyId ?? bodies.get(one.outsideName) ?? []);
    const unmatched = asked
      .filter((one) => one.agencyId === null && !bodies.has(one.outsideName))
      .map((one) => one.outsideName);
    const qualifications = await qualificationsOf(tx, actor, entry);
    const made = { entry, rules, qualifications };
    const typed = settingsOfEntry({ ...made, agencyId: actor.agencyId, releaseAt, participants });
    // code and name of the item come from the published list
    const suite = platform.config.crypto.drawSuite;
    const draft = drawSettings.parse({ ...typed, suite, item: { name: entry.title.slice(0, 300) } });
    const settled = await settleOrigin(tx, actor, draft);
    if (!settled.ok) return settled;
    const lead = settled.value.items[0];
    return ok({ settings: { ...settled.value.settings, announced: lead?.announced ?? false }, unmatched });
  });
}

interface Made {
  readonly entry: DrawableEntry;
  readonly rules: RuleBook;
  /** What the items ask of inspectors (检查人员要求). */
  readonly qualifications: readonly string[];
}

async function qualificationsOf(tx: Tx, actor: Actor, entry: DrawableEntry): Promise<readonly string[]> {
  const keys = new Set([entry.fields.leadItemKey, ...entry.fields.extraItemKeys]);
  const items = (await publishedItems(tx, actor)).filter((item) => keys.has(item.itemKey));
  return [...new Set(items.flatMap((item) => item.qualifications))];
}

function settingsOfEntry(
  made: Made & {
    readonly agencyId: string;
    readonly releaseAt: string;
    readonly participants: readonly string[];
  },
) {
  const { entry, rules, agencyId, releaseAt, participants } = made;
  const { fields } = entry;
  const { constraints, maxTasks } = rules.matching;
  return {
    series: entry.year,
    origin: { kind: 'plan' as const, entryId: entry.entryId },
    itemKeys: [...(fields.leadItemKey === null ? [] : [fields.leadItemKey]), ...fields.extraItemKeys],
    window: fields.window,
    scope:
      fields.scope === 'targeted'
        ? { mode: 'targeted' as const, filter: fields.filter }
        : { mode: 'untargeted' as const },
    strata: strataOf(made),
    participants: [...participants],
    teams: [{ stratum: '*', groups: seatsOf(made, agencyId, participants) }],
    constraints: {
      area: constraints.includes('area'),
      skills: constraints.includes('qualification'),
      workload: constraints.includes('workload'),
      maxTasks,
    },
    ceremony: presetCeremony('B'),
    disclosure:
      rules.reveal.mode === 'open' ? { mode: 'open' as const } : { mode: 'sealed' as const, releaseAt },
  };
}

/** The entry's own classes, or the rule book's where the entry names none; rounding and minimum as the rule book says. */
function strataOf({ entry, rules }: Made): StrataInput {
  const { classes, rounding, minimumOne } = rules.sampling;
  const own = entry.fields.classes;
  return (own.length === 0 ? classes : own).map((each) => stratumOf(each, { rounding, minimumOne }));
}

function stratumOf(
  { code, name, where, history, take }: RuleClass,
  rules: Pick<RuleBook['sampling'], 'rounding' | 'minimumOne'>,
): StrataInput[number] {
  const common = { code, name, where, history };
  switch (take.rule) {
    case 'all':
      return { ...common, rule: 'all' };
    case 'fixed':
      return { ...common, rule: 'fixed', number: take.number };
    case 'draw':
      return {
        ...common,
        rule: 'draw',
        rate: take.rate,
        round: rules.rounding,
        min: rules.minimumOne ? 1 : 0,
      };
  }
}

const partnerSeats = 2;

function seatsOf({ entry, rules, qualifications }: Made, agencyId: string, partners: readonly string[]) {
  const { leader, teamSize } = rules.matching;
  // the plan counts everybody at the door; two of them come from each partner
  const n = Math.max(teamSize, entry.fields.teamSize - partnerSeats * partners.length);
  const asked = qualifications.length === 0 ? {} : { skills: [...qualifications].slice(0, 10) };
  // A specialised item is not checked without somebody qualified: one seat asks for it.
  const rest =
    qualifications.length === 0 || n < 3
      ? [{ agencyId, ...asked, n: n - 1 }]
      : [
          { agencyId, ...asked, n: 1 },
          { agencyId, n: n - 2 },
        ];
  const own = [{ agencyId, lead: leader, n: 1 }, ...rest];
  // Partners' people know no areas of the initiator's register.
  return [...own, ...partners.map((partner) => ({ agencyId: partner, n: partnerSeats, anyArea: true }))];
}

/** So many working days after the window begins, or after today once it has; its end where the calendar does not reach so far. */
async function releaseOf(
  tx: Tx,
  actor: Actor,
  made: Omit<Made, 'qualifications'> & { readonly today: string },
): Promise<string> {
  const { from, to } = made.entry.fields.window;
  const { daysAfterStart } = made.rules.reveal;
  const calendar = await workCalendar(tx, actor.jurisdictionId);
  const hasBegun = from <= made.today;
  const day = addWorkingDays(
    calendar,
    hasBegun ? made.today : from,
    hasBegun ? Math.max(1, daysAfterStart) : daysAfterStart,
  );
  // 18:00 of China's one time zone
  return `${day.ok ? day.value : to}T10:00:00.000Z`;
}
