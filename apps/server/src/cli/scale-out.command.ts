/**
 * `mingcha scale-out`: the statements that distribute the schema over a Citus cluster, printed for psql or run. Printing needs
 * no cluster: whoever plans one may read them on any installation. Exit code 0 when done, 1 when refused, 2 for wrong use.
 */
import { parseArgs } from 'node:util';
import { format } from '@mingcha/core/common/text.ts';
import { parseConfig } from '../platform/config.ts';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { openInstallation } from '../platform/db/installation.ts';
import { silentLog } from '../platform/log.ts';
import { type ScaleCatalogue, scaleCatalogue } from '../platform/scale/catalogue.queries.ts';
import { phases, type Statement, scalePlan, scaleRefusals } from '../platform/scale/plan.ts';
import { orphansAside, scaleOut } from '../platform/scale/scale-out.ts';
import { SetupError } from '../platform/setup-error.ts';
import { startupMessage } from '../platform/startup-message.ts';
import type { CommandOptions } from './command.ts';
import { scaleOutText } from './scale-out-text.ts';
import { exitCodes } from './terminal.ts';

type Say = (key: keyof typeof scaleOutText.zh, data?: Readonly<Record<string, string | number>>) => string;

interface Work {
  readonly db: Database;
  readonly shards: number;
  readonly say: Say;
  readonly print: (line: string) => void;
}

export async function scaleOutCommand(options: CommandOptions): Promise<number> {
  const { locale, print } = options;
  const say: Say = (key, data = {}) => format(scaleOutText[locale][key], data);
  const values = argumentsOf(options.args);
  if (values === null) {
    print(say('usage'));
    return exitCodes.usage;
  }
  const shards = Number(values.shards);
  if (!Number.isSafeInteger(shards) || shards < 1 || shards > 1024) {
    print(say('shards.wrong'));
    return exitCodes.usage;
  }
  try {
    const config = parseConfig(options.environment, [], options.root);
    const installation = await openInstallation(config, silentLog, 'existing');
    const db = openDatabase({ url: installation.migratorUrl, poolSize: 2, statementTimeout: 0 });
    try {
      const work = { db, shards, say, print };
      return await (values.check ? check(work) : values.run ? run(work) : show(work));
    } finally {
      await db.destroy();
      await installation.stop();
    }
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    print(startupMessage(error, locale));
    return exitCodes.refused;
  }
}

function argumentsOf(args: readonly string[]) {
  const boolean = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { run: boolean, check: boolean, shards: { type: 'string', default: '32' } },
    }).values;
  } catch {
    return null;
  }
}

async function show({ db, shards, say, print }: Work): Promise<number> {
  const catalogue = await scaleCatalogue(db);
  const refusal = scaleRefusals(catalogue)[0];
  if (refusal !== undefined)
    throw new SetupError('cluster.schema', { rule: refusal.rule, what: refusal.what });
  const plan = scalePlan(catalogue, { shards });
  for (const line of heading(catalogue, plan, say)) print(line === '' ? '' : `-- ${line}`);
  for (const phase of phases) {
    const own = plan.filter((statement) => statement.phase === phase);
    if (own.length === 0) continue;
    print('');
    print(`-- ${say(`phase.${phase}`)}`);
    for (const statement of own) print(statement.lines.map((line) => `${line};`).join(' '));
  }
  if (plan.length === 0) return exitCodes.done;
  print('');
  print(`-- ${say('head.check')}`);
  for (const line of checks(catalogue)) print(`-- ${line}`);
  return exitCodes.done;
}

function heading(catalogue: ScaleCatalogue, plan: readonly Statement[], say: Say): readonly string[] {
  const named = (kind: string) => catalogue.tables.filter((one) => one.class === kind).map((one) => one.name);
  const placed = catalogue.tables.filter((one) => one.isPlaced).length;
  const what = say('head.what', {
    distributed: named('distributed').length,
    reference: named('reference').length,
    local: named('local').length,
  });
  const local = say('head.local', { tables: named('local').join(', ') });
  if (plan.length === 0) return [what, local, say('nothing', { placed })];
  return [
    what,
    local,
    ...(placed > 0 ? [say('head.left', { placed })] : []),
    say('head.stop'),
    '',
    say('head.prepare'),
    say('prepare.settings'),
    say('prepare.extension'),
    say('prepare.owner'),
    say('prepare.nodes'),
    "  SELECT citus_set_coordinator_host('COORDINATOR', 5432);",
    "  SELECT citus_add_node('WORKER-1', 5432);  SELECT citus_add_node('WORKER-2', 5432);",
  ];
}

/** Questions whose answers tell that everything stands. */
function checks({ tables }: ScaleCatalogue): readonly string[] {
  const distributed = tables.filter((one) => one.class === 'distributed').length;
  return [
    `SELECT citus_table_type, count(*), count(DISTINCT colocation_id) FROM citus_tables GROUP BY 1;  -- distributed | ${distributed} | 1`,
    'SELECT count(*) FROM foreign_keys_aside WHERE returns;  -- 0',
    `SELECT * FROM run_command_on_workers($$SELECT has_table_privilege('mingcha_app', 'ledger_events', 'UPDATE, DELETE, TRUNCATE')$$);  -- f`,
    'SELECT bool_and(result) FROM citus_check_cluster_node_health();  -- t',
  ];
}

async function run({ db, shards, say, print }: Work): Promise<number> {
  const counts = new Map<string, number>();
  for (const { phase } of scalePlan(await scaleCatalogue(db), { shards }))
    counts.set(phase, (counts.get(phase) ?? 0) + 1);
  let now = '';
  const done = await scaleOut(db, { shards }, ({ phase }) => {
    if (phase === now) return;
    now = phase;
    print(say('run.phase', { phase: say(`phase.${phase}`), count: counts.get(phase) ?? 0 }));
  });
  print(say('run.done', { ...done }));
  return exitCodes.done;
}

async function check({ db, say, print }: Work): Promise<number> {
  const found = await orphansAside(db);
  if (found.length === 0) print(say('check.none'));
  for (const { table, key, count } of found)
    print(say(count === 0 ? 'check.sound' : 'check.orphans', { table, key, count }));
  return found.some((one) => one.count > 0) ? exitCodes.refused : exitCodes.done;
}
