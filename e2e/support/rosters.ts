/** Files that people bring: a roster of a whole city as it was published, and inspectors that do not exist. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { organisationCheckCharacter, usccCheckCharacter } from '@mingcha/core/common/uscc.ts';

const published = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'objects-jincheng.csv');

export interface Roster {
  readonly path: string;
  readonly rows: number;
}

/** Told in the test's line, so that nobody takes the stand-in for the real file. */
export const rosterOrigin = existsSync(published) ? 'published roster' : 'generated roster';

/** The published roster where it lies beside the checkout, otherwise a generated one of the same form. */
export function objectRoster(folder: string): Roster {
  if (rosterOrigin === 'published roster') {
    const lines = readFileSync(published, 'utf8').trimEnd().split('\n');
    return { path: published, rows: lines.length - 1 };
  }
  const rows = 4900;
  const header = '企业名称,统一社会信用代码,注册日期,企业类型,注册资金,经营范围,所在省份,地区,注册地址';
  const lines = Array.from({ length: rows }, (_, i) => generatedObject(i));
  const path = join(folder, 'objects.csv');
  writeFileSync(path, `${[header, ...lines].join('\n')}\n`);
  return { path, rows };
}

function generatedObject(i: number): string {
  const organisation = `DEG${String(i).padStart(5, '0')}`;
  const first17 = `91140500${organisation}${organisationCheckCharacter(organisation) ?? ''}`;
  const code = first17 + (usccCheckCharacter(first17) ?? '');
  const capital = i % 40 === 0 ? 'N/A' : `${10 + (i % 900)}万人民币`;
  return `虚构企业${i + 1}号,${code},2001-0${1 + (i % 9)}-15,集体所有制,${capital},批发：五金交电,山西,晋城,山西省晋城市虚构路${i + 1}号`;
}

/** Thirty inspectors under a title row, as offices keep them. */
export function inspectorRoster(folder: string): { readonly path: string; readonly rows: number } {
  const rows = 30;
  const people = Array.from({ length: rows }, (_, i) => {
    const number = String(i + 1).padStart(3, '0');
    return `检查员${number},XG-${number},工程科,人防工程、消防监督,2031年12月31日,在岗`;
  });
  const lines = ['执法检查人员名录（虚构）,,,,,', '姓名,执法证号,科室,专业,有效期至,状态', ...people];
  const path = join(folder, 'inspectors.csv');
  writeFileSync(path, `\uFEFF${lines.join('\r\n')}\r\n`);
  return { path, rows };
}
