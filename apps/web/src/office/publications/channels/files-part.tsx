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
import { useMemo } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { useHasRole } from '../../registers/may-edit.ts';
import { ReplyFile } from './reply-file.tsx';

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
        {mayWrite ? (
          <ReplyFile
            route={importReceipts}
            kind={kind}
            label={say('receiptFile')}
            hint={say('receiptHint')}
            sum={({ accepted, refused, known }) => say('receiptsTaken', { accepted, refused, known })}
          />
        ) : null}
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
