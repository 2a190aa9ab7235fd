/** What was found and what hangs on it: clauses, days, order with its code, re-inspection, transfer, penalty. */
import { clockOfState } from '@mingcha/core/followups/followup-clocks.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import type { FollowupDetail } from '@mingcha/core/followups/followup-views.ts';
import { deadlineInWords } from '@mingcha/core/registers/rules/rule-clauses.ts';
import { ruleWordText } from '@mingcha/core/registers/rules/rule-word-text.ts';
import { orderCodeText } from '@mingcha/core/tasks/papers/order-code.ts';
import { downloadPaper } from '@mingcha/core/tasks/papers/paper-api.ts';
import type { ReactNode } from 'react';
import { addressOf } from '../../shared/api/address.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { DigestGroups } from '../../shared/ui/seal.tsx';
import { DateText, PairList, StateChip } from '../../shared/ui/values.tsx';
import { DraftPaper } from '../parts/draft-paper.tsx';
import { WhyThisDay } from '../parts/why-this-day.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { DueOf } from './followup-columns.tsx';

interface Pair {
  readonly name: string;
  readonly value: ReactNode;
  readonly wide?: boolean;
}

export function FollowupFacts({ found }: { readonly found: FollowupDetail }) {
  const say = useText(followupPageText);
  const pairs: Pair[] = [
    { name: say('problem'), value: <p className="followup-words">{found.text}</p>, wide: true },
    {
      name: say('clauses'),
      value: found.clauses.map((each) => `${each.law}${each.article}`).join('；'),
      wide: true,
    },
    ...(found.measures === '' ? [] : [{ name: say('measures'), value: found.measures, wide: true }]),
    { name: say('foundOn'), value: <DateText value={found.foundOn} form="long" /> },
    { name: say('days'), value: say('daysUnit', { days: found.daysOpen }) },
    ...(found.state === 'closed' ? [] : [{ name: say('due'), value: <DueOf row={found} /> }]),
    ...(found.dueBasis === null
      ? []
      : [{ name: say('dueWhy'), value: <DueReason found={found} basis={found.dueBasis} />, wide: true }]),
    ...(found.recheckDueOn === null || found.state === 'reported' || found.state === 'rechecking'
      ? []
      : [{ name: say('recheckDue'), value: <DateText value={found.recheckDueOn} /> }]),
    ...(found.evidenceCount === 0
      ? []
      : [
          {
            name: say('evidence'),
            value: (
              <GoTo to={`/inspections/${found.inspectionId}?tab=visit`}>
                {say('evidenceCount', { count: found.evidenceCount })}
              </GoTo>
            ),
          },
        ]),
    ...orderPairs(found, say),
    ...endPairs(found, say),
  ];
  return (
    <>
      <Section title={say('facts')}>
        <PairList columns={2} pairs={pairs} />
      </Section>
      {found.recheckDraw === null ? null : <RecheckDraw draw={found.recheckDraw} />}
    </>
  );
}

/** In a sentence, and in full for the clock that runs. */
function DueReason({
  found,
  basis,
}: {
  readonly found: FollowupDetail;
  readonly basis: NonNullable<FollowupDetail['dueBasis']>;
}) {
  const clock = found.state === 'ordered' ? 'rectified' : clockOfState(found.kind, found.state);
  if (clock === null) return <DueWhy basis={basis} />;
  const key = `${clock}:${found.findingId}`;
  return (
    <>
      <DueWhy basis={basis} /> <WhyThisDay clockKey={key} />
      {found.state === 'closed' ? null : <DraftPaper about={key} subject={found.objectName} />}
    </>
  );
}

function DueWhy({ basis }: { readonly basis: NonNullable<FollowupDetail['dueBasis']> }) {
  const say = useText(followupPageText);
  const word = useText(ruleWordText);
  if (basis.by !== 'clock') return <>{say(`dueBy.${basis.by}`)}</>;
  const clock = word(`clock.${basis.deadline.clock}`);
  return <>{say('dueClock', { clock, rule: deadlineInWords(basis.deadline, word) })}</>;
}

/** Everybody who had a ticket, smallest first, and who goes. */
function RecheckDraw({ draw }: { readonly draw: NonNullable<FollowupDetail['recheckDraw']> }) {
  const say = useText(followupPageText);
  return (
    <Section title={say('recheckDraw')}>
      <p className="secondary">{say('recheckDrawText', { seq: draw.ledgerSeq })}</p>
      <DigestGroups digest={draw.seed} form="short" copy />
      <ol className="followup-tickets">
        {draw.tickets.map((each) => (
          <li key={each.certificateNumber}>
            {each.name} <code>{each.ticket.slice(0, 16)}</code>{' '}
            {each.goes ? <StateChip tone="accent">{say('recheckGoes')}</StateChip> : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}

type Say = ReturnType<typeof useText<keyof typeof followupPageText.zh>>;

function orderPairs(found: FollowupDetail, say: Say): Pair[] {
  const { order, recheckInspectionId } = found;
  return [
    ...(order === null
      ? []
      : [
          {
            name: say('order'),
            value: (
              <a
                href={addressOf(downloadPaper, { params: { id: order.paperId }, query: { format: 'pdf' } })}
                target="_blank"
                rel="noreferrer"
              >
                {order.number}
              </a>
            ),
          },
          {
            name: say('orderCode'),
            value: (
              <>
                <span className="mono">{orderCodeText(order.code)}</span>{' '}
                <a href={`/p/rectify/${order.code}`} target="_blank" rel="noreferrer">
                  {say('openPortal')}
                </a>
              </>
            ),
          },
        ]),
    ...(recheckInspectionId === null
      ? []
      : [
          {
            name: say('recheck'),
            value: <GoTo to={`/inspections/${recheckInspectionId}`}>{say('openRecheck')}</GoTo>,
          },
        ]),
  ];
}

function endPairs(found: FollowupDetail, say: Say): Pair[] {
  const { transfer, penalty } = found;
  return [
    ...(found.caseNumber === '' ? [] : [{ name: say('caseNumber'), value: found.caseNumber }]),
    ...(transfer === null
      ? []
      : [
          { name: say('transferTo'), value: transfer.to },
          { name: say('transferCause'), value: transfer.cause },
          {
            name: say('transferSummary'),
            value: <p className="followup-words">{transfer.summary}</p>,
            wide: true,
          },
          {
            name: say('transferFiles'),
            value: transfer.files
              .map((each) =>
                [
                  each.name,
                  say('copies', { copies: each.copies }),
                  each.pages === null ? '' : say('pages', { pages: each.pages }),
                ].join(' '),
              )
              .join('；'),
            wide: true,
          },
          ...(transfer.copyTo === '' ? [] : [{ name: say('copyTo'), value: transfer.copyTo }]),
        ]),
    ...(penalty === null
      ? []
      : [
          { name: say('penaltyNumber'), value: penalty.decision.number },
          {
            name: say('penaltyDecidedOn'),
            value: <DateText value={penalty.decision.decidedOn} form="long" />,
          },
          { name: say('penaltyContent'), value: penalty.decision.content, wide: true },
          { name: say('penaltyFine'), value: (penalty.decision.fineFen / 100).toFixed(2) },
          {
            name: say('penaltyPublished'),
            value:
              penalty.publishedOn === null ? (
                say('penaltyUnpublished')
              ) : (
                <>
                  <DateText value={penalty.publishedOn} /> {penalty.publishedPlace}
                </>
              ),
          },
        ]),
    ...(found.ended === null ? [] : [{ name: say('done'), value: say(`ended.${found.ended}`) }]),
  ];
}
