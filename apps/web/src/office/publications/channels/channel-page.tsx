/** One channel: its state, the line with refused records first, files with receipts, and the comparison. */
import './channels.css';
import {
  type DeliveryState,
  deliveryStates,
  type OutsideChannel,
  outsideChannels,
} from '@mingcha/core/publications/channels/channel.ts';
import {
  type ChannelView,
  type DeliveryView,
  listChannels,
  listDeliveries,
  sendAgain,
} from '@mingcha/core/publications/channels/channel-api.ts';
import { channelPageText } from '@mingcha/core/publications/channels/channel-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { formatInstant } from '../../../shared/format.ts';
import { SelectField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Figures, Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice, ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { useHasRole } from '../../registers/may-edit.ts';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { DeliveryChip, DeliveryDetail, DeliveryTime, useProblem } from './channel-words.tsx';
import { DifferencesPart } from './differences-part.tsx';
import { FilesPart } from './files-part.tsx';

const rowKey = (row: DeliveryView) => row.id;
const rowName = (row: DeliveryView) => row.title;

export function ChannelPage() {
  const asked = useParam('kind');
  const kind = outsideChannels.find((each) => each === asked);
  const read = useApiQuery(listChannels, {}, { every: 15_000 });
  const channel = read.data?.rows.find((each) => each.kind === kind);
  if (channel !== undefined) return <Shown channel={channel} />;
  if (read.status === 'loading' || read.status === 'ready') return <Skeleton lines={10} />;
  return <ErrorState error={read.error} onRetry={read.reload} />;
}

function Shown({ channel }: { readonly channel: ChannelView }) {
  const say = useText(channelPageText);
  const { counts } = channel;
  const shown =
    channel.mode === 'manual'
      ? (['refused', 'toExport', 'toConfirm', 'accepted', 'notApplicable'] as const)
      : (['refused', 'givenUp', 'uncertain', 'waiting', 'accepted', 'notApplicable'] as const);
  return (
    <Page>
      <PageHeader
        title={say(`kind.${channel.kind}`)}
        lead={`${say(`mode.${channel.mode}`)}　${say('pageLead')}`}
        actions={
          <GoTo to="/publication-channels" className={buttonClass({})}>
            {say('back')}
          </GoTo>
        }
      />
      <Health channel={channel} />
      <Figures figures={shown.map((key) => ({ name: say(key), value: counts[key] }))} />
      <Line kind={channel.kind} />
      {channel.mode === 'manual' ? <FilesPart channel={channel} /> : null}
      {channel.mode === 'off' ? null : <DifferencesPart kind={channel.kind} mode={channel.mode} />}
    </Page>
  );
}

function Health({ channel }: { readonly channel: ChannelView }) {
  const say = useText(channelPageText);
  const problem = useProblem();
  const { health } = channel;
  if (health.state === 'off') return <Notice>{say('administratorSets')}</Notice>;
  if (health.state !== 'failing') return null;
  const at = (instant: string | null) => (instant === null ? '–' : formatInstant(instant, false));
  return (
    <Notice tone="warning">
      {say('failing', {
        since: at(health.failingSince),
        problem: problem(health.problem),
        until: at(health.restsUntil),
      })}
    </Notice>
  );
}

function Line({ kind }: { readonly kind: OutsideChannel }) {
  const say = useText(channelPageText);
  const [state, setState] = useState('');
  const paging = usePaging('channel-deliveries');
  const chosen = deliveryStates.find((each) => each === state);
  const list = useApiQuery(
    listDeliveries,
    { params: { kind }, query: { ...(chosen === undefined ? {} : { state: chosen }), ...paging.query } },
    { every: 15_000 },
  );
  const again = useApiAction(sendAgain, [listDeliveries.id, listChannels.id]);
  const columns = useColumns(again);
  const choose = (value: string) => {
    setState(value);
    paging.reset();
  };
  return (
    <Section title={say('line')} flush>
      <div className="channel-filter">
        <SelectField
          name="state"
          label={say('filterState')}
          empty={say('all')}
          choices={deliveryStates.map((value: DeliveryState) => ({ value, label: say(`state.${value}`) }))}
          value={state}
          onChange={choose}
        />
      </div>
      <ErrorNotice error={again.error} />
      <DataTable
        id="channel-deliveries"
        label={say('line')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={rowKey}
        rowName={rowName}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        filtered={state !== ''}
        empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
      />
    </Section>
  );
}

function useColumns(
  again: ReturnType<typeof useApiAction<typeof sendAgain>>,
): readonly Column<DeliveryView>[] {
  const say = useText(channelPageText);
  const toast = useToast();
  const mayWrite = useHasRole('legalOfficer', 'sectionOfficer');
  const { run } = again;
  return useMemo(() => {
    const press = async (row: DeliveryView) => {
      const result = await run({ params: { id: row.id }, body: {} });
      if (result.ok) toast(say('queued'));
    };
    return [
      {
        key: 'object',
        title: say('object'),
        width: 260,
        render: (row) => (
          <span className="channel-cell">
            <GoTo to={`/publications/${row.publicationId}`}>{row.title}</GoTo>
            <span className="secondary">
              {say('version')} {row.recordVersion}
            </span>
          </span>
        ),
      },
      { key: 'state', title: say('state'), nowrap: true, render: (row) => <DeliveryChip row={row} /> },
      { key: 'detail', title: say('detail'), width: 340, render: (row) => <DeliveryDetail row={row} /> },
      { key: 'time', title: say('time'), nowrap: true, render: (row) => <DeliveryTime row={row} /> },
      {
        key: 'step',
        title: say('step'),
        nowrap: true,
        render: (row) => (mayWrite ? <Steps row={row} onPress={() => void press(row)} /> : null),
      },
    ];
  }, [say, toast, run, mayWrite]);
}

/** What was refused is corrected at its publication; the same version may go again when the fault was theirs. */
function Steps({ row, onPress }: { readonly row: DeliveryView; readonly onPress: () => void }) {
  const say = useText(channelPageText);
  if (row.state === 'uncertain')
    return (
      <Button size="small" onClick={onPress}>
        {say('ask')}
      </Button>
    );
  if (row.state === 'givenUp')
    return (
      <Button size="small" onClick={onPress}>
        {say('again')}
      </Button>
    );
  if (row.state !== 'refused') return null;
  return (
    <span className="channel-chips">
      <GoTo to={`/publications/${row.publicationId}`} className={buttonClass({ size: 'small' })}>
        {say('toCorrect')}
      </GoTo>
      <Button size="small" kind="quiet" onClick={onPress}>
        {say('again')}
      </Button>
    </span>
  );
}
