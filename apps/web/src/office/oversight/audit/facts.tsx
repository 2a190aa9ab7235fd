/** Words of exceptions: kinds with their definitions, and the facts of one row. */
import { drawReasonText } from '@mingcha/core/draws/draw-text.ts';
import type { ExceptionRow } from '@mingcha/core/oversight/audit/audit-api.ts';
import { exceptionText } from '@mingcha/core/oversight/audit/exception-text.ts';
import {
  type ExceptionKind,
  latePhoneHours,
  pairVisits,
  removalWorkingDays,
} from '@mingcha/core/oversight/audit/exceptions.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import { responsibilityLinks } from '@mingcha/core/registers/organisation/post.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { useEventWords } from '../../system/event-words.ts';

const numbers: Readonly<Partial<Record<ExceptionKind, Readonly<Record<string, number>>>>> = {
  poolRemoval: { n: removalWorkingDays },
  latePhone: { hours: latePhoneHours },
  zeroFindingPair: { n: pairVisits },
};

export function useKindWords() {
  const say = useText(exceptionText);
  return {
    name: (kind: ExceptionKind) => say(`kind.${kind}`),
    definition: (kind: ExceptionKind) => say(`def.${kind}`, numbers[kind] ?? {}),
  };
}

type TextKey = keyof typeof exceptionText.zh;
const isText = (key: string): key is TextKey => key in exceptionText.zh;

export function Facts(props: { readonly row: ExceptionRow }) {
  const say = useText(exceptionText);
  const links = useText(organisationPageText);
  const events = useEventWords();
  const { locale } = useLocale();
  const valueOf = (name: string, value: string | number): string => {
    const key = `value.${name}.${value}`;
    if (isText(key)) return say(key);
    if (name === 'event') return events.event(String(value));
    const link = responsibilityLinks.find((each) => name === 'link' && each === value);
    if (link !== undefined) return links(`link.${link}`);
    const words: Readonly<Record<string, string>> = drawReasonText[locale];
    return (name === 'reason' ? words[`void.${value}`] : undefined) ?? String(value);
  };
  const facts = Object.entries(props.row.facts).filter(([, value]) => value !== '');
  return (
    <dl className="audit-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{isText(`fact.${name}`) ? say(`fact.${name}` as TextKey) : name}</dt>
          <dd>{valueOf(name, value)}</dd>
        </div>
      ))}
    </dl>
  );
}
