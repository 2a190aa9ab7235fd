/**
 * What a draw must respect of single objects, read once for preview and seal alike: carry-over of a void attempt, objects
 * struck after the last draw, complaints and violations behind a stratum, and the rule book's cap of visits.
 */
import { addMonths } from '@mingcha/core/common/plain-date.ts';
import type { PoolDuties } from '@mingcha/core/draws/draw-pool.ts';
import { type DrawSettings, itemOfSettings } from '@mingcha/core/draws/draw-task.ts';
import { capStatus, objectKey } from '@mingcha/core/registers/rules/frequency.ts';
import type { RuleBookInForce } from '@mingcha/core/registers/rules/rule-book.ts';
import type { Tx } from '../platform/db/database.ts';
import { entriesOf, frequencyEntry } from '../registers/rules/frequency-entry.queries.ts';
import { ruleBookInForce } from '../registers/rules/rule-book-in-force.queries.ts';
import { agencyById } from './agency.queries.ts';
import { carriedOf } from './draw.queries.ts';
import { incidentsSince, objectsOfKeys, struckObjects, visitedKeys } from './duty.queries.ts';
import { currentEntry } from './origin.ts';
import type { AgencyKey } from './pool.queries.ts';

export interface DutiesInput extends AgencyKey {
  readonly settings: DrawSettings;
  /** The stored task; null for settings that were never saved. */
  readonly drawId: string | null;
  /** The day from which months are counted back. */
  readonly today: string;
}

export interface Duties extends PoolDuties {
  /** The rule book that decided them; the draw stores its version (R062). */
  readonly ruleBook: RuleBookInForce;
}

export async function dutiesOf(tx: Tx, input: DutiesInput): Promise<Duties> {
  const { drawId, settings } = input;
  const ruleBook = await ruleBookInForce(tx, input);
  const carried =
    drawId === null ? [] : await carriedOf(tx, { jurisdictionId: input.jurisdictionId, id: drawId });
  return {
    ruleBook,
    carried: new Set(carried),
    struck: new Set(await struckObjects(tx, input, { ...itemOfSettings(settings), drawId })),
    capped: await cappedObjects(tx, input, ruleBook),
    history: await historyOf(tx, input),
  };
}

/** Objects without room under their caps. A rule book that only flags leaves them in; visits that do not count cannot exceed. */
async function cappedObjects(
  tx: Tx,
  input: DutiesInput,
  { rules }: RuleBookInForce,
): Promise<ReadonlySet<string>> {
  const { caps } = rules;
  const kind = (await isSpecial(tx, input)) ? 'special' : 'routine';
  if (caps.above !== 'refuse' || !caps.countedKinds.includes(kind)) return new Set();
  const year = Number(input.settings.window.from.slice(0, 4));
  const visited = new Set(await visitedKeys(tx, input.jurisdictionId, year));
  if (visited.size === 0) return new Set();
  const objects = (await objectsOfKeys(tx, input, [...visited]))
    .map((object) => ({ object, key: objectKey(object) }))
    .filter(({ key }) => visited.has(key));
  const rows = await entriesOf(tx, {
    jurisdictionId: input.jurisdictionId,
    objectKeys: objects.map(({ key }) => key),
    year,
  });
  const entries = Map.groupBy(rows, (row) => row.object_key);
  const viewer = { agencyId: input.agencyId, level: (await agencyById(tx, input))?.level ?? '' };
  const full = objects.filter(({ object, key }) => {
    const own = (entries.get(key) ?? []).map(frequencyEntry);
    return capStatus(caps, object, { entries: own, viewer, year }).left === 0;
  });
  return new Set(full.map(({ object }) => object.id));
}

/** A special inspection stands on an approval from above, by itself or as an entry of the plan. */
async function isSpecial(tx: Tx, input: DutiesInput): Promise<boolean> {
  const { origin } = input.settings;
  if (origin?.kind !== 'plan') return origin?.kind === 'adHoc';
  const entry = await currentEntry(tx, input, origin.entryId);
  return entry !== undefined && entry.fields.special !== null;
}

async function historyOf(tx: Tx, input: DutiesInput): Promise<PoolDuties['history']> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const { code, history } of input.settings.strata) {
    if (history === null) continue;
    const incidents = await incidentsSince(tx, input, addMonths(input.today, -history.months));
    const members = incidents.filter(
      ({ complaints, serious }) =>
        (history.complaints !== null && complaints >= history.complaints) ||
        (history.seriousViolation && serious),
    );
    found.set(code, new Set(members.map(({ objectId }) => objectId)));
  }
  return found;
}
