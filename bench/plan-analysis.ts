/**
 * The check of an annual plan (conflicts, caps, capacity, expected numbers) at 100,000 objects and 40 entries, with a
 * second agency of the jurisdiction that plans for the same enterprises, against one plain scan of the same directory.
 *   node bench/plan-analysis.ts            100,000 objects, 40 entries
 *   node bench/plan-analysis.ts --small    5,000 objects, no verdicts
 */
import { sql } from 'kysely';
import { readCheck } from '../apps/server/src/plans/check.service.ts';
import { insertEntry } from '../apps/server/src/plans/entry.queries.ts';
import { insertPlan } from '../apps/server/src/plans/plan.queries.ts';
import { inTransaction } from '../apps/server/src/platform/db/transaction.ts';
import type { Actor } from '../packages/core/src/common/roles.ts';
import { planEntryFields } from '../packages/core/src/plans/plan.ts';
import { type Bench, copyObjects, settleObjects, withBench } from './support/database.ts';
import { many, percentile, seconds, small, startReport, timed } from './support/report.ts';

const count = small ? 5_000 : 100_000;
const entryCount = 40;
const rounds = small ? 3 : 7;
const boundMs = 2_000;
const year = 2026;

const report = startReport(`Check of a plan: ${many(count)} objects, ${entryCount} entries`);
await withBench(async (bench) => {
  await copyObjects(bench, count);
  await copyToNeighbour(bench);
  await settleObjects(bench.database);
  const { anLan, otherAgency } = bench.cast;
  const planId = await makePlan(bench, anLan, entryCount);
  await makePlan(bench, otherAgency, 5);
  const check = async () => {
    const read = await readCheck(bench.platform, anLan, planId);
    if (!read.ok) throw new Error(read.error.code);
    return read.value;
  };
  const seen = await check();
  report.row('different sets of fields', many(seen.groups), `${many(seen.objects)} active objects`);
  report.row(
    'pairs to merge, objects over or near their cap',
    many(seen.overlaps.length),
    many(seen.caps.over + seen.caps.possible),
  );
  const cpu = process.cpuUsage();
  const times: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push((await timed(check)).took);
    floor.push((await timed(() => plainScan(bench, anLan))).took);
  }
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
  const floor50 = percentile(floor, 0.5);
  report.row('one scan of the directory', `p50 ${seconds(floor50)}`);
  report.bound(
    'the whole check',
    `p50 ${seconds(p50)}, p95 ${seconds(p95)}`,
    p95 <= boundMs,
    `p95 at most ${seconds(boundMs)}`,
  );
  const { user, system } = process.cpuUsage(cpu);
  report.row(
    'our own processor time a round',
    seconds((user + system) / 1000 / rounds),
    'check and scan together',
  );
  report.row('check against the scan', `${(p50 / floor50).toFixed(1)}×`);
});
report.print();

/** Every third enterprise stands in the neighbour's directory too. */
async function copyToNeighbour(bench: Bench): Promise<void> {
  const { jurisdictionId, agencyId } = bench.cast.otherAgency;
  await sql`INSERT INTO objects (jurisdiction_id, agency_id, id, kind, name, uscc, division_code, industry, risk_level,
      credit_class, status, created_at, updated_at)
    SELECT ${jurisdictionId}, ${agencyId}, gen_random_uuid(), kind, name, uscc, division_code, industry, risk_level,
      credit_class, status, created_at, updated_at
    FROM objects WHERE agency_id = ${bench.cast.anLan.agencyId} AND uscc IS NOT NULL AND hashtext(uscc) % 3 = 0`.execute(
    bench.database.owner,
  );
}

/** Entries of every kind that filters can express, spread over the year. */
async function makePlan(bench: Bench, actor: Actor, entries: number): Promise<string> {
  const { platform } = bench;
  const id = platform.ids.next();
  const at = platform.clock.now();
  const industries = (
    await sql<{ industry: string }>`SELECT industry FROM objects WHERE agency_id = ${actor.agencyId}
      GROUP BY industry ORDER BY count(*) DESC LIMIT 12`.execute(bench.database.owner)
  ).rows.map((row) => row.industry);
  const rate = (percent: number) => ({ rule: 'draw' as const, rate: [percent, 100] as [number, number] });
  await inTransaction(platform.db, async (tx) => {
    const common = { jurisdictionId: actor.jurisdictionId, year, version: 1, title: 'bench', reason: '' };
    await insertPlan(tx, { ...common, id, agencyId: actor.agencyId, createdBy: actor.accountId, at });
    for (let index = 0; index < entries; index += 1) {
      const month = String((index % 9) + 1).padStart(2, '0');
      const industry = industries[index % industries.length] ?? '';
      const fields = planEntryFields.parse({
        form: index % 10 === 9 ? 'routineVisit' : 'draw',
        leadItemKey: null,
        extraItemKeys: [],
        scene: `scene ${index}`,
        scope: index % 4 === 0 ? 'untargeted' : 'targeted',
        objectsText: '',
        filter:
          index % 4 === 0 ? {} : index % 4 === 1 ? { industry: [industry] } : { risk: ['major', 'higher'] },
        classes: [
          { code: 'A', name: 'A', where: { credit: ['D', 'C'] }, history: null, take: rate(20) },
          {
            code: 'B',
            name: 'B',
            where: { risk: ['major'] },
            history: { complaints: 2, seriousViolation: true, months: 12 },
            take: rate(50),
          },
          { code: 'Z', name: 'Z', where: {}, history: null, take: rate(5) },
        ],
        times: 1,
        methods: ['onSite'],
        window: { from: `${year}-${month}-01`, to: `${year}-${month}-28` },
        drawLevel: 'county',
        checkLevel: 'county',
        participants: [],
        sectionId: null,
        responsibleId: null,
        teamSize: 2,
        visitsPerDay: 3,
        steps: '',
        requirements: '',
        remark: '',
      });
      await insertEntry(tx, {
        jurisdictionId: actor.jurisdictionId,
        id: platform.ids.next(),
        planId: id,
        entryKey: platform.ids.next(),
        copiedFrom: null,
        number: '',
        title: { zh: `entry ${index}`, en: `entry ${index}` },
        origin: 'office',
        state: 'taken',
        proposedBy: actor.accountId,
        proposedName: actor.personName,
        fields,
        at,
      });
    }
  });
  return id;
}

/** What any check must do at least: read the fields of every object once. */
async function plainScan(bench: Bench, actor: Actor): Promise<void> {
  await bench.platform.db
    .selectFrom('objects')
    .select([
      'id',
      'uscc',
      'kind',
      'division_code',
      'industry',
      'risk_level',
      'credit_class',
      'tags',
      'section_id',
    ])
    .where('jurisdiction_id', '=', actor.jurisdictionId)
    .where('agency_id', '=', actor.agencyId)
    .where('status', '=', 'active')
    .execute();
}
