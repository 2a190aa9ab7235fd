/** 核对列: what each column of the file is taken for, to be corrected before the file is read whole. */

import { columnText } from '@mingcha/core/registers/column-text.ts';
import { proposeMapping } from '@mingcha/core/registers/columns.ts';
import { chooseSheet, type ImportDetail, previewImport } from '@mingcha/core/registers/import-api.ts';
import { importPageText } from '@mingcha/core/registers/import-page-text.ts';
import { rosterFields } from '@mingcha/core/registers/roster-field-words.ts';
import { useMemo, useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { SelectField } from '../../shared/forms/field.tsx';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../shared/ui/button.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { ErrorNotice, Notice } from '../../shared/ui/states.tsx';
import { CancelImport } from './cancel-import.tsx';
import { columnLetter } from './column-letter.ts';
import { type Chosen, choose, chosenOf, mappingOf } from './mapping.ts';
import { MappingTable, type Why } from './mapping-table.tsx';
import { useWords } from './words.ts';

export function ImportColumns(props: { readonly one: ImportDetail; readonly onRead: () => void }) {
  const { one } = props;
  const say = useText(importPageText);
  const words = useWords(one.kind);
  const preview = useApiAction(previewImport);
  const [chosen, setChosen] = useState<Chosen>(() => chosenOf(one.mapping ?? one.table.proposal));
  const [note, setNote] = useState('');
  const why = useWhy(one, chosen);
  const mapping = mappingOf(chosen);
  const missing = rosterFields[one.kind].filter((field) => field.required && !(field.field in mapping));
  const change = (column: number, field: string) => {
    const next = choose(chosen, column, field);
    setChosen(next.chosen);
    setNote(
      next.from === null
        ? ''
        : say('fieldOnce', {
            field: words.field(field),
            from: columnLetter(next.from),
            to: columnLetter(column),
          }),
    );
  };
  const read = async () => {
    const result = await preview.run({ params: { id: one.id }, body: { mapping } });
    if (result.ok) props.onRead();
  };
  return (
    <div className="page">
      <FileNotices one={one} />
      <Section title={say('stepColumns')} actions={<SheetChoice one={one} />} flush>
        <FileFacts one={one} />
        <MappingTable one={one} chosen={chosen} why={why} words={words} onChange={change} />
      </Section>
      {note === '' ? null : (
        <Notice>
          <p>{note}</p>
        </Notice>
      )}
      {missing.length === 0 ? null : (
        <Notice tone="warning">
          {missing.map((field) => (
            <p key={field.field}>{say('fieldMissing', { field: words.field(field.field) })}</p>
          ))}
        </Notice>
      )}
      <ErrorNotice error={preview.error} />
      <ButtonRow>
        <Button kind="primary" busy={preview.busy} disabled={missing.length > 0} onClick={() => void read()}>
          {say('readPreview')}
        </Button>
        <CancelImport id={one.id} />
      </ButtonRow>
    </div>
  );
}

/** Why each column is what it is: remembered, by title, by content, by hand. */
function useWhy(one: ImportDetail, chosen: Chosen): Why {
  const say = useText(columnText);
  const page = useText(importPageText);
  const fresh = useMemo(() => {
    const samples = one.table.columns.map(({ index, title, samples: values }) => ({
      column: index,
      title,
      values,
    }));
    return new Map(proposeMapping(one.kind, samples).columns.map((column) => [column.column, column]));
  }, [one.kind, one.table.columns]);
  const proposed = chosenOf(one.table.proposal);
  return (column) => {
    const field = chosen[column] ?? '';
    const guess = fresh.get(column);
    const doubtful = { text: say('column.why.content'), doubtful: true };
    if (field === '') {
      if (guess?.why === 'personalId') return { text: say('column.why.personalId'), doubtful: false };
      return { text: '', doubtful: false };
    }
    if (field !== (proposed[column] ?? '')) return { text: page('columnChosen'), doubtful: false };
    if (one.table.remembered) return { text: say('column.why.remembered'), doubtful: false };
    if (guess !== undefined && guess.field === field)
      return guess.why === 'content' ? doubtful : { text: say(`column.why.${guess.why}`), doubtful: false };
    return (one.table.confidence[field] ?? 0) > 0.8
      ? { text: say('column.why.title'), doubtful: false }
      : doubtful;
  };
}

/** What the file is, what stood above its table, and what the reader noticed. */
function FileNotices({ one }: { readonly one: ImportDetail }) {
  const say = useText(importPageText);
  const word = useText(columnText);
  const sentence = useSentence();
  const { table, failure } = one;
  return (
    <>
      {failure === null ? null : (
        <Notice tone="error" title={say('failedTitle')}>
          <p>
            {sentence({ code: failure.code, ...(failure.data === undefined ? {} : { data: failure.data }) })}
          </p>
          <p>{say('failedText')}</p>
        </Notice>
      )}
      {table.looksLike === null ? null : (
        <Notice tone="warning">
          <p>
            {word('column.looks_like', {
              other: word(`roster.${table.looksLike}`),
              kind: word(`roster.${one.kind}`),
            })}
          </p>
        </Notice>
      )}
      {table.notices.length === 0 ? null : (
        <Notice tone="warning">
          {table.notices.map((notice) => (
            <p key={notice.code + JSON.stringify(notice.data)}>{sentence(notice)}</p>
          ))}
        </Notice>
      )}
      {table.remembered ? (
        <Notice>
          <p>{say('columnsRemembered')}</p>
        </Notice>
      ) : null}
    </>
  );
}

function FileFacts({ one }: { readonly one: ImportDetail }) {
  const say = useText(importPageText);
  const { table } = one;
  const facts = {
    format: table.format.toUpperCase(),
    encoding: (table.encoding ?? '').toUpperCase(),
    row: table.headerRow,
  };
  return (
    <div className="mapping-lead">
      <p>{say('columnsLead')}</p>
      <p className="import-facts">
        <span>{say(table.encoding === null ? 'fileFacts' : 'fileFactsEncoding', facts)}</span>
        {table.titleRows.length === 0 ? null : (
          <span>{`${say('titleRows')}：${table.titleRows.join(' / ')}`}</span>
        )}
      </p>
    </div>
  );
}

function SheetChoice({ one }: { readonly one: ImportDetail }) {
  const say = useText(importPageText);
  const change = useApiAction(chooseSheet);
  const { sheets, sheet } = one.table;
  if (sheets.length < 2) return null;
  return (
    <div className="sheet-choice">
      <SelectField
        name="sheet"
        label={say('sheet')}
        hint={say('sheetHint')}
        empty={null}
        disabled={change.busy}
        choices={sheets.map((name) => ({ value: name, label: name }))}
        value={sheet ?? ''}
        onChange={(name) => void change.run({ params: { id: one.id }, body: { sheet: name } })}
      />
      <ErrorNotice error={change.error} />
    </div>
  );
}
