/** 人员差异: what the justice bureau's file says otherwise, decided once, one by one or several at a time. */
import {
  type DifferenceRow,
  differenceKinds,
  differenceStates,
  type PersonFacts,
} from '@mingcha/core/registers/inspectors/personnel-feed.ts';
import { decideDifferences, listDifferences } from '@mingcha/core/registers/inspectors/personnel-feed-api.ts';
import { personnelPageText } from '@mingcha/core/registers/inspectors/personnel-page-text.ts';
import { registerText } from '@mingcha/core/registers/register-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField, TextArea } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useHasRole } from '../may-edit.ts';

type State = DifferenceRow['state'];
type Kind = DifferenceRow['kind'];
interface Filter {
  readonly state?: State;
  readonly kind?: Kind;
}

export function DifferencesTab() {
  const say = useText(personnelPageText);
  const mayDecide = useHasRole('legalOfficer');
  const everybody = useHasRole('justiceOfficer');
  const [filter, setFilter] = useState<Filter>({ state: 'open' });
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const [deciding, setDeciding] = useState<'adopt' | 'dismiss' | null>(null);
  const paging = usePaging('differences');
  const list = useApiQuery(listDifferences, { query: { ...filter, ...paging.query } });
  const columns = useColumns(everybody);
  const canSelect = mayDecide && filter.state === 'open';
  const batch = (
    <ButtonRow>
      <Button size="small" kind="primary" onClick={() => setDeciding('adopt')}>
        {say('diffAdopt')}
      </Button>
      <Button size="small" onClick={() => setDeciding('dismiss')}>
        {say('diffDismiss')}
      </Button>
    </ButtonRow>
  );
  return (
    <>
      <DifferenceFilters
        onSearch={(next) => {
          setFilter(next);
          setKeys(new Set());
          paging.reset();
        }}
      />
      <DataTable
        id="differences"
        label={say('differences')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        {...(canSelect ? { selection: { keys, onChange: setKeys }, batch } : {})}
        filtered={filter.kind !== undefined || (filter.state !== undefined && filter.state !== 'open')}
        empty={<EmptyState title={say('diffEmpty')} text={say('diffEmptyText')} />}
      />
      {deciding === null ? null : (
        <DecideDialog
          ids={[...keys]}
          decision={deciding}
          onClose={(done) => {
            setDeciding(null);
            if (done) setKeys(new Set());
          }}
        />
      )}
    </>
  );
}

const keyOf = (row: DifferenceRow) => row.id;
const nameOf = (row: DifferenceRow) => row.inFile?.name ?? row.inDirectory?.name ?? row.certificateNumber;

function useColumns(everybody: boolean): readonly Column<DifferenceRow>[] {
  const say = useText(personnelPageText);
  return useMemo(() => {
    const agency: readonly Column<DifferenceRow>[] = everybody
      ? [{ key: 'agency', title: say('agency'), width: 150, render: (row) => row.agencyName }]
      : [];
    return [
      ...agency,
      {
        key: 'kind',
        title: say('diffKind'),
        render: (row) => <StateChip tone="warning">{say(`diff_${row.kind}`)}</StateChip>,
      },
      {
        key: 'number',
        title: say('diffNumber'),
        render: (row) => <span className="mono nowrap">{row.certificateNumber}</span>,
      },
      { key: 'file', title: say('diffFile'), width: 150, render: (row) => <Facts facts={row.inFile} /> },
      {
        key: 'directory',
        title: say('diffDirectory'),
        width: 150,
        render: (row) => <Facts facts={row.inDirectory} />,
      },
      {
        key: 'state',
        title: say('diffState'),
        width: 130,
        render: (row) => (
          <span className="fact-pair">
            <span>{say(`diffState_${row.state}`)}</span>
            {row.decidedName === '' ? null : (
              <span className="secondary">
                {[row.decidedName, row.decidedOn, row.reason].filter((part) => part !== '').join(' · ')}
              </span>
            )}
          </span>
        ),
      },
    ];
  }, [say, everybody]);
}

/** What one side says: name, last day, status. */
function Facts(props: { readonly facts: PersonFacts | null }) {
  const word = useText(registerText);
  if (props.facts === null) return '–';
  const { name, validTo, status } = props.facts;
  const words: Readonly<Record<string, string>> = {
    inactive: word('status.inactive'),
    onLeave: word('status.onLeave'),
    transferred: word('status.transferred'),
    retired: word('status.retired'),
  };
  return (
    <span className="fact-pair">
      <span>{name}</span>
      <span className="secondary">
        {[validTo ?? '', words[status] ?? ''].filter((part) => part !== '').join(' · ')}
      </span>
    </span>
  );
}

function DifferenceFilters(props: { readonly onSearch: (filter: Filter) => void }) {
  const say = useText(personnelPageText);
  const ui = useUi();
  const [typed, setTyped] = useState({ state: 'open', kind: '' });
  const search = (next: typeof typed) => {
    setTyped(next);
    const state = differenceStates.find((one) => one === next.state);
    const kind = differenceKinds.find((one) => one === next.kind);
    props.onSearch({ ...(state === undefined ? {} : { state }), ...(kind === undefined ? {} : { kind }) });
  };
  return (
    <FilterBar onSearch={() => search(typed)} onReset={() => search({ state: 'open', kind: '' })}>
      <SelectField
        name="filter.state"
        label={say('diffState')}
        empty={ui('all')}
        choices={differenceStates.map((value) => ({ value, label: say(`diffState_${value}`) }))}
        value={typed.state}
        onChange={(state) => setTyped({ ...typed, state })}
      />
      <SelectField
        name="filter.kind"
        label={say('diffKind')}
        empty={ui('all')}
        choices={differenceKinds.map((value) => ({ value, label: say(`diff_${value}`) }))}
        value={typed.kind}
        onChange={(kind) => setTyped({ ...typed, kind })}
      />
    </FilterBar>
  );
}

function DecideDialog(props: {
  readonly ids: readonly string[];
  readonly decision: 'adopt' | 'dismiss';
  readonly onClose: (done: boolean) => void;
}) {
  const { ids, decision, onClose } = props;
  const say = useText(personnelPageText);
  const toast = useToast();
  const decide = useApiAction(decideDifferences);
  const form = useForm({ reason: '' });
  const submit = async () => {
    const result = await decide.run({ body: { ids: [...ids], decision, ...form.values } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('diffDecided', { n: result.value.decided }));
    onClose(true);
  };
  const adopts = decision === 'adopt';
  return (
    <Dialog
      open
      title={say(adopts ? 'diffAdoptQuestion' : 'diffDismissQuestion', { n: ids.length })}
      onClose={() => onClose(false)}
    >
      <p>{say(adopts ? 'diffAdoptText' : 'diffDismissText')}</p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <DialogButtons
            verb={say(adopts ? 'diffAdopt' : 'diffDismiss')}
            busy={decide.busy}
            onClose={() => onClose(false)}
          />
        }
      >
        <TextArea
          name="reason"
          label={say('diffReason')}
          rows={2}
          maxLength={200}
          warnSecrets
          optional={adopts}
          error={form.error('reason')}
          value={form.values.reason}
          onChange={form.set('reason')}
        />
      </Form>
    </Dialog>
  );
}
