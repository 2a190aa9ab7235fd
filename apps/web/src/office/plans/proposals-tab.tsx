/**
 * The inbox of proposals: drafts, proposals, those turned back. Sections add by copying last year, from items, from a
 * spreadsheet or by the form; the office takes over or turns back many at once.
 */
import { stepEntries } from '@mingcha/core/plans/plan-api.ts';
import type { EntryStep } from '@mingcha/core/plans/plan-rules.ts';
import type { EntryView, PlanView } from '@mingcha/core/plans/plan-views.ts';
import { useMemo, useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { useLocale, useText, useUi } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { Button, ButtonRow, buttonClass } from '../../shared/ui/button.tsx';
import { EmptyState, ErrorNotice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { ReasonDialog } from '../registers/reason-dialog.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { CopyDialog } from './copy-dialog.tsx';
import { EntryName, EntryStateChip, entryKey } from './entry-columns.tsx';
import { EntryDrawer } from './entry-drawer.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { ItemsDialog } from './items-dialog.tsx';
import { ownItems, proposalWords, useRateText } from './words.ts';

const open = ['draft', 'proposed', 'returned'];

export function ProposalsTab({ plan }: { readonly plan: PlanView }) {
  const say = useText(proposalWords);
  const { locale } = useLocale();
  const columns = useColumns();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [openId, setOpenId] = useState<string | null>(null);
  const rows = useMemo(() => plan.entries.filter((entry) => open.includes(entry.state)), [plan.entries]);
  return (
    <>
      <DataTable
        id="plan-proposals"
        label={say('tab.proposals', { n: rows.length })}
        columns={columns}
        rows={rows}
        rowKey={entryKey}
        rowName={(row) => row.title[locale]}
        status="ready"
        onOpen={(row) => setOpenId(row.id)}
        {...(plan.mayPropose ? { selection: { keys: selected, onChange: setSelected } } : {})}
        batch={<Batch plan={plan} selected={selected} onDone={() => setSelected(new Set())} />}
        toolbar={plan.mayPropose ? <Toolbar plan={plan} /> : undefined}
        empty={
          <EmptyState title={say('proposalsEmpty')} text={plan.mayPropose ? say('proposalsEmptyText') : ''} />
        }
      />
      <EntryDrawer
        entry={plan.entries.find((entry) => entry.id === openId) ?? null}
        figures={null}
        onClose={() => setOpenId(null)}
      />
    </>
  );
}

function useColumns(): readonly Column<EntryView>[] {
  const say = useText(proposalWords);
  const rateText = useRateText();
  return useMemo(
    () => [
      { key: 'name', title: say('name'), width: 220, render: (row) => <EntryName entry={row} /> },
      { key: 'state', title: say('state'), nowrap: true, render: (row) => <EntryStateChip entry={row} /> },
      {
        key: 'items',
        title: say('items'),
        width: 160,
        render: (row) =>
          ownItems(row)
            .map((item) => item.name)
            .join('；') || '–',
      },
      { key: 'note', title: say('note'), width: 120, render: (row) => row.note || '–' },
      { key: 'rate', title: say('rate'), nowrap: true, render: (row) => rateText(row.fields) },
      {
        key: 'window',
        title: say('window'),
        nowrap: true,
        render: (row) => (
          <>
            {row.fields.window.from}
            <br />
            {row.fields.window.to}
          </>
        ),
      },
      { key: 'section', title: say('section'), render: (row) => row.sectionName ?? '–' },
      { key: 'proposer', title: say('proposer'), nowrap: true, render: (row) => row.proposedName },
      {
        key: 'origin',
        extra: true,
        title: say('origin'),
        nowrap: true,
        render: (row) => say(`origin.${row.origin}`),
      },
    ],
    [say, rateText],
  );
}

function Toolbar({ plan }: { readonly plan: PlanView }) {
  const say = useText(proposalWords);
  const [dialog, setDialog] = useState<'copy' | 'items' | 'file' | null>(null);
  const close = () => setDialog(null);
  return (
    <>
      <Button size="small" onClick={() => setDialog('copy')}>
        {say('copyLastYear')}
      </Button>
      <Button size="small" onClick={() => setDialog('items')}>
        {say('fromItems')}
      </Button>
      <Button size="small" onClick={() => setDialog('file')}>
        {say('fromFile')}
      </Button>
      <GoTo to={`/plans/${plan.id}/entries/new`} className={buttonClass({ size: 'small' })}>
        {say('newEntry')}
      </GoTo>
      {dialog === 'copy' ? <CopyDialog plan={plan} onClose={close} /> : null}
      {dialog === 'items' ? <ItemsDialog plan={plan} onClose={close} /> : null}
      {dialog === 'file' ? <ImportDialog plan={plan} onClose={close} /> : null}
    </>
  );
}

function Batch(props: {
  readonly plan: PlanView;
  readonly selected: ReadonlySet<string>;
  readonly onDone: () => void;
}) {
  const { plan, selected } = props;
  const say = useText(proposalWords);
  const toast = useToast();
  const [returning, setReturning] = useState(false);
  const ui = useUi();
  const move = useApiAction(stepEntries);
  const take = async (step: EntryStep, reason: string) => {
    const body = { entryIds: [...selected], step, reason };
    const result = await move.run({ params: { id: plan.id }, body });
    if (result.ok) {
      toast(say('moved', { n: result.value.count }));
      props.onDone();
    }
    return result;
  };
  return (
    <>
      <ButtonRow>
        {plan.mayConsolidate ? (
          <>
            <Button size="small" onClick={() => setReturning(true)}>
              {say('returnAll')}
            </Button>
            <Button size="small" kind="primary" busy={move.busy} onClick={() => void take('take', '')}>
              {say('takeAll')}
            </Button>
          </>
        ) : (
          <Button size="small" kind="primary" busy={move.busy} onClick={() => void take('submit', '')}>
            {say('submitAll')}
          </Button>
        )}
      </ButtonRow>
      <ErrorNotice error={returning ? null : move.error} />
      {returning ? (
        <ReasonDialog
          title={say('returnTitle')}
          hint={say('reasonHint')}
          maxLength={500}
          verb={ui('confirm')}
          required
          onClose={() => setReturning(false)}
          onSubmit={(reason) => take('return', reason)}
        />
      ) : null}
    </>
  );
}
