/** 预览: what the file would change in the draft, item by item, and the one button that applies it. */
import {
  applyItemImport,
  importOutcomes,
  type ListImport,
  listItemImportRows,
  type PreviewRow,
  previewItemImport,
} from '@mingcha/core/registers/items/item-import-api.ts';
import { itemImportText } from '@mingcha/core/registers/items/item-import-text.ts';
import { itemPageText } from '@mingcha/core/registers/items/item-page-text.ts';
import { itemText } from '@mingcha/core/registers/items/item-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { RadioGroup } from '../../../shared/forms/choices.tsx';
import { SelectField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { ConfirmDialog, Dialog } from '../../../shared/ui/dialog.tsx';
import { Figures, Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice, Notice } from '../../../shared/ui/states.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { DifferenceList, fieldName } from './difference-list.tsx';
import { CancelItemImport } from './import-cancel.tsx';

export function ImportPreview(props: { readonly one: ListImport; readonly onBack: () => void }) {
  const { one } = props;
  const say = useText(itemPageText);
  const word = useText(itemImportText);
  if (one.preview === null) return null;
  const { counts } = one.preview;
  return (
    <>
      <Figures
        figures={[
          { name: say('countItems'), value: counts.items },
          { name: say('countBases'), value: counts.bases },
          ...importOutcomes.map((outcome) => ({ name: word(`outcome.${outcome}`), value: counts[outcome] })),
        ]}
      />
      <Units one={one} />
      <Warnings one={one} />
      <Rows one={one} />
      <Apply {...props} />
    </>
  );
}

function Units({ one }: { readonly one: ListImport }) {
  const say = useText(itemPageText);
  const again = useApiAction(previewItemImport);
  const units = one.preview?.units ?? [];
  const [chosen, setChosen] = useState<readonly string[]>(one.choices?.units ?? []);
  if (units.length < 2 || one.choices === null) return null;
  const { sheets } = one.choices;
  const preview = () =>
    again.run({
      params: { id: one.id },
      body: { sheets, units: chosen.length === 0 ? null : [...chosen] },
    });
  return (
    <Section title={say('units')}>
      <div className="items-units">
        <ChooseField
          name="units"
          label={say('units')}
          hint={say('unitsHint')}
          many
          optional
          choices={units.map(({ unit, items }) => ({
            value: unit,
            label: `${unit === '' ? '–' : unit}（${items}）`,
          }))}
          value={chosen}
          onChange={setChosen}
        />
        <ErrorNotice error={again.error} />
        <ButtonRow>
          <Button busy={again.busy} onClick={() => void preview()}>
            {say('previewAgain')}
          </Button>
        </ButtonRow>
      </div>
    </Section>
  );
}

type WarningKey = keyof typeof itemImportText.zh;

function Warnings({ one }: { readonly one: ListImport }) {
  const say = useText(itemPageText);
  const word = useText(itemImportText);
  const warnings = Object.entries(one.preview?.warnings ?? {});
  const skipped = one.preview?.skipped ?? [];
  return (
    <>
      {warnings.length === 0 ? null : (
        <Notice tone="warning" title={say('warnings')}>
          {warnings.map(([code, n]) => (
            <p key={code}>{say('warningCount', { n, text: word(code as WarningKey) })}</p>
          ))}
        </Notice>
      )}
      {skipped.length === 0 ? null : (
        <Notice title={say('skipped', { n: skipped.length })}>
          {skipped.slice(0, 12).map((row) => (
            <p key={`${row.sheet} ${row.row}`}>
              {say('skippedRow', { ...row, role: word(`role.${row.role}` as WarningKey) })}
            </p>
          ))}
        </Notice>
      )}
    </>
  );
}

function Rows({ one }: { readonly one: ListImport }) {
  const say = useText(itemPageText);
  const word = useText(itemImportText);
  const [outcome, setOutcome] = useState('');
  const [open, setOpen] = useState<PreviewRow | null>(null);
  const paging = usePaging('item-import');
  const query = {
    ...paging.query,
    ...(outcome === '' ? {} : { outcome: outcome as PreviewRow['outcome'] | 'warned' }),
  };
  const read = useApiQuery(listItemImportRows, { params: { id: one.id }, query });
  const columns = useColumns();
  return (
    <>
      <div className="items-narrow">
        <SelectField
          name="outcome"
          label={say('outcome')}
          empty={say('outcomeAll')}
          choices={[...importOutcomes, 'warned' as const].map((value) => ({
            value,
            label: word(`outcome.${value}`),
          }))}
          value={outcome}
          onChange={(value) => {
            setOutcome(value);
            paging.reset();
          }}
        />
      </div>
      <DataTable
        id="item-import"
        label={say('preview')}
        columns={columns}
        rows={read.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={read.status}
        refreshing={read.refreshing}
        error={read.error}
        onRetry={read.reload}
        paging={paging}
        next={read.data?.next ?? null}
        onOpen={setOpen}
        filtered={outcome !== ''}
      />
      {open === null ? null : <RowDialog row={open} onClose={() => setOpen(null)} />}
    </>
  );
}

const keyOf = (row: PreviewRow) => `${row.outcome} ${row.sheet} ${row.firstRow} ${row.code} ${row.name}`;
const nameOf = (row: PreviewRow) => row.name;
const tones = { added: 'accent', changed: 'warning', same: 'neutral', missing: 'void' } as const;

function useColumns(): readonly Column<PreviewRow>[] {
  const say = useText(itemPageText);
  const word = useText(itemImportText);
  const item = useText(itemText);
  return useMemo(
    () => [
      { key: 'name', title: item('field.name'), width: 240, render: (row) => row.name },
      {
        key: 'outcome',
        title: say('outcome'),
        nowrap: true,
        render: (row) => <StateChip tone={tones[row.outcome]}>{word(`outcome.${row.outcome}`)}</StateChip>,
      },
      { key: 'code', title: item('field.code'), nowrap: true, render: (row) => row.code },
      { key: 'unit', title: item('field.unit'), render: (row) => row.unit || '–' },
      { key: 'category', title: item('field.category'), width: 150, render: (row) => row.category || '–' },
      {
        key: 'bases',
        title: item('field.bases'),
        align: 'end',
        nowrap: true,
        render: (row) => String(row.bases),
      },
      {
        key: 'rows',
        title: say('fromFile'),
        nowrap: true,
        render: (row) =>
          row.outcome === 'missing'
            ? '–'
            : row.firstRow === row.lastRow
              ? say('rowOf', { row: row.firstRow })
              : say('rowsOf', { row: row.firstRow, last: row.lastRow }),
      },
      {
        key: 'notes',
        title: say('warnings'),
        width: 200,
        render: (row) => (
          <span className="items-differences">
            {row.differences.length === 0 ? null : (
              <span>{row.differences.map((one) => fieldName(item, one.field)).join('、')}</span>
            )}
            {row.warnings.map((code) => (
              <span key={code}>{word(code as WarningKey)}</span>
            ))}
          </span>
        ),
      },
    ],
    [say, word, item],
  );
}

function RowDialog(props: { readonly row: PreviewRow; readonly onClose: () => void }) {
  const say = useText(itemPageText);
  const word = useText(itemImportText);
  const { row } = props;
  return (
    <Dialog open wide title={`${row.code} ${row.name}`} onClose={props.onClose}>
      <p>
        <StateChip tone={tones[row.outcome]}>{word(`outcome.${row.outcome}`)}</StateChip> {row.category}
      </p>
      {row.warnings.map((code) => (
        <p key={code}>{word(code as WarningKey)}</p>
      ))}
      {row.differences.length === 0 ? (
        <p>{row.outcome === 'changed' ? '' : say('basesCount', { n: row.bases })}</p>
      ) : (
        <DifferenceList
          differences={row.differences as Parameters<typeof DifferenceList>[0]['differences']}
        />
      )}
    </Dialog>
  );
}

function Apply(props: { readonly one: ListImport; readonly onBack: () => void }) {
  const { one } = props;
  const say = useText(itemPageText);
  const [asking, setAsking] = useState(false);
  const [missing, setMissing] = useState<'keep' | 'end'>('keep');
  const apply = useApiAction(applyItemImport);
  const counts = one.preview?.counts;
  if (counts === undefined) return null;
  const ends = missing === 'end' ? counts.missing : 0;
  const nothing = counts.added + counts.changed + ends === 0;
  const run = async () => {
    const result = await apply.run({ params: { id: one.id }, body: { missing } });
    if (!result.ok) setAsking(false);
  };
  return (
    <>
      {counts.missing === 0 ? null : (
        <RadioGroup
          name="missing"
          label={say('missingTitle', { n: counts.missing })}
          inline
          choices={[
            { value: 'keep', label: say('missingKeep') },
            { value: 'end', label: say('missingEnd') },
          ]}
          value={missing}
          onChange={(value) => setMissing(value === 'end' ? 'end' : 'keep')}
        />
      )}
      {nothing ? (
        <Notice>
          <p>{say('nothingToDo')}</p>
        </Notice>
      ) : null}
      <ErrorNotice error={apply.error} />
      <ButtonRow>
        <Button kind="primary" disabled={nothing} onClick={() => setAsking(true)}>
          {say('apply')}
        </Button>
        <Button onClick={props.onBack}>{say('backToColumns')}</Button>
        <CancelItemImport id={one.id} />
      </ButtonRow>
      <ApplyDialog
        open={asking}
        counts={counts}
        missing={missing}
        busy={apply.busy}
        onConfirm={() => void run()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

function ApplyDialog(props: {
  readonly open: boolean;
  readonly counts: NonNullable<ListImport['preview']>['counts'];
  readonly missing: 'keep' | 'end';
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const say = useText(itemPageText);
  const { counts, missing } = props;
  return (
    <ConfirmDialog
      open={props.open}
      question={say('applyAsk')}
      action={say('apply')}
      busy={props.busy}
      onConfirm={props.onConfirm}
      onClose={props.onClose}
    >
      <p>
        {say('applyText', {
          added: counts.added,
          changed: counts.changed,
          missing: say(missing === 'end' ? 'applyEnds' : 'applyKeeps', { n: counts.missing }),
        })}
      </p>
    </ConfirmDialog>
  );
}
