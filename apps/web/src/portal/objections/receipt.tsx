/** Number and look-up code after a submission; the code is shown once. */
import './objections.css';
import { publicObjectionText } from '@mingcha/core/publications/objections/public-objection-text.ts';
import { formatDay } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Go } from '../../shared/router.tsx';
import { PrintButton } from '../../shared/ui/small.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { PairList } from '../../shared/ui/values.tsx';

export interface SentReceipt {
  readonly number: string;
  readonly code: string;
  readonly dueOn: string;
}

export function ReceiptPart(props: {
  readonly title: string;
  readonly receipt: SentReceipt;
  readonly problems?: readonly string[];
}) {
  const say = useText(publicObjectionText);
  const { locale } = useLocale();
  const { number, code, dueOn } = props.receipt;
  return (
    <section className="portal-part intake-page">
      <h1>{props.title}</h1>
      <Notice tone="verified">{say('doneLead')}</Notice>
      <PairList
        columns={1}
        pairs={[
          { name: say('number'), value: <strong className="intake-number">{number}</strong> },
          { name: say('code'), value: <strong className="intake-number">{code}</strong> },
          { name: say('dueOn'), value: say('due', { day: formatDay(dueOn, locale) }) },
        ]}
      />
      {(props.problems ?? []).map((problem) => (
        <Notice key={problem} tone="warning">
          {problem}
        </Notice>
      ))}
      <div className="button-row">
        <PrintButton />
        <Go to="/track">{say('track')}</Go>
      </div>
    </section>
  );
}
