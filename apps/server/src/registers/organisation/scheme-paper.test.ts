/** The words of the scheme's paper: numbering, bases, duties, and what is said of a draft. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SchemeContent } from '@mingcha/core/registers/organisation/scheme.ts';
import { schemePaper } from './scheme-paper.ts';

const content: SchemeContent = {
  purpose: '为深入推进“双随机、一公开”监管，提升监管效能，',
  bases: [
    { policyId: null, citation: '《甲意见》（国发〔2019〕5号）' },
    { policyId: null, citation: '《乙通知》' },
  ],
  closing: '结合我局工作实际，制定本方案。',
  chapters: [
    { heading: '指导思想', kind: 'text', text: '第一段。\n第二段。', points: [] },
    {
      heading: '主要任务',
      kind: 'tasks',
      text: '',
      points: [
        {
          title: '动态维护',
          text: '完善清单。',
          lead: { id: 'a', name: '政策法规股' },
          sections: [
            { id: 'b', name: '安全生产监督管理股' },
            { id: 'c', name: '执法大队' },
          ],
        },
        { title: '', text: '公开结果。', lead: { id: 'a', name: '政策法规股' }, sections: [] },
      ],
    },
  ],
  unitWord: '股室',
  notice: { title: '', addressees: '机关各股室', body: '现将《{title}》印发你们。' },
  addressees: [],
};
const scheme = {
  title: '某局2026年实施方案',
  agencyName: '某局',
  documentNumber: '某应急〔2026〕3号',
  signedOn: '2026-01-05',
  isIssued: true,
  content,
};

test('the paper numbers chapters and tasks, cites the bases and names lead and responsible sections', () => {
  const [notice, body] = schemePaper(scheme).parts;
  assert.equal(notice?.title, '某局关于印发《某局2026年实施方案》的通知');
  assert.deepEqual(notice?.signature, { name: '某局', day: '2026年1月5日' });
  assert.deepEqual(
    body?.lines.map((one) =>
      one.kind === 'point' ? `${one.number}${one.title}${one.text}` : 'text' in one ? one.text : one.title,
    ),
    [
      '为深入推进“双随机、一公开”监管，提升监管效能，根据《甲意见》（国发〔2019〕5号）、《乙通知》等文件要求，结合我局工作实际，制定本方案。',
      '一、指导思想',
      '第一段。',
      '第二段。',
      '二、主要任务',
      '（一）动态维护。完善清单。（牵头股室：政策法规股；责任股室：安全生产监督管理股、执法大队）',
      '（二）公开结果。（牵头股室：政策法规股）',
    ],
  );
});

test('a draft says on every page that it is one, and that number and day are still to come', () => {
  const paper = schemePaper({ ...scheme, documentNumber: '', signedOn: null, isIssued: false });
  assert.match(paper.mark, /草案/);
  assert.match(paper.number, /待登记/);
  assert.match(paper.parts[0]?.signature?.day ?? '', /待登记/);
  assert.equal(schemePaper(scheme).mark, '');
});
