/** 与上级清单对照: each own item beside the superior one, what differs, what was recorded, and what is lacking. */
import '../registers.css';
import './items.css';
import {
  type AlignmentView,
  getAlignment,
  listAlignmentSources,
  recordAlignment,
} from '@mingcha/core/registers/items/item-compare-api.ts';
import { itemPageText } from '@mingcha/core/registers/items/item-page-text.ts';
import { itemText } from '@mingcha/core/registers/items/item-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { Checkbox } from '../../../shared/forms/choices.tsx';
import { SelectField, TextArea } from '../../../shared/forms/field.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice, ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { useMayEdit } from '../may-edit.ts';
import { DifferenceList, fieldName } from './difference-list.tsx';

type Row = AlignmentView['rows'][number];

export function AlignmentPage() {
  const say = useText(itemPageText);
  const sources = useApiQuery(listAlignmentSources);
  const [chosen, setChosen] = useState('');
  const rows = sources.data?.rows;
  const sourceId = chosen === '' ? (rows?.[0]?.id ?? '') : chosen;
  return (
    <Page>
      <PageHeader
        title={say('alignTitle')}
        lead={say('alignLead')}
        actions={
          <GoTo to="/item-lists" className={buttonClass()}>
            {say('lists')}
          </GoTo>
        }
      />
      {rows === undefined ? (
        sources.error === null ? (
          <Skeleton lines={6} />
        ) : (
          <ErrorState error={sources.error} onRetry={sources.reload} />
        )
      ) : rows.length === 0 ? (
        <EmptyState title={say('noSources')} text={say('noSourcesText')} />
      ) : (
        <>
          <SelectField
            name="source"
            label={say('alignSource')}
            hint={say('alignSourceHint')}
            empty={null}
            choices={rows.map((one) => ({
              value: one.id,
              label: `${one.issuer} · ${one.title} · ${say('versionNo', { n: one.listVersion })}${one.imported ? ` · ${say('sourceImported')}` : ''}`,
            }))}
            value={sourceId}
            onChange={setChosen}
          />
          <Compared key={sourceId} sourceId={sourceId} />
        </>
      )}
    </Page>
  );
}

function Compared(props: { readonly sourceId: string }) {
  const say = useText(itemPageText);
  const read = useApiQuery(getAlignment, { query: { sourceId: props.sourceId } });
  const found = read.data?.source.id === props.sourceId ? read.data : undefined;
  if (found === undefined)
    return read.error === null ? (
      <Skeleton lines={8} />
    ) : (
      <ErrorState error={read.error} onRetry={read.reload} />
    );
  if (found.list === null) return <EmptyState title={say('noOwnList')} />;
  return (
    <>
      <OwnItems found={found} />
      <Lacking found={found} />
    </>
  );
}

function OwnItems({ found }: { readonly found: AlignmentView }) {
  const say = useText(itemPageText);
  const mayEdit = useMayEdit();
  const [open, setOpen] = useState<Row | null>(null);
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const columns = useColumns();
  const record = useRecord(found.source.id);
  const chosen = found.rows.filter((row) => keys.has(row.itemKey) && row.source !== null);
  const recordAll = async () => {
    const rows = chosen.map((row) => ({
      itemKey: row.itemKey,
      sourceItemId: row.source?.id ?? '',
      localChange: row.recorded?.localChange ?? '',
    }));
    if (await record.run(rows)) setKeys(new Set());
  };
  return (
    <>
      <ErrorNotice error={record.error} />
      <DataTable
        id="item-alignment"
        label={say('alignTitle')}
        columns={columns}
        rows={found.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status="ready"
        onOpen={setOpen}
        {...(mayEdit
          ? {
              selection: { keys, onChange: setKeys },
              batch: (
                <Button
                  size="small"
                  kind="primary"
                  busy={record.busy}
                  disabled={chosen.length === 0}
                  onClick={() => void recordAll()}
                >
                  {say('recordCount', { n: chosen.length })}
                </Button>
              ),
            }
          : {})}
      />
      {open === null ? null : (
        <RowDialog row={open} sourceId={found.source.id} mayEdit={mayEdit} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

const keyOf = (row: Row) => row.itemKey;
const nameOf = (row: Row) => row.item.name;

function useColumns(): readonly Column<Row>[] {
  const say = useText(itemPageText);
  const word = useText(itemText);
  return useMemo(
    () => [
      {
        key: 'own',
        title: say('ownItem'),
        width: 220,
        render: (row) => `${row.item.code} ${row.item.name}`,
      },
      {
        key: 'source',
        title: say('superiorItem'),
        width: 220,
        render: (row) =>
          row.source === null ? (
            <span className="secondary">{say('noPartner')}</span>
          ) : (
            `${row.source.code} ${row.source.name}`
          ),
      },
      {
        key: 'differences',
        title: say('difference'),
        width: 200,
        render: (row) =>
          row.source === null
            ? '–'
            : row.differences.length === 0
              ? say('sameText')
              : say('differs', {
                  n: row.differences.length,
                  fields: row.differences.map((one) => fieldName(word, one.field)).join('、'),
                }),
      },
      {
        key: 'recorded',
        title: say('record'),
        nowrap: true,
        render: (row) =>
          row.recorded === null ? (
            <StateChip tone={row.source === null ? 'neutral' : 'warning'}>{say('notRecorded')}</StateChip>
          ) : (
            <StateChip tone="verified">{say('recordedOn', { day: row.recorded.alignedOn })}</StateChip>
          ),
      },
      {
        key: 'localChange',
        title: say('localChange'),
        width: 160,
        render: (row) => (row.recorded === null ? '–' : row.recorded.localChange || say('noLocalChange')),
      },
    ],
    [say, word],
  );
}

interface NewRow {
  readonly itemKey: string | null;
  readonly sourceItemId: string;
  readonly localChange: string;
}

function useRecord(sourceId: string) {
  const say = useText(itemPageText);
  const toast = useToast();
  const action = useApiAction(recordAlignment);
  const run = async (rows: readonly NewRow[]) => {
    const result = await action.run({ body: { sourceId, rows: [...rows] } });
    if (!result.ok) return false;
    const { recorded, taken } = result.value;
    toast(taken > 0 ? say('taken', { n: taken }) : say('recorded', { n: recorded }));
    return true;
  };
  return { run, busy: action.busy, error: action.error };
}

function RowDialog(props: {
  readonly row: Row;
  readonly sourceId: string;
  readonly mayEdit: boolean;
  readonly onClose: () => void;
}) {
  const say = useText(itemPageText);
  const ui = useUi();
  const { row } = props;
  const [localChange, setLocalChange] = useState(row.recorded?.localChange ?? '');
  const record = useRecord(props.sourceId);
  const { source } = row;
  const save = async () => {
    const rows = [{ itemKey: row.itemKey, sourceItemId: source?.id ?? '', localChange }];
    if (await record.run(rows)) props.onClose();
  };
  return (
    <Dialog
      open
      wide
      title={`${row.item.code} ${row.item.name}`}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{ui('close')}</Button>
          {props.mayEdit && source !== null ? (
            <Button kind="primary" busy={record.busy} onClick={() => void save()}>
              {say('record')}
            </Button>
          ) : null}
        </>
      }
    >
      <ErrorNotice error={record.error} />
      {source === null ? (
        <p>{say('noPartner')}</p>
      ) : (
        <RowBody
          row={row}
          source={source}
          {...(props.mayEdit ? { value: localChange, onChange: setLocalChange } : {})}
        />
      )}
    </Dialog>
  );
}

function RowBody(props: {
  readonly row: Row;
  readonly source: NonNullable<Row['source']>;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}) {
  const say = useText(itemPageText);
  const { row, source } = props;
  return (
    <>
      <p>{say('named', { name: say('superiorItem'), text: `${source.code} ${source.name}` })}</p>
      {row.differences.length === 0 ? (
        <p>{say('sameText')}</p>
      ) : (
        <DifferenceList
          differences={row.differences as Parameters<typeof DifferenceList>[0]['differences']}
        />
      )}
      {props.onChange !== undefined ? (
        <TextArea
          name="localChange"
          label={say('localChange')}
          hint={say('noLocalChange')}
          optional
          value={props.value ?? ''}
          onChange={props.onChange}
        />
      ) : null}
    </>
  );
}

function Lacking({ found }: { readonly found: AlignmentView }) {
  const say = useText(itemPageText);
  const mayEdit = useMayEdit();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const record = useRecord(found.source.id);
  if (found.lacking.length === 0) return null;
  const isDraft = found.list?.draft === true;
  const take = async () => {
    const rows = chosen.map((sourceItemId) => ({ itemKey: null, sourceItemId, localChange: '' }));
    if (await record.run(rows)) setChosen([]);
  };
  return (
    <Section title={say('lacking', { n: found.lacking.length })}>
      {mayEdit && !isDraft ? (
        <Notice>
          <p>{say('needDraft')}</p>
        </Notice>
      ) : null}
      <ErrorNotice error={record.error} />
      <ul className="items-names items-lacking">
        {found.lacking.map((item) => (
          <li key={item.id}>
            {mayEdit && isDraft ? (
              <Checkbox
                name={`take.${item.id}`}
                label={`${item.code} ${item.name}`}
                checked={chosen.includes(item.id)}
                onChange={(on) =>
                  setChosen((old) => (on ? [...old, item.id] : old.filter((id) => id !== item.id)))
                }
              />
            ) : (
              `${item.code} ${item.name}`
            )}
          </li>
        ))}
      </ul>
      {mayEdit && isDraft ? (
        <Button busy={record.busy} disabled={chosen.length === 0} onClick={() => void take()}>
          {say('takeOver', { n: chosen.length })}
        </Button>
      ) : null}
    </Section>
  );
}
