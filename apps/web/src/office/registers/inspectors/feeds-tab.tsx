/** The justice bureau's files: uploading one, and those received before. */
import type { FeedSummary } from '@mingcha/core/registers/inspectors/personnel-feed.ts';
import { listFeeds, uploadFeed } from '@mingcha/core/registers/inspectors/personnel-feed-api.ts';
import { personnelPageText } from '@mingcha/core/registers/inspectors/personnel-page-text.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { newActionId } from '../../../shared/api/action-id.ts';
import { callApi } from '../../../shared/api/call-api.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { UploadBox } from '../../../shared/forms/upload-box.tsx';
import { useSentence, useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, NumberText, StateChip } from '../../../shared/ui/values.tsx';
import { useGo } from '../../shell/navigation.tsx';

const accept = ['.xlsx', '.xls', '.csv'];
const maxBytes = 20 * 1024 * 1024;

export function FeedsTab() {
  const say = useText(personnelPageText);
  const go = useGo();
  const sentence = useSentence();
  const queries = useQueryClient();
  const list = useApiQuery(listFeeds);
  const columns = useColumns();
  const [error, setError] = useState<string | undefined>(undefined);
  const [fileName, setFileName] = useState<string | undefined>(undefined);
  const send = async (file: File) => {
    setError(undefined);
    setFileName(file.name);
    const result = await callApi(uploadFeed, { query: { actionId: newActionId() }, file });
    if (!result.ok) return setError(sentence(result.error));
    await queries.invalidateQueries({ queryKey: [listFeeds.id] });
    go(`/personnel/feeds/${result.value.id}`);
  };
  return (
    <>
      <Section title={say('feedUpload')}>
        <UploadBox
          name="file"
          label={say('feedFile')}
          accept={accept}
          maxBytes={maxBytes}
          onFile={(file) => void send(file)}
          error={error}
          fileName={fileName}
        />
        <p className="field-hint">{say('feedUploadHint')}</p>
      </Section>
      <DataTable
        id="feeds"
        label={say('feeds')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        onOpen={(row) => go(`/personnel/feeds/${row.id}`)}
        empty={<EmptyState title={say('feedsEmpty')} text={say('feedsEmptyText')} />}
      />
    </>
  );
}

const keyOf = (row: FeedSummary) => row.id;
const nameOf = (row: FeedSummary) => row.fileName;

function useColumns(): readonly Column<FeedSummary>[] {
  const say = useText(personnelPageText);
  return useMemo(
    () => [
      { key: 'file', title: say('feedFile'), width: 220, render: (row) => row.fileName },
      {
        key: 'asOf',
        title: say('feedAsOf'),
        render: (row) => <DateText value={row.asOf} form="short" />,
      },
      {
        key: 'rows',
        title: say('feedRows'),
        align: 'end',
        render: (row) => (row.state === 'compared' ? <NumberText value={row.rowsRead} /> : '–'),
      },
      {
        key: 'unplaced',
        title: say('feedUnplaced'),
        align: 'end',
        render: (row) => (row.state === 'compared' ? <NumberText value={row.rowsUnplaced} /> : '–'),
      },
      {
        key: 'state',
        title: say('feedState'),
        render: (row) => (
          <StateChip tone={row.state === 'compared' ? 'neutral' : 'warning'}>
            {say(`feedState_${row.state}`)}
          </StateChip>
        ),
      },
      { key: 'by', title: say('feedBy'), nowrap: true, render: (row) => row.uploadedBy },
      { key: 'at', title: say('feedAt'), render: (row) => <DateText value={row.uploadedAt} /> },
    ],
    [say],
  );
}
