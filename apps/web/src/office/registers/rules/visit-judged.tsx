/** What a visit would mean before it is saved: counted or not, what is left, warnings, and what must be said. */
import type { VisitJudgement } from '@mingcha/core/registers/rules/frequency-api.ts';
import { frequencyPageText } from '@mingcha/core/registers/rules/frequency-page-text.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { ErrorNotice, Notice } from '../../../shared/ui/states.tsx';
import { VisitWarnings } from './object-frequency.tsx';
import type { Judged } from './visit-values.ts';

export function VisitJudged(props: { readonly judgement: Judged }) {
  const say = useText(frequencyPageText);
  const { value, error } = props.judgement;
  if (error !== null) return <ErrorNotice error={error} />;
  if (value === null) return <p className="secondary">{say('judgementWait')}</p>;
  return (
    <div className="rule-fields" aria-live="polite">
      <CountSentence value={value} />
      {value.after.isOver ? <Notice tone="error">{say('willOver')}</Notice> : null}
      <VisitWarnings warnings={value.warnings} />
      {value.repeated.length === 0 ? null : (
        <Notice tone="warning">{say('repeatedAre', { names: value.repeated.join('、') })}</Notice>
      )}
      {value.outside === null ? null : (
        <Notice tone="warning">{say('outsideIs', { division: value.outside })}</Notice>
      )}
      {value.isUnqualified ? <Notice tone="warning">{say('unqualifiedIs')}</Notice> : null}
    </div>
  );
}

function CountSentence({ value }: { readonly value: VisitJudgement }) {
  const say = useText(frequencyPageText);
  const { basis, before, after } = value;
  if (basis !== 'counted') return <p>{say('willNotCount', { why: say(`basis.${basis}`) })}</p>;
  const data = { before: before.counted, after: after.counted };
  return (
    <p>{after.cap === null ? say('willCountFree', data) : say('willCount', { ...data, cap: after.cap })}</p>
  );
}
