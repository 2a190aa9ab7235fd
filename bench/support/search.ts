/**
 * The questions that people ask the object directory, each put to the product's own query functions and to the
 * plainest SQL that brings the same rows: by their primary keys.
 */
import { sql } from 'kysely';
import { encodeCursor } from '../../apps/server/src/platform/db/cursor.ts';
import type { Database } from '../../apps/server/src/platform/db/database.ts';
import { inTransaction } from '../../apps/server/src/platform/db/transaction.ts';
import type { Scope } from '../../apps/server/src/registers/object.queries.ts';
import { objectPage } from '../../apps/server/src/registers/object-list.queries.ts';

type Filter = Parameters<typeof objectPage>[2]['filter'];
export interface Question {
  readonly name: string;
  /** One question with many values, so that no cache answers alone. */
  readonly filters: readonly Filter[];
  /** Pages begin after these rows instead of at the beginning. */
  readonly after?: readonly string[];
}
export interface Answer {
  readonly name: string;
  readonly times: readonly number[];
  readonly floor: readonly number[];
  /** Rows of an average page. */
  readonly rows: number;
}

const limit = 50;

export async function ask(db: Database, scope: Scope, question: Question, rounds: number): Promise<Answer> {
  const times: number[] = [];
  const floor: number[] = [];
  let rows = 0;
  for (let round = 0; round < rounds; round += 1) {
    const filter = question.filters[round % question.filters.length] ?? {};
    const after = question.after?.[round % question.after.length];
    const start = performance.now();
    const page = await inTransaction(db, (tx) => objectPage(tx, scope, { filter, page: { after, limit } }));
    times.push(performance.now() - start);
    rows += page.length;
    floor.push(await byKey(db, scope, page));
  }
  return { name: question.name, times, floor, rows: rows / rounds };
}

async function byKey(db: Database, scope: Scope, page: readonly { readonly id: string }[]): Promise<number> {
  const ids = page.map((row) => row.id);
  const start = performance.now();
  await inTransaction(db, (tx) =>
    sql`SELECT * FROM objects WHERE jurisdiction_id = ${scope.jurisdictionId} AND id = ANY(${ids}::uuid[])`.execute(
      tx,
    ),
  );
  return performance.now() - start;
}

/** Cursors at even distances through the whole list. */
async function deepCursors(db: Database, scope: Scope): Promise<readonly string[]> {
  const found = await sql<{ name: string; id: string }>`SELECT name, id FROM objects TABLESAMPLE BERNOULLI (1)
    WHERE jurisdiction_id = ${scope.jurisdictionId} ORDER BY name COLLATE "C" LIMIT 5000`.execute(db);
  return found.rows.map((row) => encodeCursor([row.name, row.id])).filter((_, i) => i % 7 === 0);
}

async function someCodes(db: Database, scope: Scope): Promise<readonly string[]> {
  const found = await sql<{ uscc: string }>`SELECT uscc FROM objects TABLESAMPLE BERNOULLI (1)
    WHERE jurisdiction_id = ${scope.jurisdictionId} AND uscc IS NOT NULL LIMIT 300`.execute(db);
  return found.rows.map((row) => row.uscc);
}

const text = (words: string): Filter[] => words.split(' ').map((word) => ({ text: word }));

export async function questions(db: Database, scope: Scope): Promise<readonly Question[]> {
  const after = await deepCursors(db, scope);
  const codes = await someCodes(db, scope);
  const part = (from: number, to: number): Filter[] => codes.map((code) => ({ text: code.slice(from, to) }));
  return [
    { name: 'first page', filters: [{}] },
    { name: 'deep page', filters: [{}], after },
    {
      name: 'filter: credit class',
      filters: ['A', 'B', 'C', 'D'].map((creditClass) => ({ creditClass }) as Filter),
    },
    {
      name: 'filter: industry, deep page',
      filters: ['B0610', 'C2614', 'G5431', 'R8870'].map((industry) => ({ industry })),
      after,
    },
    {
      name: 'filter: status and risk',
      filters: ['low', 'general', 'higher', 'major'].map(
        (riskLevel) => ({ riskLevel, status: 'inactive' }) as Filter,
      ),
    },
    {
      name: 'filter: industry, credit and risk, deep page',
      filters: [{ industry: 'B0610', creditClass: 'D', riskLevel: 'major' }],
      after,
    },
    { name: 'name, 2 characters, rare', filters: text('晨曦 渔舟 樵风 沃土 星辰 峰柏 菊瑞 稼泰 竹盛 玉牧') },
    {
      name: 'name, 2 characters, frequent',
      filters: text('公司 有限 贸易 支行 饭店 超市 工程 化工 药房 果园'),
    },
    {
      name: 'name, 3 characters, rare',
      filters: text('鑫磊华 晨曦矿 渔舟超 沃土种 星辰科 恒源化 瑞丰药 紫云煤 青绿种 峰柏陶'),
    },
    {
      name: 'name, 3 characters, frequent',
      filters: text('限公司 合作社 经营部 服务部 科技有 加油站 维修部 养殖场 便利店 集团有'),
    },
    {
      name: 'name, 4 characters, rare',
      filters: text(
        '鑫磊商贸 晨曦矿业 渔舟超市 沃土种植 星辰科技 恒源化工 瑞丰医药 紫云煤业 长青种业 玉峰陶瓷',
      ),
    },
    {
      name: 'name, 4 characters, frequent',
      filters: text(
        '有限公司 责任公司 专业合作 建筑工程 房地产开 农业银行 人防工程 环保科技 电子商务 文化传播',
      ),
    },
    { name: 'name, its town', filters: text('云岭市 茶亭 石桥县 青溪 南渡 望湖县 古塔区 松原 白河县 金沙') },
    { name: 'name, middle of its town', filters: text('岭市 亭区 桥县 溪县 渡市 湖县 塔区 原镇 河县 沙县') },
    {
      name: 'name, town and quarter',
      filters: text('城关 东关王 西河李 北山 大桥 龙门 新街张 柳林 双泉 马场'),
    },
    { name: 'name that nobody has', filters: text('空中楼阁 无人 司有 市有限 甲骨') },
    { name: 'code, last 4 characters', filters: part(14, 18) },
    { name: 'code, 6 in the middle', filters: part(9, 15) },
    { name: 'code, first 8', filters: part(0, 8) },
    { name: 'code, whole', filters: part(0, 18) },
  ];
}
