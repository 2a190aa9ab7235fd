/** The brief stays one page of A4, however much is late and however long its words are. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LeaderBrief } from '@mingcha/core/oversight/pictures/brief-api.ts';
import { renderPdf } from '../../platform/documents/paper-pdf.ts';
import { briefPaper } from './brief-paper.ts';

const share = { numerator: 12_345, denominator: 23_456 };
const keys = [
  'publicationTimeliness',
  'publicationRate',
  'inspectionCompletion',
  'followupClosure',
  'codeShown',
] as const;
const full: LeaderBrief = {
  name: '晋州市双随机、一公开监管工作领导小组办公室',
  asOf: '2026-11-22',
  now: { from: '2026-11-01', to: '2026-11-30' },
  before: { from: '2026-10-01', to: '2026-10-31' },
  indicators: keys.map((indicator) => ({ indicator, now: share, before: { ...share, numerator: 11_111 } })),
  rectifications: { open: 1234, overdue: 567 },
  objections: { open: 234, overdue: 56 },
  late: {
    total: 4321,
    rows: Array.from({ length: 8 }, (_, i) => ({
      key: String(i),
      link: 'publication' as const,
      subject: '总十庄镇云杉精细化学品有限公司年度部门联合双随机抽查危险化学品生产企业安全检查',
      agencyName: '晋州市应急管理局',
      path: '/',
      dueOn: '2026-11-03',
      people: ['欧阳晓燕', '上官志强', '司马文博', '诸葛天宇'],
    })),
  },
};

/** Pages of a PDF by its page objects. */
function pagesOf(raw: Uint8Array): number {
  return (
    Buffer.from(raw)
      .toString('latin1')
      .match(/\/Type\s*\/Page\b/g)?.length ?? 0
  );
}

for (const lang of ['zh', 'en'] as const)
  test(`a full brief is one page (${lang})`, async () => {
    const paper = briefPaper(full, lang);
    assert.equal(pagesOf(await renderPdf(paper)), 1);
    const table = paper.blocks.filter((block) => block.kind === 'table').at(-1);
    assert.equal(table?.rows.length, 5);
    assert.ok(paper.blocks.some((block) => block.kind === 'note' && block.text.includes('4316')));
  });
