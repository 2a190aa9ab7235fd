/**
 * `mingcha secrets remove`: the operator's part of a containment. Removes texts from every table of a jurisdiction,
 * append-only ones included, with the role that owns the schema; also used on a restored backup. The texts come from
 * standard input, never from an argument. Without `--expect` it only counts. The ledger is counted and never rewritten.
 * Exit code 0 when nothing is left, 1 when something is, 2 for wrong use.
 */
import { parseArgs } from 'node:util';
import { format, type Locale } from '@mingcha/core/common/text.ts';
import { secretTextsOf } from '@mingcha/core/publications/containment.ts';
import { secretRemovalText } from '@mingcha/core/publications/secret-removal-text.ts';
import { type Environment, parseConfig } from '../platform/config.ts';
import { openDatabase } from '../platform/db/database.ts';
import { openInstallation } from '../platform/db/installation.ts';
import { silentLog } from '../platform/log.ts';
import { removeIn, type SayRemoval } from '../publications/secret-removal.service.ts';

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
  const installation = await openInstallation(config, silentLog, 'existing');
  const db = openDatabase({ url: installation.migratorUrl, poolSize: 2, statementTimeout: 0 });
  try {
    return await removeIn(db, { division: values.division, texts: texts.value, expected, say });
  } finally {
    await db.destroy();
    await installation.stop();
  }
}

const sayIn =
  ({ locale, print }: Pick<SecretsRemoveOptions, 'locale' | 'print'>): SayRemoval =>
  (key, data = {}) =>
    print(format(secretRemovalText[locale][key], data));
