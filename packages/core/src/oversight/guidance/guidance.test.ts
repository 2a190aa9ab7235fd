/** Tests of the guidance: every role has a first day, every step and hint has words in both languages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roles } from '../../common/roles.ts';
import { guideOf, guideSteps, mayTick } from './guide.ts';
import { guideText } from './guide-text.ts';
import { helpTopicNames, hintFormNames, hintsOf, holdsWords } from './help.ts';
import { helpText } from './help-text.ts';

test('R341 each role at a desk has a first day of at least three steps, and some of it is ticked by records', () => {
  for (const role of roles.filter((one) => (one as string) !== 'evaluator'))
    assert.ok(guideOf([role]).length >= 3, role);
  assert.ok(guideSteps.some((step) => !mayTick(step)) && guideSteps.some(mayTick));
  assert.equal(guideOf(['legalOfficer', 'agencyHead']).filter(({ key }) => key === 'notices').length, 1);
  for (const step of guideSteps) assert.ok(guideText.zh[`step.${step}`] && guideText.en[`step.${step}`]);
});

test('R341 ten forms have help for their fields, and the help is found by words of either language', () => {
  assert.equal(hintFormNames.length, 10);
  for (const form of hintFormNames)
    for (const key of hintsOf(form)) assert.ok(helpText.zh[`${key}.text`] && helpText.en[`${key}.text`], key);
  const found = (typed: string, locale: 'zh' | 'en') =>
    helpTopicNames.filter((key) =>
      holdsWords(`${helpText[locale][`topic.${key}`]} ${helpText[locale][`topic.${key}.text`]}`, typed),
    );
  assert.ok(found('作废', 'zh').includes('voidDraw'));
  assert.ok(found('recusal head', 'en').includes('recuse'));
  assert.deepEqual(found('没有这样的字', 'zh'), []);
});
