/** What an enterprise was told to put right, and its report with photographs: only for whoever has the code of the order. */
import './rectify.css';
import { getPublicOrder, type PublicOrder } from '@mingcha/core/followups/rectify-api.ts';
import { rectifyText } from '@mingcha/core/followups/rectify-text.ts';
import { useState } from 'react';
import { useRead } from '../../shared/api/use-read.ts';
import { formatDay } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Go, useParam } from '../../shared/router.tsx';
import { ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, PairList, StateChip } from '../../shared/ui/values.tsx';
import { ReportForm, type Sent } from './report-form.tsx';

export function RectifyOrderPage() {
  const say = useText(rectifyText);
  const code = useParam('code');
  const read = useRead(getPublicOrder, { params: { code } });
  const [sent, setSent] = useState<Sent | null>(null);
  const order = read.data;
  if (order === undefined)
    return read.error === null ? (
      <Skeleton lines={8} />
    ) : (
      <section className="portal-part">
        <ErrorState error={read.error} onRetry={read.reload} />
        <p>
          <Go to="/rectify">{say('another')}</Go>
        </p>
      </section>
    );
  const open = order.problems.filter((each) => each.isOpen);
  return (
    <section className="portal-part">
      <h1>{say('title')}</h1>
      <OrderFacts order={order} />
      {sent === null ? null : <SentNotice sent={sent} />}
      <section aria-label={say('problems')}>
        <h2>{say('problems')}</h2>
        {order.problems.map((problem, index) => (
          <Problem key={problem.findingId} problem={problem} no={index + 1} />
        ))}
      </section>
      {open.length === 0 ? (
        <Notice tone="verified">{say('noneOpen')}</Notice>
      ) : sent === null ? (
        <ReportForm
          code={code}
          order={order}
          onSent={(done) => {
            setSent(done);
            read.reload();
          }}
        />
      ) : null}
      <Reports order={order} />
    </section>
  );
}

function OrderFacts({ order }: { readonly order: PublicOrder }) {
  const say = useText(rectifyText);
  return (
    <PairList
      columns={2}
      pairs={[
        { name: say('object'), value: order.objectName },
        { name: say('agency'), value: order.agencyName },
        { name: say('orderNumber'), value: order.number },
        { name: say('issuedOn'), value: <DateText value={order.issuedOn} form="long" /> },
        ...(order.agencyPhone === '' ? [] : [{ name: say('agencyPhone'), value: order.agencyPhone }]),
        ...(order.measures === '' ? [] : [{ name: say('measures'), value: order.measures, wide: true }]),
      ]}
    />
  );
}

function Problem({
  problem,
  no,
}: {
  readonly problem: PublicOrder['problems'][number];
  readonly no: number;
}) {
  const say = useText(rectifyText);
  const state =
    problem.state === 'ordered' || problem.state === 'reported' || problem.state === 'closed'
      ? problem.state
      : 'rechecking';
  return (
    <article className="rectify-problem">
      <h3>
        {say('problem', { n: no })}
        <StateChip tone={state === 'closed' ? 'verified' : 'accent'}>{say(`state.${state}`)}</StateChip>
      </h3>
      <p>{problem.text}</p>
      <PairList
        columns={1}
        pairs={[
          {
            name: say('clauses'),
            value: problem.clauses.map((each) => `${each.law}${each.article}`).join('；'),
          },
          ...(problem.dueOn === null
            ? []
            : [
                {
                  name: say('dueOn'),
                  value: (
                    <>
                      <DateText value={problem.dueOn} form="long" /> <DaysLeft days={problem.daysLeft} />
                    </>
                  ),
                },
              ]),
        ]}
      />
      {problem.isOpen ? null : <p className="secondary">{say('notOpen')}</p>}
    </article>
  );
}

function DaysLeft({ days }: { readonly days: number | null }) {
  const say = useText(rectifyText);
  if (days === null) return null;
  if (days < 0) return <span className="rectify-late">{say('daysOver', { days: -days })}</span>;
  return <span>{days === 0 ? say('dueToday') : say('daysLeft', { days })}</span>;
}

function SentNotice({ sent }: { readonly sent: Sent }) {
  const say = useText(rectifyText);
  const { locale } = useLocale();
  return (
    <Notice tone="verified" title={say('sent')}>
      <p>
        {say('sentAt', { at: '' })}
        <DateText value={sent.reportedAt} form="seconds" />
      </p>
      {sent.recheckDueOn === null ? null : (
        <p>{say('recheckBy', { day: formatDay(sent.recheckDueOn, locale) })}</p>
      )}
      <p>{say('saveNote')}</p>
    </Notice>
  );
}

function Reports({ order }: { readonly order: PublicOrder }) {
  const say = useText(rectifyText);
  if (order.reports.length === 0) return null;
  const no = new Map(order.problems.map((each, index) => [each.findingId, index + 1]));
  return (
    <section aria-label={say('reports')}>
      <h2>{say('reports')}</h2>
      {order.reports.map((report) => (
        <article key={report.at} className="rectify-problem">
          <h3>
            <ReportHead report={report} />
          </h3>
          {report.items.map((item) => (
            <p key={item.findingId}>
              {say('problemSaid', { n: no.get(item.findingId) ?? '', text: item.text })}
            </p>
          ))}
        </article>
      ))}
    </section>
  );
}

function ReportHead({ report }: { readonly report: PublicOrder['reports'][number] }) {
  const say = useText(rectifyText);
  const at = report.at.slice(0, 10);
  return report.source === 'office'
    ? say('reportByOffice', { name: report.personName, at })
    : say('reportBy', { name: report.personName, at, files: report.files });
}
