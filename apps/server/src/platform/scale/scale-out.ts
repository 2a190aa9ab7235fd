/** Runs the plan of a cluster, statement by statement; interrupted or refused, the next run does what is left. */
import type { Database } from '../db/database.ts';
import { SetupError } from '../setup-error.ts';
import { countOrphans, runStatement, type ScaleCatalogue, scaleCatalogue } from './catalogue.queries.ts';
import { type ScaleOptions, type Statement, scalePlan, scaleRefusals } from './plan.ts';

/** Citus of this major version and later creates roles and functions on all nodes by itself. */
const oldestCitus = 11;

/** What must be there before the plan runs. Throws SetupError `cluster.*`. */
export function checkCluster({ cluster }: ScaleCatalogue): void {
  if (cluster === null) throw new SetupError('cluster.no_extension', {});
  if (Number.parseInt(cluster.version, 10) < oldestCitus)
    throw new SetupError('cluster.too_old', { found: cluster.version });
  if (!cluster.knowsCoordinator) throw new SetupError('cluster.no_coordinator', {});
  if (cluster.workers === 0) throw new SetupError('cluster.no_workers', {});
}

export interface Scaled {
  readonly statements: number;
  /** Tables that stand on the cluster afterwards. */
  readonly placed: number;
}

/**
 * Distributes the schema. `told` hears each statement before it is sent. `db` is the owner's login without a time limit for
 * statements. Throws SetupError `cluster.*`; `cluster.refused` names the statement that the database refused.
 */
export async function scaleOut(
  db: Database,
  options: ScaleOptions,
  told: (statement: Statement, done: number, all: number) => void,
): Promise<Scaled> {
  const catalogue = await scaleCatalogue(db);
  const refusal = scaleRefusals(catalogue)[0];
  if (refusal !== undefined)
    throw new SetupError('cluster.schema', { rule: refusal.rule, what: refusal.what });
  checkCluster(catalogue);
  const plan = scalePlan(catalogue, options);
  for (const [done, statement] of plan.entries()) {
    told(statement, done, plan.length);
    await run(db, statement);
  }
  const after = await scaleCatalogue(db);
  return { statements: plan.length, placed: after.tables.filter((one) => one.isPlaced).length };
}

async function run(db: Database, statement: Statement): Promise<void> {
  try {
    await db.connection().execute(async (one) => {
      try {
        for (const line of statement.lines) await runStatement(one, line);
      } catch (error) {
        // A transaction stays open where it broke.
        if (statement.lines.length > 1) await runStatement(one, 'ROLLBACK');
        throw error;
      }
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupError('cluster.refused', { statement: statement.lines.join('; '), reason }, error);
  }
}

export interface Orphans {
  readonly table: string;
  readonly key: string;
  readonly count: number;
}

/** Rows without what they refer to, of keys that no cluster holds: nobody else looks. */
export async function orphansAside(db: Database): Promise<readonly Orphans[]> {
  const { aside } = await scaleCatalogue(db);
  const found: Orphans[] = [];
  for (const key of aside.filter((one) => !one.returns))
    found.push({ table: key.table, key: key.name, count: await countOrphans(db, key) });
  return found;
}
