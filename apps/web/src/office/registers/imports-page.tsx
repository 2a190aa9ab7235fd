/** 名录导入: upload box with templates, and the list of past imports. */
import './registers.css';
import { columnText } from '@mingcha/core/registers/column-text.ts';
import {
  type ImportSummary,
  importKinds,
  importTemplate,
  listImports,
  uploadImport,
} from '@mingcha/core/registers/import-api.ts';
import { importPageText } from '@mingcha/core/registers/import-page-text.ts';
import { importText } from '@mingcha/core/registers/import-text.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { newActionId } from '../../shared/api/action-id.ts';
import { addressOf } from '../../shared/api/address.ts';
import { callApi } from '../../shared/api/call-api.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { formatNumber } from '../../shared/format.ts';
import { RadioGroup } from '../../shared/forms/choices.tsx';
import { UploadBox } from '../../shared/forms/upload-box.tsx';
import { refusalOf } from '../../shared/forms/upload-limits.ts';
import { useSentence, useText, useUi } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { useGo } from '../shell/navigation.tsx';
import { type ImportKind, stateTones } from './import-states.ts';
import { useSearch } from './use-search.ts';

const mebibyte = 1024 * 1024;
/** The usual limits of the server, told before a file travels; the server's own settings decide. */
const limitOf: Readonly<Record<string, number>> = {
  '.csv': 1024 * mebibyte,
  '.xlsx': 50 * mebibyte,
  '.xls': 20 * mebibyte,
};
const accept = ['.xlsx', '.xls', '.csv'];

export function ImportsPage() {
  const say = useText(importPageText);
  return (
    <Page>
      <PageHeader title={say('imports')} lead={say('importsLead')} />
      <UploadSection />
      <PastImports />
    </Page>
  );
}

function UploadSection() {
  const say = useText(importPageText);
  const roster = useText(columnText);
  const asked = useSearch('kind');
  const [kind, setKind] = useState<ImportKind>(asked === 'inspectors' ? 'inspectors' : 'objects');
  const sending = useUpload(kind);
  return (
    <Section
      title={say('importStart')}
      actions={
        <a
          className={buttonClass({ size: 'small' })}
          href={addressOf(importTemplate, { params: { kind } })}
          download
        >
          {say('importTemplateOf', { kind: roster(`roster.${kind}`) })}
        </a>
      }
    >
      <div className="import-top">
        <RadioGroup
          name="kind"
          label={say('importKind')}
          inline
          choices={importKinds.map((value) => ({ value, label: roster(`roster.${value}`) }))}
          value={kind}
          onChange={(value) => setKind(value === 'inspectors' ? 'inspectors' : 'objects')}
        />
        <UploadBox
          name="file"
          label={say('importFile')}
          accept={accept}
          maxBytes={limitOf['.csv'] ?? 0}
          onFile={(file) => void sending.send(file)}
          progress={sending.progress}
          onStop={sending.stop}
          error={sending.error}
          fileName={sending.fileName}
        />
        <p className="field-hint">{say('importLimits')}</p>
      </div>
    </Section>
  );
}

/** Sends one file and goes to its import. */
function useUpload(kind: ImportKind) {
  const go = useGo();
  const ui = useUi();
  const sentence = useSentence();
  const queries = useQueryClient();
  const [progress, setProgress] = useState<number | null>(null);
  const [error, setError] = useState<string | undefined>(undefined);
  const [fileName, setFileName] = useState<string | undefined>(undefined);
  const stopper = useRef<AbortController | null>(null);
  const send = async (file: File) => {
    const ending = file.name.slice(file.name.lastIndexOf('.')).toLowerCase();
    const refusal = refusalOf(file, { accept, maxBytes: limitOf[ending] ?? 0 });
    setFileName(file.name);
    if (refusal !== null) return setError(ui(refusal.key, refusal.data));
    setError(undefined);
    setProgress(0);
    const stop = new AbortController();
    stopper.current = stop;
    const result = await callApi(uploadImport, {
      query: { actionId: newActionId(), kind },
      file,
      onProgress: setProgress,
      signal: stop.signal,
    });
    setProgress(null);
    if (stop.signal.aborted) return setFileName(undefined);
    if (!result.ok) return setError(sentence(result.error));
    await queries.invalidateQueries({ queryKey: [listImports.id] });
    go(`/imports/${result.value.id}`);
  };
  return { send, progress, error, fileName, stop: () => stopper.current?.abort() };
}

function PastImports() {
  const say = useText(importPageText);
  const go = useGo();
  const paging = usePaging('imports');
  const list = useApiQuery(listImports, { query: paging.query }, { every: 10_000 });
  const columns = useColumns();
  return (
    <>
      <h2>{say('importHistory')}</h2>
      <DataTable
        id="imports"
        label={say('importHistory')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        onOpen={(row) => go(`/imports/${row.id}`)}
        empty={<EmptyState title={say('emptyImports')} text={say('emptyImportsText')} />}
      />
    </>
  );
}

const keyOf = (row: ImportSummary) => row.id;
const nameOf = (row: ImportSummary) => row.fileName;

function useColumns(): readonly Column<ImportSummary>[] {
  const say = useText(importPageText);
  const word = useText(importText);
  const roster = useText(columnText);
  return useMemo(
    () => [
      { key: 'file', title: say('fileName'), width: 180, render: (row) => row.fileName },
      { key: 'kind', title: say('register'), nowrap: true, render: (row) => roster(`roster.${row.kind}`) },
      {
        key: 'state',
        title: say('state'),
        render: (row) => <StateChip tone={stateTones[row.state]}>{word(`state.${row.state}`)}</StateChip>,
      },
      {
        key: 'result',
        width: 220,
        title: say('result'),
        render: (row) =>
          row.counts === null
            ? '–'
            : say('changesSummary', {
                new: formatNumber(row.counts.new),
                changed: formatNumber(row.counts.changed),
                rejected: formatNumber(row.counts.rejected),
              }),
      },
      { key: 'by', title: say('importedBy'), nowrap: true, render: (row) => row.createdBy },
      { key: 'at', title: say('importedAt'), render: (row) => <DateText value={row.createdAt} /> },
    ],
    [say, word, roster],
  );
}
