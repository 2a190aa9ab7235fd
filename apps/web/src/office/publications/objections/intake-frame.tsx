/** What the pages of one objection and of one contact share: the frame around the record, the receipt after its entry. */
import './objections.css';
import { type ReactNode, useState } from 'react';
import type { Loaded } from '../../../shared/api/loaded.ts';
import { nowInstant } from '../../../shared/platform/clock.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { PrintButton } from '../../../shared/ui/small.tsx';
import { ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { PairList } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { dayAt } from '../../system/business-day.ts';

/** Today in the office, to begin with. */
export const today = (): string => dayAt(nowInstant(), 0);

/** The record, or that it loads, or why it cannot be shown. */
export function IntakeFrame<D>(props: {
  readonly title: string;
  readonly read: Loaded<D>;
  readonly children: (found: D) => ReactNode;
}) {
  const { title, read } = props;
  if (read.data !== undefined) return <Page>{props.children(read.data)}</Page>;
  return (
    <Page>
      <PageHeader title={title} />
      {read.error === null ? <Skeleton lines={8} /> : <ErrorState error={read.error} onRetry={read.reload} />}
    </Page>
  );
}

export interface IntakeReceipt {
  readonly id: string;
  readonly number: string;
  readonly code: string;
  readonly dueOn: string;
}

type Say = (
  key: 'receiptTitle' | 'receiptLead' | 'number' | 'receiptCode' | 'due' | 'receiptDue' | 'open',
  data?: Record<string, string>,
) => string;

/** The form of an entry, and its receipt in its place once it is saved. */
export function EnterPage(props: {
  readonly title: string;
  readonly lead: string;
  /** Address of the list; the record opens below it. */
  readonly list: string;
  readonly say: Say;
  readonly form: (onDone: (receipt: IntakeReceipt) => void) => ReactNode;
}) {
  const [receipt, setReceipt] = useState<IntakeReceipt | null>(null);
  return (
    <Page>
      <PageHeader title={props.title} lead={props.lead} />
      <Section>
        {receipt === null ? (
          props.form(setReceipt)
        ) : (
          <ReceiptPart receipt={receipt} list={props.list} say={props.say} />
        )}
      </Section>
    </Page>
  );
}

function ReceiptPart(props: { readonly receipt: IntakeReceipt; readonly list: string; readonly say: Say }) {
  const { receipt, say } = props;
  return (
    <div className="intake-form intake-wide">
      <Notice tone="verified" title={say('receiptTitle')}>
        {say('receiptLead')}
      </Notice>
      <PairList
        columns={1}
        pairs={[
          { name: say('number'), value: <strong className="intake-receipt">{receipt.number}</strong> },
          { name: say('receiptCode'), value: <strong className="intake-receipt">{receipt.code}</strong> },
          { name: say('due'), value: say('receiptDue', { day: receipt.dueOn }) },
        ]}
      />
      <div className="button-row">
        <PrintButton />
        <GoTo to={`${props.list}/${receipt.id}`} className={buttonClass({ kind: 'primary' })}>
          {say('open')}
        </GoTo>
      </div>
    </div>
  );
}
