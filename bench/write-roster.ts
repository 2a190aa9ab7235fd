/**
 * Writes a roster file in a process of its own, so that making it leaves no trace in the memory that is measured:
 *   node bench/write-roster.ts <file.csv|file.xlsx> <rows>
 */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { writeCsv, writeXlsx } from '../apps/server/src/platform/spreadsheets/index.ts';
import { rosterRow } from './support/roster.ts';

const columns = [
  { key: 'name', title: '企业名称' },
  { key: 'uscc', title: '统一社会信用代码' },
  { key: 'localCode', title: '本地编号' },
  { key: 'registeredOn', title: '成立日期' },
  { key: 'kind', title: '企业类型' },
  { key: 'industry', title: '行业代码' },
  { key: 'creditClass', title: '信用等级' },
  { key: 'riskLevel', title: '风险等级' },
  { key: 'division', title: '行政区划代码' },
  { key: 'address', title: '经营地址' },
];
const kinds: Readonly<Record<string, string>> = {
  enterprise: '有限责任公司',
  cooperative: '农民专业合作社',
  individualBusiness: '个体工商户',
  project: '工程项目',
};
const risks: Readonly<Record<string, string>> = {
  low: '低风险',
  general: '一般风险',
  higher: '较大风险',
  major: '重大风险',
};

function* sheetRows(first: number, count: number): Generator<Record<string, string>> {
  for (let i = first; i < first + count; i += 1) {
    const { active: _, ...row } = rosterRow(i);
    yield { ...row, kind: kinds[row.kind] ?? '', riskLevel: risks[row.riskLevel] ?? '' };
  }
}

const [path = '', count = '0', from = '0'] = process.argv.slice(2);
const rows = sheetRows(Number(from), Number(count));
const written = path.endsWith('.xlsx') ? writeXlsx({ name: '对象', columns }, rows) : writeCsv(columns, rows);
await pipeline(written, createWriteStream(path));
