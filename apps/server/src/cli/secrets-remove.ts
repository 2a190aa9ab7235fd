/**
 * `mingcha secrets remove`: the operator's part of a containment. Removes texts from every table of a jurisdiction,
 * append-only ones included, with the role that owns the schema; also used on a restored backup. The texts come from
 * standard input, never from an argument. Without `--expect` it only counts. The ledger is counted and never rewritten.
 * Exit code 0 when nothing is left, 1 when something is, 2 for wrong use.
 */
import { parseArgs } from 'node:util';
import { format, type Locale } from '@mingcha/core/common/text.ts';
import { type ContainmentPlace, secretTextsOf } from '@mingcha/core/publications/containment.ts';
import { secretRemovalText } from '@mingcha/core/publications/secret-removal-text.ts';
import { type Environment, parseConfig } from '../platform/config.ts';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { openInstallation } from '../platform/db/installation.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { silentLog } from '../platform/log.ts';
import { jurisdictionOfDivision, placesOf, strikeTexts } from '../publications/containment.queries.ts';

export interface SecretsRemoveOptions {
  readonly args: readonly string[];
  /** What was typed or piped in: one text per line. */
  readonly typed: string;
  readonly environment: Environment;
  /** The checkout. */
  readonly root: string;
  readonly locale: Locale;
  readonly print: (line: string) => void;
}

export async function secretsRemove(options: SecretsRemoveOptions): Promise<number> {
  const { values } = parseArgs({
    args: [...options.args],
    options: { division: { type: 'string' }, expect: { type: 'string' } },
  });
  const say = sayIn(options);
  const texts = secretTextsOf(options.typed);
  const expected = values.expect === undefined ? null : Number(values.expect);
  if (values.division === undefined || !texts.ok || Number.isNaN(expected)) {
    say('secrets.usage');
    return 2;
  }
  const config = parseConfig(options.environment, [], options.root);
  const installation = await openInstallation(config, silentLog, 'join');
  const db = openDatabase({ url: installation.migratorUrl, poolSize: 2, statementTimeout: 0 });
  try {
    return await removeIn(db, { division: values.division, texts: texts.value, expected, say });
  } finally {
    await db.destroy();
    await installation.stop();
  }
}

type Say = (key: keyof (typeof secretRemovalText)['zh'], data?: Record<string, string | number>) => void;

const sayIn =
  ({ locale, print }: Pick<SecretsRemoveOptions, 'locale' | 'print'>): Say =>
  (key, data = {}) =>
    print(format(secretRemovalText[locale][key], data));

const isLedger = (place: ContainmentPlace): boolean => place.table.startsWith('ledger_');
const rowsOf = (places: readonly ContainmentPlace[]): number =>
  places.reduce((sum, place) => sum + place.rows, 0);

/** Counts, and removes when the count is the expected one; one transaction. Exit code as above. */
export async function removeIn(
  db: Database,
  of: {
    readonly division: string;
    readonly texts: readonly string[];
    readonly expected: number | null;
    readonly say: Say;
  },
): Promise<number> {
  const { division, texts, expected, say } = of;
  return inTransaction(db, async (tx) => {
    const jurisdictionId = await jurisdictionOfDivision(tx, division);
    if (jurisdictionId === undefined) {
      say('secrets.no_division', { division });
      return 2;
    }
    const places = await placesOf(tx, jurisdictionId, texts);
    for (const place of places)
      say(isLedger(place) ? 'secrets.place_ledger' : 'secrets.place', {
        table: place.table,
        column: place.column,
        rows: place.rows,
      });
    const own = places.filter((place) => !isLedger(place));
    const rows = rowsOf(own);
    if (places.length === 0) say('secrets.none');
    if (rows > 0 && expected === null) say('secrets.found', { rows });
    if (rows > 0 && expected !== null && expected !== rows) say('secrets.unexpected', { rows, expected });
    if (rows > 0 && expected !== rows) return 1;
    for (const place of own) await strikeTexts(tx, { jurisdictionId, place, texts });
    if (rows > 0) say('secrets.removed', { rows });
    return places.some(isLedger) ? 1 : 0;
  });
}
