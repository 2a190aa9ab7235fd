/** The reach of publicity by agency and month, and the same as a file with what the figures mean. Writes nothing but waiting counts. */
import type { Paper } from '@mingcha/core/common/paper.ts';
import { ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { format as filled } from '@mingcha/core/common/text.ts';
import { reachColumns } from '@mingcha/core/publications/reach/reach.ts';
import type { ReachLecture, ReachRow } from '@mingcha/core/publications/reach/reach-api.ts';
import { reachText } from '@mingcha/core/publications/reach/reach-text.ts';
import { agencyById } from '../../platform/auth/organisation.queries.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { paperReply } from '../../platform/documents/paper-reply.ts';
import { type FileReply, fileReply } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';
import { writeCsv, writeXlsx } from '../../platform/spreadsheets/index.ts';
import { reachLectures, reachRows } from './reach.queries.ts';
import { keepViews } from './views.ts';

interface Months {
  readonly from: string;
  readonly to: string;
}

/** The coordination office and the auditor read every agency of the jurisdiction, others their own. */
function periodOf(actor: Actor, { from, to }: Months) {
  const [year = 0, month = 0] = to.split('-').map(Number);
  const after = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
  return {
    jurisdictionId: actor.jurisdictionId,
    agencyId: hasRole(actor, 'coordinator', 'auditor') ? null : actor.agencyId,
    since: `${from}-01`,
    until: `${after}-01`,
  };
}

export async function readReach(
  platform: Platform,
  actor: Actor,
  months: Months,
): Promise<Result<{ rows: ReachRow[]; lectures: ReachLecture[] }>> {
  await keepViews(platform);
  return inTransaction(platform.db, async (tx) => {
    const period = periodOf(actor, months);
    return ok({ rows: [...(await reachRows(tx, period))], lectures: [...(await reachLectures(tx, period))] });
  });
}

const words = reachText.zh;
const notes = [
  words['note.views'],
  words['note.articles'],
  words['note.lectures'],
  words['note.signups'],
  words['note.attended'],
  words['note.order'],
];
const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

export async function reachFileOf(
  platform: Platform,
  actor: Actor,
  asked: Months & { readonly format: 'xlsx' | 'csv' | 'docx' },
): Promise<Result<FileReply>> {
  const read = await readReach(platform, actor, asked);
  if (!read.ok) return read;
  const { rows } = read.value;
  const name = `${words['file.title']} ${asked.from}_${asked.to}`;
  const period = filled(words['file.period'], { ...asked, at: platform.clock.today() });
  if (asked.format === 'docx') {
    const agency = await inTransaction(platform.db, (tx) =>
      agencyById(tx, { jurisdictionId: actor.jurisdictionId, id: actor.agencyId }),
    );
    return ok(await paperReply(paperOf(rows, { authority: agency?.name ?? '', period }), 'docx', name));
  }
  const keys = ['agencyName', 'month', ...reachColumns] as const;
  const columns = keys.map((key) => ({
    key,
    title: key === 'agencyName' ? words.agency : words[key],
    width: key === 'agencyName' ? 36 : 14,
  }));
  const blank = Object.fromEntries(keys.map((key) => [key, '']));
  const lines = [
    ...rows.map((row) => Object.fromEntries(keys.map((key) => [key, row[key]]))),
    ...[period, ...notes].map((agencyName) => ({ ...blank, agencyName })),
  ];
  const body =
    asked.format === 'csv' ? writeCsv(columns, lines) : writeXlsx({ name: words.title, columns }, lines);
  return ok(
    fileReply({
      contentType: types[asked.format],
      fileName: `${name}.${asked.format}`,
      disposition: 'attachment',
      body,
    }),
  );
}

function paperOf(
  rows: readonly ReachRow[],
  of: { readonly authority: string; readonly period: string },
): Paper {
  return {
    language: 'zh-CN',
    authority: of.authority,
    title: words['file.title'],
    number: '',
    foot: words['file.foot'],
    orientation: 'landscape',
    blocks: [
      { kind: 'text', text: of.period },
      {
        kind: 'table',
        heads: [words.agency, words.month, ...reachColumns.map((key) => words[key])],
        widths: [4, 2, ...reachColumns.map(() => 1.6)],
        rows: rows.map((row) => [row.agencyName, row.month, ...reachColumns.map((key) => String(row[key]))]),
      },
      ...notes.map((text) => ({ kind: 'note', text }) as const),
    ],
  };
}
