/** Delivery by file: what waits is exported, files are loaded down, receipt files are taken in. */
import {
  type ChannelView,
  listChannels,
  listDeliveries,
} from '@mingcha/core/publications/channels/channel-api.ts';
import {
  type ChannelFile,
  downloadChannelFile,
  exportChannel,
  importReceipts,
  listChannelFiles,
} from '@mingcha/core/publications/channels/channel-file-api.ts';
import { channelPageText } from '@mingcha/core/publications/channels/channel-page-text.ts';
import { channelText } from '@mingcha/core/publications/channels/channel-text.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { z } from 'zod';
import { newActionId } from '../../../shared/api/action-id.ts';
import { addressOf } from '../../../shared/api/address.ts';
import { type ApiError, callApi } from '../../../shared/api/call-api.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { UploadBox } from '../../../shared/forms/upload-box.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice, Notice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { useHasRole } from '../../registers/may-edit.ts';

const stale = [listChannelFiles.id, listDeliveries.id, listChannels.id];
const rowKey = (row: ChannelFile) => row.id;
const rowName = (row: ChannelFile) => row.fileName;

export function FilesPart({ channel }: { readonly channel: ChannelView }) {
  const say = useText(channelPageText);
  const toast = useToast();
  const mayWrite = useHasRole('legalOfficer', 'sectionOfficer');
  const { kind, counts } = channel;
  const list = useApiQuery(listChannelFiles, { params: { kind } });
  const write = useApiAction(exportChannel, stale);
  const columns = useColumns();
  const press = async () => {
    const made = await write.run({ params: { kind }, body: {} });
    if (!made.ok) return;
    const { id, number, rows, wrong } = made.value;
    const key = id === null ? 'exportedNone' : wrong > 0 ? 'exportedWrong' : 'exported';
    toast(say(key, { number, rows, wrong }));
  };
  return (
    <Section
      title={say('files')}
      flush
      actions={
        mayWrite && counts.toExport > 0 ? (
          <Button kind="primary" busy={write.busy} onClick={() => void press()}>
            {say('export', { count: counts.toExport })}
          </Button>
        ) : null
      }
    >
      <div className="channel-upload">
        <p className="secondary">{say('filesLead')}</p>
        <ErrorNotice error={write.error} />
        {mayWrite ? <Receipts kind={kind} /> : null}
      </div>
      <DataTable
        id="channel-files"
        label={say('files')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={rowKey}
        rowName={rowName}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        empty={<EmptyState title={say('noFiles')} />}
      />
    </Section>
  );
}

function useColumns(): readonly Column<ChannelFile>[] {
  const say = useText(channelPageText);
  return useMemo(
    () => [
      { key: 'number', title: say('fileNumber'), align: 'end', nowrap: true, render: (row) => row.number },
      { key: 'name', title: say('fileName'), width: 280, render: (row) => row.fileName },
      { key: 'rows', title: say('rows'), align: 'end', nowrap: true, render: (row) => row.rows },
      { key: 'open', title: say('openRows'), align: 'end', nowrap: true, render: (row) => row.open },
      {
        key: 'made',
        title: say('madeBy'),
        nowrap: true,
        render: (row) => (
          <span className="channel-cell">
            <span>{row.madeName}</span>
            <span className="secondary">
              <DateText value={row.madeAt} />
            </span>
          </span>
        ),
      },
      {
        key: 'step',
        title: say('download'),
        nowrap: true,
        render: (row) => (
          <a
            className={buttonClass({ size: 'small' })}
            href={addressOf(downloadChannelFile, { params: { id: row.id } })}
          >
            {say('download')}
          </a>
        ),
      },
    ],
    [say],
  );
}

type Taken = z.output<typeof importReceipts.response>;

function Receipts({ kind }: { readonly kind: ChannelView['kind'] }) {
  const say = useText(channelPageText);
  const words = useText(channelText);
  const queries = useQueryClient();
  const [error, setError] = useState<ApiError | null>(null);
  const [taken, setTaken] = useState<Taken | null>(null);
  const take = async (file: File) => {
    setTaken(null);
    const result = await callApi(importReceipts, {
      params: { kind },
      query: { actionId: newActionId() },
      file,
    });
    setError(result.ok ? null : result.error);
    if (!result.ok) return;
    setTaken(result.value);
    await queries.invalidateQueries();
  };
  const problemOf = (code: string): string =>
    Object.hasOwn(channelText.zh, code) ? words(code as keyof typeof channelText.zh) : code;
  return (
    <div className="channel-receipts">
      <UploadBox
        name="file"
        label={say('receiptFile')}
        accept={['.csv', '.xlsx', '.xls']}
        maxBytes={20 * 1024 * 1024}
        onFile={(file) => void take(file)}
      />
      <p className="secondary">{say('receiptHint')}</p>
      <ErrorNotice error={error} />
      {taken === null ? null : (
        <Notice tone={taken.wrong.length > 0 ? 'warning' : 'verified'}>
          {say('receiptsTaken', { accepted: taken.accepted, refused: taken.refused, known: taken.known })}
          {taken.wrong.length === 0 ? null : (
            <ul className="channel-wrong">
              {taken.wrong.slice(0, 50).map((each) => (
                <li key={each.line}>
                  {say('receiptWrong', { line: each.line, problem: problemOf(each.code) })}
                </li>
              ))}
            </ul>
          )}
        </Notice>
      )}
    </div>
  );
}
