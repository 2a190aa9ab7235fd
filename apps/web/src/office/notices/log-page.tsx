/** 发送记录: what left through which channel, and what the other side answered: the proof of notice. */
import './notices.css';
import {
  type MessageRow,
  messageStates,
  noticeChannelRoutes,
} from '@mingcha/core/common/notice-channel-api.ts';
import { noticePageText } from '@mingcha/core/common/notice-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { SelectField } from '../../shared/forms/field.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { DateText } from '../../shared/ui/values.tsx';
import { MessageDrawer } from './message-drawer.tsx';
import { MessageState, useMessageTitle } from './message-words.tsx';
import { useNoticeWords } from './words.ts';

type State = (typeof messageStates)[number] | 'all';

export function DeliveryLogPage() {
  const say = useText(noticePageText);
  const [state, setState] = useState<State>('all');
  const [open, setOpen] = useState<string | null>(null);
  const paging = usePaging(`notice-log-${state}`);
  const list = useApiQuery(noticeChannelRoutes.messages, { query: { ...paging.query, state } });
  const columns = useColumns();
  const choose = (value: string) => {
    setState(messageStates.find((one) => one === value) ?? 'all');
    paging.reset();
  };
  return (
    <Page>
      <PageHeader title={say('log')} lead={say('logLead')} />
      <DataTable
        id="notice-log"
        label={say('log')}
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
        onOpen={(row) => setOpen(row.id)}
        filtered={state !== 'all'}
        toolbar={
          <SelectField
            name="state"
            label={say('state')}
            choices={messageStates.map((value) => ({ value, label: say(`state.${value}`) }))}
            empty={say('allStates')}
            value={state === 'all' ? '' : state}
            onChange={choose}
          />
        }
        empty={<EmptyState title={say(state === 'all' ? 'emptyLog' : 'emptyLogFiltered')} />}
      />
      <MessageDrawer id={open} onClose={() => setOpen(null)} />
    </Page>
  );
}

function useColumns(): readonly Column<MessageRow>[] {
  const say = useText(noticePageText);
  const titleOf = useMessageTitle();
  const { problem } = useNoticeWords();
  return useMemo<readonly Column<MessageRow>[]>(
    () => [
      { key: 'recipient', title: say('recipient'), render: (row) => nameOf(row) || say('everybody') },
      { key: 'channel', title: say('channel'), nowrap: true, render: (row) => say(`kind.${row.channel}`) },
      { key: 'what', title: say('what'), width: 200, render: titleOf },
      {
        key: 'state',
        title: say('state'),
        nowrap: true,
        render: (row) => <MessageState state={row.state} />,
      },
      {
        key: 'problem',
        title: say('problem'),
        width: 160,
        render: (row) => (row.problem === '' ? '–' : problem(row.problem)),
      },
      { key: 'gatewayId', title: say('gatewayId'), width: 140, render: (row) => row.gatewayId ?? '–' },
      { key: 'ended', title: say('ended'), nowrap: true, render: (row) => <DateText value={row.endedAt} /> },
      {
        key: 'created',
        title: say('created'),
        nowrap: true,
        extra: true,
        render: (row) => <DateText value={row.createdAt} />,
      },
      { key: 'attempts', title: say('attempts'), align: 'end', extra: true, render: (row) => row.attempts },
    ],
    [say, titleOf, problem],
  );
}

const keyOf = (row: MessageRow) => row.id;
const nameOf = (row: MessageRow) => (row.recipient === '' ? row.addressHint : row.recipient);
