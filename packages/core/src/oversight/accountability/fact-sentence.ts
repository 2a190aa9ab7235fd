/** What the records of an event say, as a sentence of facts. Pure. */
import { type Catalogue, format, type Locale } from '../../common/text.ts';
import { drawReasonText } from '../../draws/draw-text.ts';
import { ruleClockText } from '../../registers/rules/rule-clock-text.ts';
import type { AccountabilityFacts, AccountabilityKind } from './accountability.ts';
import { accountabilityPageText } from './accountability-page-text.ts';

const wordOf = (catalogue: Catalogue, key: string, locale: Locale): string | undefined =>
  catalogue[locale][key];

/** A clock or reason that has no word stands as its code. */
export function factSentence(
  event: { readonly kind: AccountabilityKind; readonly facts: AccountabilityFacts },
  locale: Locale,
): string {
  const { subject, clock = '', dueOn = '', reason = '', count = 0 } = event.facts;
  const sentence =
    wordOf(accountabilityPageText, `fact.${event.kind}`, locale) ??
    accountabilityPageText[locale]['fact.other'];
  return format(sentence, {
    subject,
    dueOn,
    count,
    clock: wordOf(ruleClockText, `clock.${clock}`, locale) ?? clock,
    reason: wordOf(drawReasonText, `void.${reason}`, locale) ?? reason,
  });
}
