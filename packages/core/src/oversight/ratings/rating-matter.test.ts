import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Role } from '../../common/roles.ts';
import {
  handlesRatings,
  namesNoVisit,
  quarterStart,
  readsRatings,
  reasonsOf,
  shownQuarter,
} from './rating-matter.ts';

test('R328 low marks, missing certificates, more than the notice and remarks ask for something; praise does not', () => {
  const good = { showedCertificates: true, keptToNotice: true, manner: 3, remark: '' };
  assert.deepEqual(reasonsOf(good), []);
  assert.deepEqual(reasonsOf({ ...good, manner: 2 }), ['manner']);
  assert.deepEqual(reasonsOf({ showedCertificates: false, keptToNotice: false, manner: 5, remark: '好' }), [
    'noCertificate',
    'beyondNotice',
    'remark',
  ]);
});

test('R328 whoever also inspects reads no opinion, and the auditor handles none', () => {
  const of = (...roles: readonly Role[]) => ({ roles });
  assert.equal(handlesRatings(of('coordinator')), true);
  assert.equal(handlesRatings(of('witness')), true);
  assert.deepEqual([readsRatings(of('auditor')), handlesRatings(of('auditor'))], [true, false]);
  for (const role of ['inspector', 'legalOfficer', 'sectionOfficer', 'agencyHead'] as const)
    assert.equal(readsRatings(of('coordinator', role)), false, role);
});

test('R328 an agency reads no figure of fewer than five visits, and shares in whole tens of percent', () => {
  const counts = { visits: 5, ratings: 7, mannerTenths: 41, withCertificates: 6, withinNotice: 7 };
  assert.deepEqual(shownQuarter(counts), {
    ratings: 7,
    mannerTenths: 41,
    certificatesPercent: 90,
    noticePercent: 100,
  });
  assert.equal(shownQuarter({ ...counts, visits: 4 }), null);
  assert.deepEqual(['2026-01-01', '2026-03-31', '2026-06-30', '2026-12-31'].map(quarterStart), [
    '2026-01-01',
    '2026-01-01',
    '2026-04-01',
    '2026-10-01',
  ]);
});

test('R328 a question to an agency names neither enterprise nor task', () => {
  assert.equal(namesNoVisit('请说明出示证件的做法。', ['恒达化工', null]).ok, true);
  assert.equal(namesNoVisit('在恒达化工怎样出示的？', ['恒达化工', null]).ok, false);
});
