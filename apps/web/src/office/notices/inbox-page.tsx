/** 消息: one's own notices, newest first; the title opens the page where to act and marks the notice as read. */
import './notices.css';
import { type NoticeRow, noticeRoutes } from '@mingcha/core/common/notice-api.ts';
import { noticePageText } from '@mingcha/core/common/notice-page-text.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { type ApiError, callApi } from '../../shared/api/call-api.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Tabs } from '../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice } from '../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { useNoticeWords } from './words.ts';

type Shown = 'unread' | 'all';

/** Marks notices and loads list and bell again. */
function useMarks() {
  const queries = useQueryClient();
  const [error, setError] = useState<ApiError | null>(null);
  const mark = useCallback(
    async (ids: readonly string[] | null, read: boolean) => {
      const body = { ids: ids === null ? null : [...ids], read };
      const result = await callApi(noticeRoutes.mark, { body });
      setError(result.ok ? null : result.error);
      for (const { id } of [noticeRoutes.list, noticeRoutes.count])
        await queries.invalidateQueries({ queryKey: [id] });
    },
    [queries],
  );
  return { mark, error };
}

export function InboxPage() {
  const say = useText(noticePageText);
  const [shown, setShown] = useState<Shown>('unread');
  const { mark, error } = useMarks();
  const count = useApiQuery(noticeRoutes.count);
  const none = (count.data?.unread ?? 0) === 0;
  return (
    <Page>
      <PageHeader
        title={say('inbox')}
        lead={say('inboxLead')}
        actions={
          <>
            <GoTo to="/me/notice-settings" className="button">
              {say('settingsLink')}
            </GoTo>
            {none ? null : (
              <Button kind="primary" onClick={() => void mark(null, true)}>
                {say('markAll')}
              </Button>
            )}
          </>
        }
      />
      <ErrorNotice error={error} />
      <Tabs
        label={say('inbox')}
        tabs={[
          { key: 'unread', title: say('unread') },
          { key: 'all', title: say('all') },
        ]}
        now={shown}
        onChange={(key) => setShown(key === 'all' ? 'all' : 'unread')}
      >
        <NoticeList key={shown} shown={shown} onMark={mark} />
      </Tabs>
    </Page>
  );
}

interface ListProps {
  readonly shown: Shown;
  readonly onMark: (ids: readonly string[], read: boolean) => Promise<void>;
}

function NoticeList({ shown, onMark }: ListProps) {
  const say = useText(noticePageText);
  const paging = usePaging(`notices-${shown}`);
  const list = useApiQuery(noticeRoutes.list, { query: { ...paging.query, state: shown } });
  const columns = useColumns(onMark);
  return (
    <DataTable
      id="notices"
      label={say('inbox')}
      columns={columns}
      rows={list.data?.rows}
      rowKey={keyOf}
      rowName={keyOf}
      status={list.status}
      refreshing={list.refreshing}
      error={list.error}
      onRetry={list.reload}
      paging={paging}
      next={list.data?.next ?? null}
      empty={
        <EmptyState title={say(shown === 'unread' ? 'emptyUnread' : 'emptyAll')} text={say('emptyText')} />
      }
    />
  );
}

function useColumns(onMark: ListProps['onMark']): readonly Column<NoticeRow>[] {
  const say = useText(noticePageText);
  return useMemo<readonly Column<NoticeRow>[]>(
    () => [
      {
        key: 'content',
        title: say('content'),
        width: 320,
        render: (row) => <Content row={row} onMark={onMark} />,
      },
      {
        key: 'due',
        title: say('due'),
        nowrap: true,
        render: (row) => (row.dueOn === null ? '–' : <DateText value={row.dueOn} />),
      },
      { key: 'at', title: say('at'), nowrap: true, render: (row) => <DateText value={row.at} /> },
      {
        key: 'state',
        title: say('state'),
        nowrap: true,
        render: (row) => (
          <Button size="small" onClick={() => void onMark([row.id], row.readAt === null)}>
            {say(row.readAt === null ? 'markRead' : 'markUnread')}
          </Button>
        ),
      },
    ],
    [say, onMark],
  );
}

function Content({ row, onMark }: { readonly row: NoticeRow; readonly onMark: ListProps['onMark'] }) {
  const say = useText(noticePageText);
  const { sentence } = useNoticeWords();
  const title = sentence(row, 'title');
  const unread = row.readAt === null;
  // Following the link is reading; the click passes on to the link itself.
  const opened = () => {
    if (unread) void onMark([row.id], true);
  };
  return (
    <div className="notice-cell">
      <span className="notice-title" data-unread={unread} onClickCapture={opened}>
        {row.link === null ? title : <GoTo to={row.link}>{title}</GoTo>}
        <span className="notice-marks">
          {row.urgency === 'urgent' ? <StateChip tone="warning">{say('urgent')}</StateChip> : null}
          {unread ? <StateChip tone="accent">{say('unread')}</StateChip> : null}
        </span>
      </span>
      <p>{sentence(row, 'body')}</p>
    </div>
  );
}

const keyOf = (row: NoticeRow) => row.id;
