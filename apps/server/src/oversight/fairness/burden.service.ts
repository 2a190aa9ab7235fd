/** The year's burden per enterprise over all agencies, against the caps of the rule book in force. Reads only. */
import { ok } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { type BurdenSign, burdenOf, burdenSigns } from '@mingcha/core/oversight/fairness/fairness.ts';
import type { BurdenRow } from '@mingcha/core/oversight/fairness/fairness-api.ts';
import { type CapViewer, capStatus, judgedEntries } from '@mingcha/core/registers/rules/frequency.ts';
import type { CapRules } from '@mingcha/core/registers/rules/rule-book.ts';
import { agencyById } from '../../platform/auth/organisation.queries.ts';
import { decodeCursor, pageOfRows } from '../../platform/db/cursor.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { ruleBookInForce } from '../../registers/rules/rule-book-in-force.queries.ts';
import { type BurdenEntry, entriesOfYear } from './burden.queries.ts';
import type { FairnessPage } from './fairness.queries.ts';

interface Judging {
  readonly rules: CapRules;
  readonly viewer: CapViewer;
  readonly year: number;
}

function rowOf(entries: readonly BurdenEntry[], of: Judging): BurdenRow | null {
  const last = entries.at(-1);
  if (last === undefined) return null;
  const { division, industry, risk, credit, tags, sectionId, objectKind: kind } = last;
  const object = { kind, division, industry, risk, credit, tags, sectionId };
  const { counted, cap } = capStatus(of.rules, object, { entries, viewer: of.viewer, year: of.year });
  const visits = entries.map((entry) => ({
    visitKey: entry.visitKey,
    body: entry.agencyId ?? entry.bodyName,
    day: entry.enteredOn,
  }));
  return {
    objectKey: last.objectKey,
    objectId: last.objectId,
    name: last.objectName,
    code: last.objectCode,
    counted,
    cap,
    ...burdenOf(visits, { counted, cap }),
    signs: [...burdenOf(visits, { counted, cap }).signs],
  };
}

const byName = (a: BurdenRow, b: BurdenRow): number =>
  a.name === b.name ? (a.objectKey < b.objectKey ? -1 : 1) : a.name < b.name ? -1 : 1;

export async function fairnessBurden(
  platform: Platform,
  actor: Actor,
  asked: FairnessPage & { readonly year: number; readonly sign?: BurdenSign | undefined },
) {
  return inTransaction(platform.db, async (tx) => {
    const { jurisdictionId, agencyId } = actor;
    const entries = await entriesOfYear(tx, { jurisdictionId, year: asked.year });
    const agency = await agencyById(tx, { jurisdictionId, id: agencyId });
    const book = await ruleBookInForce(tx, actor);
    const judging = {
      rules: book.rules.caps,
      viewer: { agencyId, level: agency?.level ?? '' },
      year: asked.year,
    };
    const all = [...Map.groupBy(entries, (entry) => entry.objectKey).values()].flatMap(
      (own) => rowOf(own, judging) ?? [],
    );
    const count = (sign: BurdenSign): number => all.filter((row) => row.signs.includes(sign)).length;
    const signs = Object.fromEntries(burdenSigns.map((sign) => [sign, count(sign)])) as Record<
      BurdenSign,
      number
    >;
    const [name, key] = decodeCursor(asked.after, 2) ?? [];
    const shown = all
      .filter((row) => (asked.sign === undefined ? row.signs.length > 0 : row.signs.includes(asked.sign)))
      .filter(
        (row) => name === undefined || row.name > name || (row.name === name && row.objectKey > (key ?? '')),
      )
      .toSorted(byName)
      .slice(0, asked.limit + 1);
    return ok({
      asOf: platform.clock.now(),
      ruleVersion: book.version,
      enterprises: all.length,
      visits: all.reduce((sum, row) => sum + row.visits, 0),
      signs,
      ...pageOfRows(shown, asked.limit, (row) => [row.name, row.objectKey]),
    });
  });
}

export async function fairnessBurdenVisits(
  platform: Platform,
  actor: Actor,
  asked: { readonly year: number; readonly objectKey: string },
) {
  return inTransaction(platform.db, async (tx) => {
    const entries = await entriesOfYear(tx, { jurisdictionId: actor.jurisdictionId, ...asked });
    const book = await ruleBookInForce(tx, actor);
    const rows = judgedEntries(book.rules.caps, entries).map(({ entry, basis }) => ({
      id: entry.id,
      day: entry.enteredOn,
      bodyName: entry.bodyName,
      kind: entry.kind,
      isCounted: basis === 'counted',
      isJoint: entries.some((other) => other.id !== entry.id && other.visitKey === entry.visitKey),
    }));
    return ok({ rows });
  });
}
