/** Column titles of the lists that provincial platforms export, and how one row or several make an object with its team. */
import type { OutsideMember, OutsideRow } from './outside-draw.ts';

export const outsideColumns = [
  'object',
  'code',
  'address',
  'inspector',
  'certificate',
  'agency',
  'result',
] as const;
export type OutsideColumn = (typeof outsideColumns)[number];

/** Read in this order; the first column that fits takes the title. */
const titles: readonly (readonly [OutsideColumn, RegExp])[] = [
  ['certificate', /执法证|证件编?号|证号/],
  ['code', /信用代码|注册号|主体代码|^代码$/],
  ['result', /检查结果|抽查结果/],
  ['inspector', /检查人员|执法人员|抽查人员|检查组|主检|协检/],
  ['agency', /检查部门|执法部门|检查机关|检查主体|所属部门/],
  ['address', /地址|住所|场所/],
  ['object', /检查对象|抽查对象|企业名称|市场主体|单位名称|主体名称|^名称$/],
];

/** Columns by index; a title is read once, and each column is found once. */
export function recogniseOutsideColumns(header: readonly string[]): ReadonlyMap<OutsideColumn, number> {
  const found = new Map<OutsideColumn, number>();
  header.forEach((title, index) => {
    const plain = title.normalize('NFKC').replaceAll(/\s/g, '');
    const column = titles.find(([, words]) => words.test(plain))?.[0];
    if (column !== undefined && !found.has(column)) found.set(column, index);
  });
  return found;
}

const divider = /[、,;，；/\s]+/;

function parts(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .split(divider)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** People of one line: names and certificate numbers stand in the same order, one body for all or one each. */
function membersOf(cell: (column: OutsideColumn) => string): OutsideMember[] {
  const certificates = parts(cell('certificate'));
  const agencies = parts(cell('agency'));
  return parts(cell('inspector')).map((name, i) => ({
    name: name.slice(0, 60),
    certificate: (certificates[i] ?? '').slice(0, 60),
    agency: (agencies[i] ?? agencies[0] ?? '').slice(0, 120),
  }));
}

export interface OutsideLine {
  /** As the spreadsheet program counts. */
  readonly row: number;
  readonly cell: (column: OutsideColumn) => string;
}

/** Lines as objects with teams: a line without object, or with the same one, adds its people to the line before. */
export function outsideRowsOf(lines: readonly OutsideLine[]): {
  readonly rows: readonly OutsideRow[];
  /** Rows of the file in which no object is named although they begin the list. */
  readonly unread: readonly number[];
} {
  const rows: OutsideRow[] = [];
  const unread: number[] = [];
  for (const { row, cell } of lines) {
    const objectName = cell('object').trim().slice(0, 200);
    const objectCode = cell('code').normalize('NFKC').trim().toUpperCase().slice(0, 60);
    const last = rows.at(-1);
    const isSame = last !== undefined && last.objectName === objectName && last.objectCode === objectCode;
    const members = membersOf(cell);
    if (last !== undefined && (objectName === '' || isSame))
      rows[rows.length - 1] = { ...last, team: [...last.team, ...members] };
    else if (objectName === '') unread.push(row);
    else
      rows.push({
        objectName,
        objectCode,
        address: cell('address').trim().slice(0, 300),
        team: members,
        result: cell('result').trim().slice(0, 300),
      });
  }
  return { rows, unread };
}
