/** What a leader opens first: approvals with a line of reason and risk, three numbers; and for planners, who was visited most. */
import type { ApprovalLine, WorkbenchView } from '@mingcha/core/oversight/board/workbench-api.ts';
import { workbenchText } from '@mingcha/core/oversight/board/workbench-text.ts';
import { briefText } from '@mingcha/core/oversight/pictures/brief-text.ts';
import { formatRatio } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { RiskLine } from '../tasks/preparation/risk-line.tsx';
import '../tasks/preparation/preparation.css';

export function ApprovalPart({ view }: { readonly view: WorkbenchView }) {
  const say = useText(workbenchText);
  const count = view.todo.find((one) => one.kind === 'approvals')?.count ?? view.approvals.length;
  return (
    <Section
      title={say('approvals')}
      actions={<GoTo to="/approvals">{say('todoCount', { n: count })}</GoTo>}
      flush
    >
      <ul className="desk-approvals">
        {view.approvals.map((row) => (
          <Approval key={row.id} row={row} />
        ))}
      </ul>
    </Section>
  );
}

function Approval({ row }: { readonly row: ApprovalLine }) {
  const say = useText(workbenchText);
  return (
    <li>
      <GoTo to="/approvals" className="desk-row-title">
        {row.objectName}
      </GoTo>
      <p className="secondary">
        {say('approvalOf', { name: row.appliedByName, items: row.items.join('、') })}
      </p>
      {row.emergency === '' ? null : (
        <StateChip tone="warning">{say('emergency', { reason: row.emergency })}</StateChip>
      )}
      {row.risk === null ? null : <RiskLine risk={row.risk} />}
    </li>
  );
}

export function NumbersPart({ numbers }: { readonly numbers: NonNullable<WorkbenchView['numbers']> }) {
  const say = useText(workbenchText);
  const brief = useText(briefText);
  const { published, publishedInTime } = numbers;
  return (
    <Section title={say('numbers')} actions={<GoTo to="/oversight/brief">{brief('title')}</GoTo>}>
      <dl className="desk-numbers">
        <div>
          <dt>{say('number.onTime')}</dt>
          <dd>
            <GoTo to="/publications?of=published">{formatRatio(publishedInTime, published)}</GoTo>
          </dd>
          <dd className="desk-number-note">
            {published === 0
              ? say('number.onTimeNone')
              : say('number.onTimeNote', { n: publishedInTime, of: published })}
          </dd>
        </div>
        <div>
          <dt>{say('number.rectify')}</dt>
          <dd>
            <GoTo to="/followups?of=open">{String(numbers.openRectifications)}</GoTo>
          </dd>
        </div>
        <div data-late={numbers.overdueObjections > 0}>
          <dt>{say('number.objections')}</dt>
          <dd>
            <GoTo to="/objections?of=late">{String(numbers.overdueObjections)}</GoTo>
          </dd>
        </div>
      </dl>
    </Section>
  );
}

export function VisitedPart({ visited }: { readonly visited: NonNullable<WorkbenchView['visited']> }) {
  const say = useText(workbenchText);
  return (
    <Section
      title={say('visited', { n: visited.from })}
      actions={<GoTo to="/frequency">{say('visitedOpen')}</GoTo>}
    >
      {visited.rows.length === 0 ? <p className="secondary">{say('visitedNone')}</p> : null}
      <ul className="desk-lines">
        {visited.rows.map((row) => (
          <li key={row.name}>
            <span>{row.name}</span>
            <span className="secondary">{say('visits', { n: row.visits })}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
