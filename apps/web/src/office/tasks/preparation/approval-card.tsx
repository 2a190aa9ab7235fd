/** One application as a card: what, by whom, when, and what speaks against it. */
import type { ApprovalRow } from '@mingcha/core/tasks/preparation/approval-api.ts';
import { preparationPageText } from '@mingcha/core/tasks/preparation/preparation-page-text.ts';
import { taskWordText } from '@mingcha/core/tasks/task-word-text.ts';
import { Checkbox } from '../../../shared/forms/choices.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { Assistance } from './assistance.tsx';
import { RiskLine } from './risk-line.tsx';

export function ApprovalCard(props: {
  readonly row: ApprovalRow;
  readonly chosen: boolean;
  readonly busy: boolean;
  /** Null where there is nothing to choose from. */
  readonly onChoose: (() => void) | null;
  readonly onApprove: () => void;
  readonly onRefuse: () => void;
}) {
  const { row } = props;
  const say = useText(preparationPageText);
  const word = useText(taskWordText);
  const [first = ''] = row.items;
  return (
    <article className="prep-card">
      <header className="prep-card-head">
        <h2>{row.objectName}</h2>
        <StateChip>{word(`origin.${row.origin}`)}</StateChip>
        {row.timing === 'afterwards' ? <StateChip tone="warning">{say('afterwards')}</StateChip> : null}
        <StateChip>{say(row.announced ? 'announced' : 'unannounced')}</StateChip>
      </header>
      {row.emergency === '' ? null : <p>{say('emergencyIs', { reason: row.emergency })}</p>}
      <p>
        {row.items.length > 1 ? say('itemsMore', { first, n: row.items.length }) : first}
        {row.note === '' ? null : <span className="secondary"> {row.note}</span>}
      </p>
      {row.risk === null ? null : <RiskLine risk={row.risk} />}
      {row.assistance === '' ? null : <Assistance text={row.assistance} />}
      <p className="secondary">
        {row.people.join('、')}
        {'　'}
        <DateText value={row.window.from} form="short" />
        {' – '}
        <DateText value={row.window.to} form="short" />
      </p>
      <p className="secondary">
        {say('appliedBy')} {row.appliedByName} <DateText value={row.appliedAt} />
      </p>
      <div className="prep-actions">
        <Button kind="primary" busy={props.busy} onClick={props.onApprove}>
          {say('approve')}
        </Button>
        <Button disabled={props.busy} onClick={props.onRefuse}>
          {say('refuse')}
        </Button>
        <GoTo to={`/inspections/${row.inspectionId}`} className={buttonClass({ kind: 'quiet' })}>
          {row.taskNumber}
        </GoTo>
        {props.onChoose === null ? null : (
          <Checkbox
            name={`choose-${row.id}`}
            label={say('choose')}
            checked={props.chosen}
            onChange={props.onChoose}
          />
        )}
      </div>
    </article>
  );
}
