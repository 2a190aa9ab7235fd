/** The declaration of kind-specific fields, and what becomes of their values. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { industryDoubt, industryName, normalIndustryCode } from './industry.ts';
import { industrySections } from './industry-form.ts';
import { cleanDetails, detailsLine, detailText, fieldsOfKind } from './kind-details.ts';
import { kindRosterFields } from './kind-field-columns.ts';
import { kindFields } from './kind-fields-form.ts';

test('R021 every field of a kind is declared once, in two languages, with choices where it is one of a set', () => {
  assert.equal(new Set(kindFields.map((field) => field.key)).size, kindFields.length);
  for (const field of kindFields) {
    assert.ok(field.label.every((word) => word.length > 0) && field.kinds.length > 0, field.key);
    assert.equal(field.choices !== undefined, field.type === 'choice', field.key);
    if (field.only !== undefined) assert.ok(kindFields.some((one) => one.key === field.only?.[0]));
  }
  const titles = kindRosterFields.flatMap((field) => field.titles);
  assert.equal(new Set(titles).size, titles.length, 'no title names two fields');
});

test('civil-air-defence works are asked for their grades and uses, alarm sites for place, model and control', () => {
  const asked = (type: string) => fieldsOfKind('facility', { facilityType: type }).map((field) => field.key);
  const works = [
    'worksCategory',
    'resistance',
    'chemicalProtection',
    'wartimeUse',
    'peacetimeUse',
    'worksArea',
  ];
  const rest = ['shelterCapacity', 'completedIn', 'maintainer'];
  assert.deepEqual(asked('civilDefenceWorks'), ['facilityType', ...works, ...rest]);
  assert.deepEqual(asked('alarmSite'), ['facilityType', 'mountingPlace', 'hostUnit', 'model', 'control']);
  assert.deepEqual(asked('other'), ['facilityType']);
});

test('values are kept in one form, foreign keys and other kinds’ values fall away, what does not fit is refused by name', () => {
  const given = {
    projectState: 'building',
    floorArea: '1,200.50 平方米',
    worksArea: '5',
    planted: 'x',
    sponsor: ' ',
  };
  assert.deepEqual(cleanDetails('project', given), {
    ok: true,
    value: { projectState: 'building', floorArea: '1200.5' },
  });
  const refused = cleanDetails('project', { startedOn: '2026-02-30' });
  assert.ok(!refused.ok && refused.error.code === 'object.detail_invalid');
  assert.equal(refused.error.field, 'details.startedOn');
  const missing = cleanDetails('facility', { facilityType: 'alarmSite' });
  assert.ok(!missing.ok && missing.error.code === 'object.detail_missing_invalid');
  const choice = cleanDetails('facility', { facilityType: 'castle' });
  assert.ok(!choice.ok && choice.error.field === 'details.facilityType');
});

test('values are written in words with their units', () => {
  assert.equal(detailText('resistance', 'n6c6', 'zh'), '核6级常6级');
  assert.equal(detailText('worksArea', '1500', 'en'), '1500 m²');
  assert.equal(detailsLine({ control: 'radio' }, 'zh'), '控制方式：无线');
});

test('GB/T 4754 has its 20 sections and 97 divisions; a code without its letter gets it, an unknown one is doubted softly', () => {
  const divisions = industrySections.flatMap((section) => section.divisions.map(([code]) => code));
  assert.equal(industrySections.length, 20);
  assert.deepEqual(
    divisions,
    Array.from({ length: 97 }, (_, i) => String(i + 1).padStart(2, '0')),
  );
  assert.equal(normalIndustryCode('2614'), 'C2614');
  assert.equal(normalIndustryCode('ｃ26'), 'C26');
  assert.equal(industryDoubt('C2614'), null);
  assert.equal(industryDoubt('A26'), 'warning.industry_code');
  assert.equal(industryDoubt('98'), 'warning.industry_code');
  assert.equal(industryName('C26', 'zh'), '制造业 › 化学原料和化学制品制造业');
});
