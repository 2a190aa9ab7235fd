/** Comparison with the other side: each difference with the steps that settle it. */
import {
  type ChannelView,
  listChannels,
  listDeliveries,
} from '@mingcha/core/publications/channels/channel-api.ts';
import {
  type DifferenceView,
  importTheirList,
  listDifferences,
  reconcileChannel,
  settleDifference,
} from '@mingcha/core/publications/channels/channel-file-api.ts';
import { channelPageText } from '@mingcha/core/publications/channels/channel-page-text.ts';
import { useMemo } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import { useHasRole } from '../../registers/may-edit.ts';
import { GoTo } from '../../shell/navigation.tsx';
import { ReplyFile } from './reply-file.tsx';

const stale = [listDifferences.id, listDeliveries.id, listChannels.id];
const rowKey = (row: DifferenceView) => row.id;
const rowName = (row: DifferenceView) => row.title;

export function DifferencesPart(props: {
  readonly kind: ChannelView['kind'];
  readonly mode: 'automatic' | 'manual';
}) {
  const { kind, mode } = props;
  const say = useText(channelPageText);
  const toast = useToast();
  const mayWrite = useHasRole('legalOfficer', 'sectionOfficer');
  const list = useApiQuery(listDifferences, { params: { kind } });
  const compare = useApiAction(reconcileChannel, stale);
  const settle = useApiAction(settleDifference, stale);
  const columns = useColumns(mayWrite ? settle.run : null);
  const press = async () => {
    const done = await compare.run({ params: { kind }, body: {} });
    if (done.ok) toast(say('reconciled', { ...done.value }));
  };
  return (
    <Section
      title={say('differences')}
      flush
      actions={
        mayWrite && mode === 'automatic' ? (
          <Button busy={compare.busy} onClick={() => void press()}>
            {say('reconcile')}
          </Button>
        ) : null
      }
    >
      <div className="channel-upload">
        <p className="secondary">{say(mode === 'automatic' ? 'reconcileLead' : 'reconcileFileLead')}</p>
        <ErrorNotice error={compare.error} />
        <ErrorNotice error={settle.error} />
        {mayWrite && mode === 'manual' ? (
          <ReplyFile
            route={importTheirList}
            kind={kind}
            label={say('listFile')}
            hint={say('listHint')}
            sum={({ theirs, found, gone }) => say('reconciled', { theirs, found, gone })}
          />
        ) : null}
      </div>
      <DataTable
        id="channel-differences"
        label={say('differences')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={rowKey}
        rowName={rowName}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        empty={<EmptyState title={say('noDifferences')} />}
      />
    </Section>
  );
}

type Settle = ReturnType<typeof useApiAction<typeof settleDifference>>['run'];

function useColumns(run: Settle | null): readonly Column<DifferenceView>[] {
  const say = useText(channelPageText);
  const toast = useToast();
  return useMemo(() => {
    const press = async (row: DifferenceView, step: 'sendAgain' | 'takeReceipt' | 'noted') => {
      const done = await run?.({ params: { id: row.id }, body: { step } });
      if (done?.ok === true) toast(say('settled'));
    };
    return [
      {
        key: 'object',
        title: say('object'),
        width: 240,
        render: (row) =>
          row.publicationId === null ? (
            <span>{row.title === '' ? row.recordKey : row.title}</span>
          ) : (
            <GoTo to={`/publications/${row.publicationId}`}>{row.title}</GoTo>
          ),
      },
      {
        key: 'difference',
        title: say('difference'),
        width: 240,
        render: (row) => say(`difference.${row.difference}`),
      },
      { key: 'ours', title: say('ours'), align: 'end', nowrap: true, render: (row) => row.ourVersion ?? '–' },
      {
        key: 'theirs',
        title: say('theirs'),
        align: 'end',
        nowrap: true,
        render: (row) => row.theirVersion ?? '–',
      },
      {
        key: 'step',
        title: say('step'),
        render: (row) =>
          row.step !== null ? (
            <span className="channel-cell">
              <StateChip tone="verified">{say(`step.${row.step}`)}</StateChip>
              <span className="secondary">{row.settledName}</span>
            </span>
          ) : run === null ? null : (
            <span className="channel-chips">
              {row.steps.flatMap((step) =>
                step === 'gone'
                  ? []
                  : [
                      <Button key={step} size="small" onClick={() => void press(row, step)}>
                        {say(`step.${step}`)}
                      </Button>,
                    ],
              )}
            </span>
          ),
      },
    ];
  }, [say, toast, run]);
}
