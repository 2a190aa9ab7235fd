/** 核对列: which sheets are imported, where their header stands and what each column feeds. */
import {
  chooseItemHeader,
  type ListImport,
  type ListSheet,
  previewItemImport,
} from '@mingcha/core/registers/items/item-import-api.ts';
import { itemImportText } from '@mingcha/core/registers/items/item-import-text.ts';
import { itemPageText } from '@mingcha/core/registers/items/item-page-text.ts';
import { type ItemColumn, itemColumns } from '@mingcha/core/registers/items/item-words.ts';
import { useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { Checkbox } from '../../../shared/forms/choices.tsx';
import { TextField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice, Notice } from '../../../shared/ui/states.tsx';
import { columnLetter } from '../column-letter.ts';
import { CancelItemImport } from './import-cancel.tsx';

/** Column index → field, for one sheet. */
type Chosen = Readonly<Record<number, ItemColumn>>;

export function ImportChoices(props: { readonly one: ListImport; readonly onPreview: () => void }) {
  const { one } = props;
  const say = useText(itemPageText);
  const preview = useApiAction(previewItemImport);
  const [mappings, setMappings] = useState<Readonly<Record<string, Chosen>>>({});
  const [left, setLeft] = useState<readonly string[]>(() =>
    one.sheets.filter((sheet) => sheet.mapping.name === undefined).map((sheet) => sheet.name),
  );
  const chosenOf = (sheet: ListSheet) => mappings[keyOf(sheet)] ?? byColumn(mappingFor(one, sheet));
  const used = one.sheets.filter((sheet) => one.sheets.length === 1 || !left.includes(sheet.name));
  const nameless = used.some((sheet) => !Object.values(chosenOf(sheet)).includes('name'));
  const read = async () => {
    const sheets = used.map((sheet) => ({ name: sheet.name, mapping: byField(chosenOf(sheet)) }));
    const result = await preview.run({ params: { id: one.id }, body: { sheets, units: null } });
    if (result.ok) props.onPreview();
  };
  return (
    <>
      {one.sheets.map((sheet) => (
        <SheetColumns
          key={keyOf(sheet)}
          one={one}
          sheet={sheet}
          chosen={chosenOf(sheet)}
          onChoose={(chosen) => setMappings((old) => ({ ...old, [keyOf(sheet)]: chosen }))}
          used={used.includes(sheet)}
          {...(one.sheets.length === 1
            ? {}
            : {
                onUse: (use: boolean) =>
                  setLeft((old) => (use ? old.filter((name) => name !== sheet.name) : [...old, sheet.name])),
              })}
        />
      ))}
      {nameless ? (
        <Notice tone="warning">
          <p>{say('nameColumnMissing')}</p>
        </Notice>
      ) : null}
      <ErrorNotice error={preview.error} />
      <ButtonRow>
        <Button
          kind="primary"
          busy={preview.busy}
          disabled={nameless || used.length === 0}
          onClick={() => void read()}
        >
          {say('preview')}
        </Button>
        <CancelItemImport id={one.id} />
      </ButtonRow>
    </>
  );
}

/** A sheet whose header was chosen anew begins with its new proposal. */
const keyOf = (sheet: ListSheet) => `${sheet.name} ${sheet.headerRow} ${sheet.headerRows}`;

function mappingFor(one: ListImport, sheet: ListSheet): ListSheet['mapping'] {
  return one.choices?.sheets.find((chosen) => chosen.name === sheet.name)?.mapping ?? sheet.mapping;
}

function byColumn(mapping: ListSheet['mapping']): Chosen {
  return Object.fromEntries(Object.entries(mapping).map(([field, column]) => [column, field as ItemColumn]));
}

function byField(chosen: Chosen): ListSheet['mapping'] {
  return Object.fromEntries(Object.entries(chosen).map(([column, field]) => [field, Number(column)]));
}

interface SheetProps {
  readonly one: ListImport;
  readonly sheet: ListSheet;
  readonly chosen: Chosen;
  readonly used: boolean;
  readonly onChoose: (chosen: Chosen) => void;
  readonly onUse?: (use: boolean) => void;
}

function SheetColumns(props: SheetProps) {
  const { sheet, used, onUse } = props;
  const say = useText(itemPageText);
  const [heading, setHeading] = useState(sheet.headerRow === 0);
  return (
    <Section
      title={sheet.name === '' ? say('stepColumns') : `${say('sheet')} ${sheet.name}`}
      actions={
        onUse === undefined ? undefined : (
          <Checkbox name={`use.${sheet.name}`} label={say('useSheet')} checked={used} onChange={onUse} />
        )
      }
      flush
    >
      {used ? (
        <>
          <p className="items-facts">
            <span>{headerText(sheet, say)}</span>
            <span>{say('dataRows', { n: sheet.dataRows })}</span>
            {sheet.remembered ? <span>{say('remembered')}</span> : null}
            <Button size="small" kind="quiet" onClick={() => setHeading(!heading)}>
              {say('headerChoose')}
            </Button>
          </p>
          {heading ? (
            <HeaderChoice importId={props.one.id} sheet={sheet} onDone={() => setHeading(false)} />
          ) : null}
          <ColumnTable {...props} />
        </>
      ) : null}
    </Section>
  );
}

type Say = ReturnType<typeof useText<keyof typeof itemPageText.zh>>;

function headerText(sheet: ListSheet, say: Say): string {
  if (sheet.headerRow === 0) return say('headerNone');
  const last = sheet.headerRow + sheet.headerRows - 1;
  return last === sheet.headerRow
    ? say('headerAt', { row: sheet.headerRow })
    : say('headerRowsAt', { row: sheet.headerRow, last });
}

function HeaderChoice(props: {
  readonly importId: string;
  readonly sheet: ListSheet;
  readonly onDone: () => void;
}) {
  const say = useText(itemPageText);
  const { sheet } = props;
  const choose = useApiAction(chooseItemHeader);
  const [row, setRow] = useState(String(Math.max(1, sheet.headerRow)));
  const [rows, setRows] = useState(String(Math.max(1, sheet.headerRows)));
  const at = /^\d{1,5}$/.test(row) ? Number(row) : 0;
  const count = /^[1-4]$/.test(rows) ? Number(rows) : 0;
  const apply = async () => {
    const body = { sheet: sheet.name, headerRow: at, headerRows: count };
    const result = await choose.run({ params: { id: props.importId }, body });
    if (result.ok) props.onDone();
  };
  return (
    <>
      <Head sheet={sheet} at={at} count={count} />
      <div className="items-head-form">
        <TextField
          name={`headerRow.${sheet.name}`}
          label={say('headerRow')}
          inputMode="numeric"
          short
          error={at < 1 || at > 10_000 ? say('headerInvalid') : undefined}
          value={row}
          onChange={setRow}
        />
        <TextField
          name={`headerRows.${sheet.name}`}
          label={say('headerRows')}
          inputMode="numeric"
          short
          value={rows}
          onChange={setRows}
        />
        <Button
          busy={choose.busy}
          disabled={at < 1 || at > 10_000 || count === 0}
          onClick={() => void apply()}
        >
          {say('headerApply')}
        </Button>
      </div>
      <ErrorNotice error={choose.error} />
    </>
  );
}

/** The first rows of the sheet, the header among them marked. */
function Head(props: { readonly sheet: ListSheet; readonly at: number; readonly count: number }) {
  const { sheet, at, count } = props;
  return (
    <div className="items-head">
      <table>
        <tbody>
          {sheet.head.map((line) => (
            <tr key={line.row} data-header={line.row >= at && line.row < at + count}>
              <th scope="row">{line.row}</th>
              {line.cells.map((cell, index) => (
                // The cell's column is its only name.
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ColumnTable({ sheet, chosen, onChoose }: SheetProps) {
  const say = useText(itemPageText);
  const word = useText(itemImportText);
  const put = (column: number, field: string) => {
    // A field is fed by one column: choosing it here takes it away there.
    const rest = Object.entries(chosen).filter(([at, old]) => Number(at) !== column && old !== field);
    const next = Object.fromEntries(rest) as Chosen;
    onChoose(field === '' ? next : { ...next, [column]: field as ItemColumn });
  };
  return (
    <div className="items-scroll">
      <table className="items-columns">
        <thead>
          <tr>
            <th scope="col">{say('column')}</th>
            <th scope="col">{say('columnTitle')}</th>
            <th scope="col">{say('samples')}</th>
            <th scope="col">{say('feeds')}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.titles.map((title, column) => (
            <tr key={columnLetter(column)}>
              <td>{columnLetter(column)}</td>
              <td>{title === '' ? '–' : title}</td>
              <td>
                <div className="items-samples">
                  {(sheet.samples[column] ?? []).map((sample) => (
                    <span key={sample}>{sample}</span>
                  ))}
                </div>
              </td>
              <td>
                <select
                  className="input"
                  aria-label={`${say('feeds')} ${columnLetter(column)} ${title}`}
                  value={chosen[column] ?? ''}
                  onChange={(event) => put(column, event.target.value)}
                >
                  <option value="">{say('notImported')}</option>
                  {itemColumns.map((field) => (
                    <option key={field} value={field}>
                      {word(`column.${field}`)}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
