/** 公示渠道: all channels with their state and figures; the administrator sets them up. */
import './channels.css';
import { type ChannelView, listChannels } from '@mingcha/core/publications/channels/channel-api.ts';
import { channelPageText } from '@mingcha/core/publications/channels/channel-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { type Say, useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { StateChip, type Tone } from '../../../shared/ui/values.tsx';
import { useHasRole } from '../../registers/may-edit.ts';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { SettingsDrawer } from './settings-drawer.tsx';

const rowKey = (row: ChannelView) => row.kind;
const healthTones: Readonly<Record<ChannelView['health']['state'], Tone>> = {
  off: 'neutral',
  files: 'neutral',
  unused: 'neutral',
  working: 'verified',
  failing: 'warning',
};

export function ChannelsPage() {
  const say = useText(channelPageText);
  const go = useGo();
  const isAdministrator = useHasRole('administrator');
  const read = useApiQuery(listChannels, {}, { every: 15_000 });
  const [edited, setEdited] = useState<ChannelView | null>(null);
  const columns = useColumns(isAdministrator ? setEdited : null);
  const open = (row: ChannelView) => go(`/publication-channels/${row.kind}`);
  return (
    <Page>
      <PageHeader title={say('listTitle')} lead={say('listLead')} />
      {read.data === undefined ? null : (
        <Notice tone="verified">{say('portalCount', { count: read.data.portal })}</Notice>
      )}
      <DataTable
        id="publication-channels"
        label={say('listTitle')}
        columns={columns}
        rows={read.data?.rows}
        rowKey={rowKey}
        rowName={(row) => say(`kind.${row.kind}`)}
        status={read.status}
        refreshing={read.refreshing}
        error={read.error}
        onRetry={read.reload}
        {...(isAdministrator ? {} : { onOpen: open })}
      />
      <SettingsDrawer channel={edited} onClose={() => setEdited(null)} />
    </Page>
  );
}

const figures = ['refused', 'givenUp', 'uncertain', 'waiting', 'toExport', 'toConfirm', 'accepted'] as const;

function useColumns(onEdit: ((row: ChannelView) => void) | null): readonly Column<ChannelView>[] {
  const say = useText(channelPageText);
  return useMemo(
    (): readonly Column<ChannelView>[] => [
      {
        key: 'channel',
        opens: true,
        title: say('channel'),
        width: 280,
        render: (row) => (
          <span className="channel-cell">
            {onEdit === null ? (
              <GoTo to={`/publication-channels/${row.kind}`}>{say(`kind.${row.kind}`)}</GoTo>
            ) : (
              <span>{say(`kind.${row.kind}`)}</span>
            )}
            <span className="secondary">{say(`mode.${row.mode}`)}</span>
          </span>
        ),
      },
      {
        key: 'health',
        title: say('health'),
        nowrap: true,
        render: (row) => (
          <StateChip tone={healthTones[row.health.state]}>{say(`health.${row.health.state}`)}</StateChip>
        ),
      },
      ...figures.map(
        (key): Column<ChannelView> => ({
          key,
          title: say(key),
          align: 'end',
          nowrap: true,
          render: (row) => (
            <span
              className={
                (key === 'refused' || key === 'givenUp') && row.counts[key] > 0 ? 'channel-late' : undefined
              }
            >
              {row.counts[key]}
            </span>
          ),
        }),
      ),
      {
        key: 'differences',
        title: say('differences'),
        align: 'end',
        nowrap: true,
        render: (row) => row.openDifferences,
      },
      ...(onEdit === null ? [] : [settingsColumn(say, onEdit)]),
    ],
    [say, onEdit],
  );
}

function settingsColumn(
  say: Say<keyof typeof channelPageText.zh>,
  onEdit: (row: ChannelView) => void,
): Column<ChannelView> {
  return {
    key: 'step',
    title: say('settings'),
    nowrap: true,
    render: (row) => (
      <Button size="small" onClick={() => onEdit(row)}>
        {say(row.version === 0 ? 'setUp' : 'settings')}
      </Button>
    ),
  };
}
