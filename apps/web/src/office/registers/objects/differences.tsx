/** The differences of one kind and the buttons that decide them. */
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import {
  type Difference,
  type DifferenceDecision,
  type DifferenceKind,
  decideDifference,
  decisionsFor,
  listDifferences,
} from '@mingcha/core/registers/objects/reconciliation-api.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { EmptyState, ErrorNotice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { useMayEdit } from '../may-edit.ts';
import { ReasonDialog } from '../reason-dialog.tsx';

interface Asking {
  readonly row: Difference;
  readonly decision: DifferenceDecision;
}

const keyOf = (row: Difference) => row.key;
const nameOf = (row: Difference) => row.name;

export function Differences({ kind }: { readonly kind: DifferenceKind }) {
  const say = useText(objectsPageText);
  const toast = useToast();
  const canEdit = useMayEdit();
  const paging = usePaging(`differences-${kind}`);
  const list = useApiQuery(listDifferences, { query: { kind, ...paging.query } });
  const decide = useApiAction(decideDifference);
  const [asking, setAsking] = useState<Asking | null>(null);
  const run = async ({ row, decision }: Asking, reason: string) => {
    const { key, fingerprint } = row;
    const result = await decide.run({ body: { kind, key, fingerprint, decision, reason } });
    if (result.ok) toast(say('decidedToast', { name: row.name }));
    return result;
  };
  const ask = (next: Asking) => {
    const isPlain = next.decision === 'add' || next.decision === 'update';
    if (isPlain) void run(next, '');
    else setAsking(next);
  };
  const columns = useColumns(kind, { canEdit, ask, busy: decide.busy });
  return (
    <>
      <p className="field-hint">{say(`lead.${kind}`)}</p>
      <ErrorNotice error={decide.error} />
      <DataTable
        id={`differences-${kind}`}
        label={say(`kind.${kind}`)}
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
        empty={<EmptyState title={say('nothingOpen')} text={say('nothingOpenText')} />}
      />
      {asking === null ? null : (
        <ReasonDialog
          title={say(asking.decision === 'ignore' ? 'decideQuestion' : 'deactivateQuestion', {
            name: asking.row.name,
          })}
          text={say(asking.decision === 'ignore' ? 'decideText' : 'deactivateText')}
          verb={say(`decide.${asking.decision}`)}
          danger={asking.decision === 'deactivate'}
          required={asking.decision === 'ignore'}
          onClose={() => setAsking(null)}
          onSubmit={(reason) => run(asking, reason)}
        />
      )}
    </>
  );
}

interface Doing {
  readonly canEdit: boolean;
  readonly busy: boolean;
  readonly ask: (asking: Asking) => void;
}

function useColumns(kind: DifferenceKind, { canEdit, ask, busy }: Doing): readonly Column<Difference>[] {
  const say = useText(objectsPageText);
  const ui = useUi();
  return useMemo(() => {
    const columns: Column<Difference>[] = [
      {
        key: 'name',
        title: say('name'),
        width: 200,
        render: (row) =>
          row.objectId === null ? row.name : <GoTo to={`/objects/${row.objectId}`}>{row.name}</GoTo>,
      },
      { key: 'code', title: say('code'), render: (row) => <span className="mono">{row.code || '–'}</span> },
    ];
    const side = (text: string) =>
      text === 'active' ? say('statusActive') : text === 'inactive' ? say('statusInactive') : text || '–';
    if (kind === 'unlisted' || kind === 'noLiveLicence')
      columns.push({
        key: 'theirs',
        title: say('theirLicences'),
        width: 320,
        render: (row) => <Licences text={row.theirs} />,
      });
    else
      columns.push(
        { key: 'ours', title: say('ours'), width: 220, render: (row) => side(row.ours) },
        {
          key: 'theirs',
          title: say('theirs'),
          width: 220,
          render: (row) => <strong>{side(row.theirs)}</strong>,
        },
      );
    if (canEdit)
      columns.push({
        key: 'do',
        title: ui('columnDo'),
        nowrap: true,
        render: (row) => (
          <ButtonRow>
            {decisionsFor[kind].map((decision) => (
              <Button
                key={decision}
                size="small"
                busy={busy}
                kind={decision === 'ignore' ? 'quiet' : 'plain'}
                onClick={() => ask({ row, decision })}
              >
                {say(`decide.${decision}`)}
              </Button>
            ))}
          </ButtonRow>
        ),
      });
    return columns;
  }, [say, ui, kind, canEdit, ask, busy]);
}

/** Numbers with their state and end, one under the other. */
function Licences({ text }: { readonly text: string }) {
  const say = useText(objectsPageText);
  const words: Readonly<Record<string, string>> = {
    valid: say('licence.valid'),
    suspended: say('licence.suspended'),
    withdrawn: say('licence.withdrawn'),
    other: say('licence.other'),
  };
  const lines = text === '' ? [] : text.split('\uff1b');
  return (
    <span className="difference-two">
      {lines.length === 0 ? '–' : null}
      {lines.map((line) => (
        <span key={line}>
          {line
            .split(' ')
            .map((part) => words[part] ?? part)
            .join(' ')}
        </span>
      ))}
    </span>
  );
}
