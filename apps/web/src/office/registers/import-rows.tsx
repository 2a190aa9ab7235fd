/** The rows of one outcome: what is written, what changes, why not, and what to check. */
import { type ImportDetail, type ImportRow, listImportRows } from '@mingcha/core/registers/import-api.ts';
import { importPageText } from '@mingcha/core/registers/import-page-text.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { EmptyState } from '../../shared/ui/states.tsx';
import { Changes } from './history.tsx';
import { useWords, type Words } from './words.ts';

interface RowsProps {
  readonly one: ImportDetail;
  readonly outcome: ImportRow['outcome'];
}

export function ImportRows({ one, outcome }: RowsProps) {
  const say = useText(importPageText);
  const paging = usePaging('import-rows');
  const list = useApiQuery(listImportRows, {
    params: { id: one.id },
    query: { outcome, ...paging.query },
  });
  const columns = useColumns(one, outcome);
  return (
    <DataTable
      id={`import-rows-${one.kind}-${outcome}`}
      label={say('outcomes')}
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
      empty={<EmptyState title={say('emptyRows')} />}
    />
  );
}

const keyOf = (row: ImportRow) => String(row.rowNumber);
const nameOf = (row: ImportRow) => String(row.rowNumber);

function useColumns(one: ImportDetail, outcome: ImportRow['outcome']): readonly Column<ImportRow>[] {
  const say = useText(importPageText);
  const words = useWords(one.kind);
  return useMemo(() => {
    const number: Column<ImportRow> = {
      key: 'row',
      title: say('rowNumber'),
      align: 'end',
      render: (row) => row.rowNumber,
    };
    const name: Column<ImportRow> = {
      key: 'name',
      title: words.field('name'),
      width: 200,
      render: (row) => row.fields['name'] || '–',
    };
    const fields: Column<ImportRow> = {
      key: 'fields',
      title: say('rowFields'),
      width: 320,
      render: (row) => <Fields row={row} words={words} />,
    };
    const changes: Column<ImportRow> = {
      key: 'changes',
      title: say('rowChanges'),
      width: 360,
      render: (row) => <Changes changes={row.changes ?? {}} words={words} />,
    };
    const reason: Column<ImportRow> = {
      key: 'reason',
      title: say('rowReason'),
      width: 300,
      render: (row) => <Reason row={row} words={words} />,
    };
    const doubts: Column<ImportRow> = {
      key: 'doubts',
      title: say('rowDoubts'),
      width: 260,
      render: (row) => <Problems row={row} words={words} />,
    };
    if (outcome === 'changed') return [number, name, changes, doubts];
    if (outcome === 'rejected') return [number, name, reason, fields];
    if (outcome === 'duplicate') return [number, name, reason];
    return [number, name, fields, doubts];
  }, [say, words, outcome]);
}

interface CellProps {
  readonly row: ImportRow;
  readonly words: Words;
}

/** What the row says, field by field, without the name that stands beside it. */
function Fields({ row, words }: CellProps) {
  const told = Object.entries(row.fields).filter(([field, value]) => field !== 'name' && value !== '');
  return (
    <span className="row-fields">
      {told.map(([field, value]) => (
        <span key={field}>
          <span className="secondary">{words.field(field)}</span> {words.value(field, value)}
        </span>
      ))}
    </span>
  );
}

/** Why a row is not imported, with its column where it is about a cell. */
function Reason({ row, words }: CellProps) {
  const say = useText(importPageText);
  const sentence = useSentence();
  if (row.reason === null) return null;
  const { code, data } = row.reason;
  const text = sentence({ code, data });
  const { field, column, value } = data;
  if (typeof field !== 'string' || field === '') return text;
  return (
    <>
      {say('problemAt', { column: String(column ?? ''), field: words.field(field), problem: text })}
      {value === undefined || value === '' ? null : say('problemValue', { value })}
    </>
  );
}

function Problems({ row, words }: CellProps) {
  const say = useText(importPageText);
  const sentence = useSentence();
  return (
    <span className="problem-list">
      {row.problems.map((problem) => (
        <span key={problem.code + problem.column}>
          {say('problemAt', {
            column: problem.column,
            field: words.field(problem.field),
            problem: sentence({ code: problem.code }),
          })}
          <span className="secondary">
            {problem.value === '' ? null : say('problemValue', { value: problem.value })}
          </span>
        </span>
      ))}
    </span>
  );
}
