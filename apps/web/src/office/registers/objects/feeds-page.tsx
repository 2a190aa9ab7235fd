/** 数据接收: upload a file of a feed, see what arrived, and the ways by which machines send. */
import '../registers.css';
import './objects.css';
import {
  type FeedKind,
  type FeedReceipt,
  feedKinds,
  listReceipts,
  uploadFeed,
} from '@mingcha/core/registers/objects/feed-api.ts';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { newActionId } from '../../../shared/api/action-id.ts';
import { callApi } from '../../../shared/api/call-api.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatNumber } from '../../../shared/format.ts';
import { RadioGroup } from '../../../shared/forms/choices.tsx';
import { UploadBox } from '../../../shared/forms/upload-box.tsx';
import { useSentence, useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { useMayEdit } from '../may-edit.ts';
import { FeedChannels } from './feed-channels.tsx';
import { refusalOf } from './refusal.ts';

const accept = ['.csv', '.xlsx', '.xls'];
const maxBytes = 1024 * 1024 * 1024;

export function FeedsPage() {
  const say = useText(objectsPageText);
  const canEdit = useMayEdit();
  return (
    <Page>
      <PageHeader
        title={say('feeds')}
        lead={say('feedsLead')}
        actions={
          <GoTo to="/reconciliation" className={buttonClass()}>
            {say('reconciliation')}
          </GoTo>
        }
      />
      {canEdit ? <FeedUpload /> : null}
      <h2>{say('receipts')}</h2>
      <Receipts />
      {canEdit ? <FeedChannels /> : null}
    </Page>
  );
}

function FeedUpload() {
  const say = useText(objectsPageText);
  const sentence = useSentence();
  const go = useGo();
  const queries = useQueryClient();
  const [kind, setKind] = useState<FeedKind>('licences');
  const [progress, setProgress] = useState<number | null>(null);
  const [error, setError] = useState<string | undefined>(undefined);
  const [fileName, setFileName] = useState<string | undefined>(undefined);
  const send = async (file: File) => {
    setFileName(file.name);
    setError(undefined);
    setProgress(0);
    const query = { actionId: newActionId(), kind };
    const result = await callApi(uploadFeed, { query, file, onProgress: setProgress });
    setProgress(null);
    if (!result.ok) return setError(sentence(result.error));
    await queries.invalidateQueries({ queryKey: [listReceipts.id] });
    go(`/feeds/${result.value.id}`);
  };
  return (
    <Section title={say('feedUpload')}>
      <div className="import-top">
        <RadioGroup
          name="feedKind"
          label={say('feedKind')}
          inline
          choices={feedKinds.map((value) => ({ value, label: say(`feed.${value}`) }))}
          value={kind}
          onChange={(value) => setKind(feedKinds.find((one) => one === value) ?? 'licences')}
        />
        <UploadBox
          name="file"
          label={say('feedFile')}
          accept={accept}
          maxBytes={maxBytes}
          onFile={(file) => void send(file)}
          progress={progress}
          error={error}
          fileName={fileName}
        />
        <p className="field-hint">{say(`hint.${kind}`)}</p>
      </div>
    </Section>
  );
}

const keyOf = (row: FeedReceipt) => row.id;
const nameOf = (row: FeedReceipt) => row.fileName;
const tones = { previewed: 'warning', applied: 'verified', cancelled: 'neutral', failed: 'void' } as const;

function Receipts() {
  const say = useText(objectsPageText);
  const sentence = useSentence();
  const go = useGo();
  const paging = usePaging('feeds');
  const list = useApiQuery(listReceipts, { query: paging.query }, { every: 30_000 });
  const columns = useMemo(
    (): readonly Column<FeedReceipt>[] => [
      { key: 'file', title: say('fileName'), width: 200, render: (row) => row.fileName },
      { key: 'kind', title: say('feedKind'), nowrap: true, render: (row) => say(`feed.${row.kind}`) },
      { key: 'channel', title: say('channel'), nowrap: true, render: (row) => say(`channel.${row.channel}`) },
      {
        key: 'state',
        title: say('feedState'),
        nowrap: true,
        render: (row) => <StateChip tone={tones[row.state]}>{say(`state.${row.state}`)}</StateChip>,
      },
      {
        key: 'result',
        title: say('result'),
        width: 260,
        render: (row) =>
          row.failure === null ? <Counts counts={row.counts} /> : sentence(refusalOf(row.failure)),
      },
      { key: 'by', title: say('recordedBy'), extra: true, render: (row) => row.receivedBy || '–' },
      { key: 'at', title: say('receivedAt'), render: (row) => <DateText value={row.receivedAt} /> },
    ],
    [say, sentence],
  );
  return (
    <DataTable
      id="feeds"
      label={say('receipts')}
      columns={columns}
      rows={list.data?.rows}
      rowKey={keyOf}
      rowName={nameOf}
      status={list.status}
      error={list.error}
      onRetry={list.reload}
      paging={paging}
      next={list.data?.next ?? null}
      onOpen={(row) => go(`/feeds/${row.id}`)}
      empty={<EmptyState title={say('noReceipts')} text={say('noReceiptsText')} />}
    />
  );
}

export function Counts({ counts }: { readonly counts: FeedReceipt['counts'] }) {
  const say = useText(objectsPageText);
  if (counts === null) return '–';
  return say(
    'counts',
    Object.fromEntries(Object.entries(counts).map(([key, value]) => [key, formatNumber(value)])),
  );
}
