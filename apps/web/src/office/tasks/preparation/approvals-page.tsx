/**
 * 待我审批: each inspection as a card that says what is asked and what speaks against it, decided with one press; several
 * at once after choosing them. Cards also on a desk, because a leader reads this on a phone.
 */
import './preparation.css';
import {
  type ApprovalRow,
  type BatchOutcome,
  decideApproval,
  listApprovals,
} from '@mingcha/core/tasks/preparation/approval-api.ts';
import { preparationPageText } from '@mingcha/core/tasks/preparation/preparation-page-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { useSentence, useText, useUi } from '../../../shared/i18n/locale.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice, ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { ApprovalCard } from './approval-card.tsx';
import { RefuseDialog } from './refuse-dialog.tsx';
import { WaitingCancellations } from './waiting-cancellations.tsx';

type Asking = { readonly kind: 'approve' | 'refuse'; readonly rows: readonly ApprovalRow[] } | null;

export function ApprovalsPage() {
  const say = useText(preparationPageText);
  const paging = usePaging('approvals');
  const list = useApiQuery(listApprovals, { query: { of: 'mine', ...paging.query } });
  return (
    <Page>
      <PageHeader title={say('approvals')} lead={say('approvalsLead')} />
      <WaitingCancellations />
      {list.data === undefined ? (
        list.error === null ? (
          <Skeleton lines={8} />
        ) : (
          <ErrorState error={list.error} onRetry={list.reload} />
        )
      ) : list.data.rows.length === 0 && paging.page === 1 ? (
        <EmptyState title={say('approvalsEmpty')} text={say('approvalsEmptyText')} />
      ) : (
        <Cards rows={list.data.rows} next={list.data.next} paging={paging} />
      )}
    </Page>
  );
}

function Cards(props: {
  readonly rows: readonly ApprovalRow[];
  readonly next: string | null;
  readonly paging: ReturnType<typeof usePaging>;
}) {
  const { rows, next, paging } = props;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<Asking>(null);
  const deciding = useDeciding(() => {
    setAsking(null);
    setChosen(new Set());
  });
  const picked = rows.filter((row) => chosen.has(row.id));
  const toggle = (id: string) =>
    setChosen((old) => new Set(old.has(id) ? [...old].filter((one) => one !== id) : [...old, id]));
  return (
    <>
      <ErrorNotice error={asking === null ? deciding.error : null} />
      <Left outcome={deciding.outcome} rows={rows} />
      <ul className="prep-cards">
        {rows.map((row) => (
          <li key={row.id}>
            <ApprovalCard
              row={row}
              chosen={chosen.has(row.id)}
              onChoose={rows.length > 1 ? () => toggle(row.id) : null}
              busy={deciding.busy}
              onApprove={() => void deciding.decide('approve', [row], '')}
              onRefuse={() => setAsking({ kind: 'refuse', rows: [row] })}
            />
          </li>
        ))}
      </ul>
      <BatchBar rows={rows} picked={picked} onPick={setChosen} onAsk={setAsking} />
      <Pager next={next} paging={paging} />
      <Asked asking={asking} deciding={deciding} onClose={() => setAsking(null)} />
    </>
  );
}

function Asked(props: {
  readonly asking: Asking;
  readonly deciding: ReturnType<typeof useDeciding>;
  readonly onClose: () => void;
}) {
  const { asking, deciding, onClose } = props;
  const say = useText(preparationPageText);
  if (asking === null) return null;
  const n = asking.rows.length;
  if (asking.kind === 'refuse')
    return (
      <RefuseDialog
        names={asking.rows.map((row) => row.objectName)}
        busy={deciding.busy}
        error={deciding.error}
        onRefuse={(opinion) => void deciding.decide('refuse', asking.rows, opinion)}
        onClose={onClose}
      />
    );
  return (
    <ConfirmDialog
      open
      question={say('approveAsk', { n })}
      action={say('approveChosen', { n })}
      busy={deciding.busy}
      onConfirm={() => void deciding.decide('approve', asking.rows, '')}
      onClose={onClose}
    >
      <ul>
        {asking.rows.map((row) => (
          <li key={row.id}>{row.objectName}</li>
        ))}
      </ul>
      <ErrorNotice error={deciding.error} />
    </ConfirmDialog>
  );
}

function useDeciding(onDone: () => void) {
  const say = useText(preparationPageText);
  const toast = useToast();
  const action = useApiAction(decideApproval);
  const [outcome, setOutcome] = useState<BatchOutcome | null>(null);
  const decide = async (
    decision: 'approve' | 'refuse',
    rows: readonly ApprovalRow[],
    opinion: string,
  ): Promise<void> => {
    const approvals = rows.map(({ id, version }) => ({ id, version }));
    const result = await action.run({ body: { decision, opinion, approvals } });
    if (!result.ok) return;
    setOutcome(result.value);
    toast(say(decision === 'approve' ? 'approved' : 'refused', { n: result.value.done.length }));
    onDone();
  };
  return { decide, busy: action.busy, error: action.error, outcome };
}

/** What a batch could not do, each with its reason. */
function Left(props: { readonly outcome: BatchOutcome | null; readonly rows: readonly ApprovalRow[] }) {
  const say = useText(preparationPageText);
  const sentence = useSentence();
  const left = props.outcome?.notDone ?? [];
  if (left.length === 0) return null;
  return (
    <Notice tone="warning" title={say('notDone', { n: left.length })}>
      <ul>
        {left.map((one) => (
          <li key={one.id}>
            {props.rows.find((row) => row.id === one.id)?.objectName} {sentence(one)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function BatchBar(props: {
  readonly rows: readonly ApprovalRow[];
  readonly picked: readonly ApprovalRow[];
  readonly onPick: (ids: ReadonlySet<string>) => void;
  readonly onAsk: (asking: Asking) => void;
}) {
  const { rows, picked, onPick, onAsk } = props;
  const say = useText(preparationPageText);
  const ui = useUi();
  if (rows.length < 2) return null;
  return (
    <div className="prep-batch">
      <Button
        kind="quiet"
        onClick={() => onPick(picked.length === rows.length ? new Set() : new Set(rows.map((one) => one.id)))}
      >
        {picked.length === rows.length ? ui('clearSelection') : say('chooseAll')}
      </Button>
      {picked.length === 0 ? (
        <Button onClick={() => onAsk({ kind: 'approve', rows })}>
          {say('approveAll', { n: rows.length })}
        </Button>
      ) : (
        <>
          <Button kind="primary" onClick={() => onAsk({ kind: 'approve', rows: picked })}>
            {say('approveChosen', { n: picked.length })}
          </Button>
          <Button onClick={() => onAsk({ kind: 'refuse', rows: picked })}>
            {say('refuseChosen', { n: picked.length })}
          </Button>
        </>
      )}
    </div>
  );
}

function Pager(props: { readonly next: string | null; readonly paging: ReturnType<typeof usePaging> }) {
  const { next, paging } = props;
  const ui = useUi();
  if (paging.page === 1 && next === null) return null;
  return (
    <div className="button-row">
      <Button disabled={paging.page === 1} onClick={paging.back}>
        {ui('pagePrevious')}
      </Button>
      <Button disabled={next === null} onClick={() => next !== null && paging.forward(next)}>
        {ui('pageNext')}
      </Button>
    </div>
  );
}
