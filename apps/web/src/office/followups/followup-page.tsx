/** One problem: what was found, what comes next, its files, and the chain from the task to the end (R248). */
import './followups.css';
import type { FollowupMove } from '@mingcha/core/followups/followup.ts';
import { getFollowup } from '@mingcha/core/followups/followup-api.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import type { FollowupDetail, FollowupRow } from '@mingcha/core/followups/followup-views.ts';
import { useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { Checkbox } from '../../shared/forms/choices.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button, ButtonRow, buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { GoTo, useParam } from '../shell/navigation.tsx';
import { Chain } from './chain.tsx';
import { RaiseButton, TicketNotices } from './coordination/at-problem.tsx';
import { StateOf } from './followup-columns.tsx';
import { FollowupFacts } from './followup-facts.tsx';
import { FollowupFiles } from './followup-files.tsx';
import { LeniencyShown } from './leniency-shown.tsx';
import { MoveDialog } from './move-dialog.tsx';

export function FollowupPage() {
  const id = useParam('id');
  const read = useApiQuery(getFollowup, { params: { id } });
  if (read.data !== undefined && read.data.findingId === id) return <Shown found={read.data} />;
  if (read.status === 'loading' || read.status === 'ready') return <Skeleton lines={10} />;
  return <ErrorState error={read.error} onRetry={read.reload} />;
}

function Shown({ found }: { readonly found: FollowupDetail }) {
  const say = useText(followupPageText);
  return (
    <Page>
      <PageHeader
        title={found.objectName}
        mark={<StateOf row={found} />}
        lead={
          <>
            {say(`kind.${found.kind}`)}
            {'　'}
            <GoTo to={`/inspections/${found.inspectionId}`}>{found.taskNumber}</GoTo>
          </>
        }
        actions={
          <GoTo to="/followups" className={buttonClass({})}>
            {say('back')}
          </GoTo>
        }
      />
      {found.extension === null ? null : (
        <Notice tone="warning" title={say('extension')}>
          {say('extensionText', found.extension)}
        </Notice>
      )}
      <TicketNotices tickets={found.coordinations} />
      {found.state === 'closed' ? null : <Next found={found} />}
      <div className="followup-columns">
        <div>
          <FollowupFacts found={found} />
          {found.leniency === null ? null : (
            <LeniencyShown findingId={found.findingId} proposal={found.leniency} />
          )}
          <FollowupFiles found={found} />
        </div>
        <Section title={say('chain')}>
          <p className="secondary">{say('chainLead')}</p>
          <Chain entries={found.chain} />
        </Section>
      </div>
    </Page>
  );
}

/** Steps that stand on one paper for several problems of the visit. */
const together: readonly FollowupMove[] = [
  'order',
  'report',
  'startRecheck',
  'judgeRecheck',
  'confirmOnSite',
  'openCase',
  'decideCase',
];

function Next({ found }: { readonly found: FollowupDetail }) {
  const say = useText(followupPageText);
  const [move, setMove] = useState<FollowupMove | null>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const siblings = found.siblings.filter((each) => !left.has(each.findingId));
  const rows: readonly FollowupRow[] =
    move !== null && together.includes(move) ? [found, ...siblings] : [found];
  const offersSiblings = found.siblings.length > 0 && found.moves.some((each) => together.includes(each));
  const toggle = (id: string, isIn: boolean) =>
    setLeft((old) => {
      const next = new Set(old);
      if (isIn) next.delete(id);
      else next.add(id);
      return next;
    });
  return (
    <Section title={say('actions')}>
      <div className="followup-next">
        {offersSiblings ? (
          <div>
            <strong>{say('siblings')}</strong>
            <p className="secondary">{say('siblingsHint')}</p>
            <div className="followup-siblings">
              {found.siblings.map((each) => (
                <Checkbox
                  key={each.findingId}
                  name={each.findingId}
                  label={each.text}
                  checked={!left.has(each.findingId)}
                  onChange={(isIn) => toggle(each.findingId, isIn)}
                />
              ))}
            </div>
          </div>
        ) : null}
        {found.moves.length === 0 ? <p>{say('noActions')}</p> : null}
        <ButtonRow>
          {found.moves.map((each, index) => (
            <Button key={each} kind={index === 0 ? 'primary' : 'plain'} onClick={() => setMove(each)}>
              {say(`move.${each}`)}
            </Button>
          ))}
          <RaiseButton found={found} />
        </ButtonRow>
      </div>
      {move === null ? null : (
        <MoveDialog
          move={move}
          rows={rows}
          rectifyBy={found.rectifyBy}
          onClose={() => setMove(null)}
          onDone={() => setMove(null)}
        />
      )}
    </Section>
  );
}
