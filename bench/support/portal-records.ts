/** Published results of a province's year as the portal holds them: invented units, items in standard wording, problems, follow-up. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { copyInto } from '../../apps/server/src/platform/db/copy.ts';
import { publicResult } from '../../packages/core/src/publications/public-record.ts';
import { type Bench, uuidOf } from './database.ts';
import { dice, rosterRow } from './roster.ts';

const items = [
  '安全生产责任制',
  '消防设施',
  '危险化学品储存',
  '特种作业人员持证',
  '应急预案和演练',
  '配电和用电',
  '教育培训',
  '隐患排查治理',
];
const problems = [
  '配电箱未上锁，现场堆放可燃物。',
  '应急预案未按规定组织演练，未见演练记录。',
  '危险化学品仓库通风设施停用，温湿度计损坏，未设置明显的安全警示标志。',
  '特种作业人员操作证过期，企业未组织复审。',
];

/** Day number → 'YYYY-MM-DD'. */
const day = (back: number): string =>
  new Date(Date.UTC(2026, 10, 20) - back * 86_400_000).toISOString().slice(0, 10);

export interface PlantedRecord {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
}

/** One result; every fourth unit was inspected more than once. */
function recordOf(index: number, agency: { readonly id: string; readonly name: string }) {
  const roll = dice(index * 7 + 3);
  const unit = rosterRow(index % 4 === 3 ? index - 3 : index);
  const code = unit.uscc === '' ? null : unit.uscc;
  const isProblem = roll(100) < 22;
  const first = roll(items.length);
  const publishedOn = day(roll(700));
  const found = isProblem
    ? Array.from({ length: 1 + roll(3) }, (_, n) => problems[(index + n) % 4] ?? '')
    : [];
  const wording = isProblem ? '发现问题已责令改正' : '未发现问题';
  const payload = publicResult.parse({
    kind: 'result',
    agency,
    plan: { number: '〔2026〕1号', name: '2026年度随机抽查计划' },
    task: { number: `2026-${index % 400}`, name: `第${index % 400}批安全生产随机抽查` },
    origin: 'draw',
    originWording: '双随机抽查',
    isTargeted: index % 2 === 0,
    object: { name: unit.name, code, kind: 'enterprise' },
    inspectedOn: publishedOn,
    items: Array.from({ length: 3 + roll(4) }, (_, n) => ({
      name: items[(first + n) % items.length] ?? '',
      code: isProblem && n === 0 ? 'correctedOnOrder' : 'noProblem',
      wording: isProblem && n === 0 ? wording : '未发现问题',
    })),
    overall: { code: isProblem ? 'correctedOnOrder' : 'noProblem', wording, isProblem },
    findings: found.map((text, n) => ({ id: uuidOf(index * 4 + n), text })),
    followups: isProblem
      ? [{ kind: 'rectify', wording: '责令限期改正', isClosed: true, stateWording: '已改正' }]
      : [],
    withheld: [],
    corrections: [],
  });
  return { id: randomUUID(), payload, publishedOn };
}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\');

/** Puts the records and their publications in place; foreign keys of inspections stand aside, nothing here reads them. */
export async function plantRecords(bench: Bench, count: number): Promise<readonly PlantedRecord[]> {
  const { jurisdictionId, agencyId } = bench.cast.anLan;
  const agency = { id: agencyId, name: '茶亭区应急管理局' };
  const at = bench.platform.clock.now();
  const made = Array.from({ length: count }, (_, n) => recordOf(n, agency));
  const records = made.map(({ id, payload, publishedOn }) => {
    const { object, task } = payload;
    return [
      jurisdictionId,
      id,
      'result',
      'published',
      1,
      agency.id,
      agency.name,
      task.number,
      task.name,
      object.name,
      object.code ?? '\\N',
      escaped(JSON.stringify(payload)),
      'f',
      publishedOn,
      '\\N',
      '\\N',
      at,
    ].join('\t');
  });
  await sql`ALTER TABLE publications DROP CONSTRAINT fk_publications_team`.execute(bench.database.owner);
  await copyInto(bench.database.owner, {
    statement: `COPY public_records (jurisdiction_id, id, kind, state, version, agency_id, agency_name, number, title,
      object_name, object_code, payload, is_objected, published_on, ends_on, removed_on, updated_at) FROM STDIN`,
    settings: {},
    input: Readable.from(records.map((line) => `${line}\n`)),
  });
  const publications = made.map(({ id, payload, publishedOn }) => {
    const { object, task } = payload;
    const key = object.code === null ? `local:${object.name}` : `uscc:${object.code}`;
    return [
      jurisdictionId,
      id,
      'result',
      randomUUID(),
      agency.id,
      agency.id,
      jurisdictionId,
      agency.name,
      randomUUID(),
      randomUUID(),
      task.number,
      task.name,
      key,
      object.name,
      'published',
      1,
      publishedOn,
      publishedOn,
      publishedOn,
      at,
      at,
    ].join('\t');
  });
  await copyInto(bench.database.owner, {
    statement: `COPY publications (jurisdiction_id, id, kind, subject_id, team_agency_id, agency_id,
      agency_jurisdiction_id, agency_name, inspection_id, task_id, task_number, title, object_key, object_name, state,
      version, result_on, due_on, published_on, prepared_at, updated_at) FROM STDIN`,
    settings: {},
    input: Readable.from(publications.map((line) => `${line}\n`)),
  });
  await sql`VACUUM (ANALYZE) public_records`.execute(bench.database.owner);
  await sql`VACUUM (ANALYZE) publications`.execute(bench.database.owner);
  return made.map(({ id, payload }) => ({ id, name: payload.object.name, code: payload.object.code }));
}
