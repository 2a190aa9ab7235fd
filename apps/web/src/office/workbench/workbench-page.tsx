/**
 * 工作台: one answer of the server holds everything. First what waits, with the one thing the role does first; then what is
 * due, what was begun, the figures of the role, quick entries and messages. Nothing stands above the work.
 */
import './workbench.css';
import { isGuest } from '@mingcha/core/common/roles.ts';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { nextActionOf } from '@mingcha/core/oversight/board/workbench.ts';
import { getWorkbench, type WorkbenchView } from '@mingcha/core/oversight/board/workbench-api.ts';
import { workbenchText } from '@mingcha/core/oversight/board/workbench-text.ts';
import { evaluationPageText } from '@mingcha/core/oversight/evaluation/evaluation-page-text.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { useSession } from '../shell/session.tsx';
import { BoardStrip } from './board-strip.tsx';
import { DeadlinePart, NoticePart, StartedPart } from './desk-parts.tsx';
import { GuidePart } from './guide-part.tsx';
import { HealthPart, LedgerPart } from './health-part.tsx';
import { ApprovalPart, NumbersPart, VisitedPart } from './leader-parts.tsx';
import { QuickPart } from './quick-part.tsx';
import { TodoPart } from './todo-part.tsx';

export function Workbench() {
  const { person } = useSession();
  return isGuest(person.roles) ? <GuestDesk /> : <Desk />;
}

/** Somebody who came for one evaluation has one page. */
function GuestDesk() {
  const say = useText(shellText);
  const words = useText(evaluationPageText);
  const { person } = useSession();
  return (
    <Page>
      <PageHeader
        title={say('workbench')}
        lead={say('greeting', { name: person.personName })}
        actions={
          <GoTo to="/evaluation" className={buttonClass({ kind: 'primary', size: 'large' })}>
            {words('own')}
          </GoTo>
        }
      />
    </Page>
  );
}

function Desk() {
  const say = useText(shellText);
  const { person } = useSession();
  const read = useApiQuery(getWorkbench);
  return (
    <Page>
      <PageHeader
        title={say('workbench')}
        lead={say('greeting', { name: person.personName })}
        actions={<NextAction />}
      />
      {read.status === 'error' ? <ErrorState error={read.error} onRetry={read.reload} /> : null}
      {read.status === 'loading' ? <Skeleton lines={10} /> : null}
      {read.data === undefined ? null : <Parts view={read.data} />}
    </Page>
  );
}

/** The large button of the role. */
function NextAction() {
  const say = useText(workbenchText);
  const { person } = useSession();
  const next = nextActionOf(person.roles);
  if (next === null) return null;
  return (
    <GoTo to={next.to} className={buttonClass({ kind: 'primary', size: 'large' })}>
      {say(`next.${next.key}`)}
    </GoTo>
  );
}

function Parts({ view }: { readonly view: WorkbenchView }) {
  const { roles } = useSession().person;
  const board = view.board === null ? null : <BoardStrip columns={view.board} />;
  // Whoever coordinates begins with where every task stands.
  const isBoardFirst = roles.includes('legalOfficer') || roles.includes('coordinator');
  const hasApprovals = view.approvals.length > 0;
  return (
    <div className="desk">
      <div className="desk-main">
        {view.health.length === 0 ? null : <HealthPart lights={view.health} />}
        {isBoardFirst ? board : null}
        {hasApprovals ? <ApprovalPart view={view} /> : null}
        {view.numbers === null ? null : <NumbersPart numbers={view.numbers} />}
        <TodoPart todo={hasApprovals ? view.todo.filter((one) => one.kind !== 'approvals') : view.todo} />
        {isBoardFirst ? null : board}
      </div>
      <div className="desk-side">
        {view.deadlines === null ? null : <DeadlinePart deadlines={view.deadlines} />}
        {view.visited === null ? null : <VisitedPart visited={view.visited} />}
        {view.ledger === null ? null : <LedgerPart ledger={view.ledger} />}
        <StartedPart started={view.started} />
        <QuickPart quick={view.quick} />
        <NoticePart notices={view.notices} />
        {view.guide === null ? null : <GuidePart guide={view.guide} />}
      </div>
    </div>
  );
}
