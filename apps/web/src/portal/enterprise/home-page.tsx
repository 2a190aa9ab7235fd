/** First page of the centre: what waits for the enterprise and by when, and its messages. */
import { enterpriseRoutes } from '@mingcha/core/common/enterprise-api.ts';
import { noticeSentence } from '@mingcha/core/common/notice.ts';
import type { NoticeRow } from '@mingcha/core/common/notice-api.ts';
import { coordinationNotices } from '@mingcha/core/followups/coordination/coordination-notices.ts';
import { listOwnVisits } from '@mingcha/core/publications/enterprise/centre-api.ts';
import { centreNotices } from '@mingcha/core/publications/enterprise/centre-notices.ts';
import { centrePageText } from '@mingcha/core/publications/enterprise/centre-page-text.ts';
import { lectureNotices } from '@mingcha/core/publications/lectures/lecture-notices.ts';
import { useState } from 'react';
import { callApi } from '../../shared/api/call-api.ts';
import { useRead } from '../../shared/api/use-read.ts';
import { formatDay } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Go } from '../../shared/router.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { Centre } from './centre-frame.tsx';

export function EnterpriseHomePage() {
  const say = useText(centrePageText);
  return (
    <Centre at="/enterprise">
      {() => (
        <>
          <h1 className="visually-hidden">{say('title')}</h1>
          <Todo />
          <Inbox />
        </>
      )}
    </Centre>
  );
}

function Todo() {
  const say = useText(centrePageText);
  const { locale } = useLocale();
  const read = useRead(listOwnVisits);
  const waiting = (read.data?.rows ?? []).filter((row) => row.waiting.count > 0);
  return (
    <section className="centre-part">
      <h2>{say('todo')}</h2>
      {read.data === undefined ? (
        read.error === null ? (
          <Skeleton lines={2} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )
      ) : waiting.length === 0 ? (
        <p className="secondary">{say('todoNone')}</p>
      ) : (
        <ul className="centre-list">
          {waiting.map((row) => (
            <li key={row.id}>
              <Go to={`/enterprise/visits/${row.id}`}>
                {say('todoWaiting', { name: row.taskName, n: row.waiting.count })}
              </Go>
              <StateChip tone="warning">
                {row.waiting.dueOn === null
                  ? say('todoNoDue')
                  : say('todoDue', { day: formatDay(row.waiting.dueOn, locale) })}
              </StateChip>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Inbox() {
  const say = useText(centrePageText);
  const [after, setAfter] = useState<string | undefined>(undefined);
  const read = useRead(enterpriseRoutes.notices, { query: after === undefined ? {} : { after } });
  const markAll = async () => {
    await callApi(enterpriseRoutes.markNotices, { body: { ids: null, read: true } });
    read.reload();
  };
  const rows = read.data?.rows ?? [];
  return (
    <section className="centre-part">
      <div className="centre-part-head">
        <h2>{say('notices')}</h2>
        {rows.some((row) => row.readAt === null) ? (
          <Button size="small" onClick={() => void markAll()}>
            {say('markRead')}
          </Button>
        ) : null}
      </div>
      {read.data === undefined ? (
        read.error === null ? (
          <Skeleton lines={4} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )
      ) : rows.length === 0 ? (
        <p className="secondary">{say('noticesNone')}</p>
      ) : (
        <ul className="centre-list">
          {rows.map((row) => (
            <NoticeLine key={row.id} row={row} />
          ))}
        </ul>
      )}
      {read.data?.next == null ? null : (
        <div className="button-row">
          <Button onClick={() => setAfter(read.data?.next ?? undefined)}>{say('more')}</Button>
        </div>
      )}
    </section>
  );
}

const kinds = [
  ...Object.values(centreNotices),
  ...Object.values(lectureNotices),
  coordinationNotices.enterprise,
];

function NoticeLine({ row }: { readonly row: NoticeRow }) {
  const say = useText(centrePageText);
  const { locale } = useLocale();
  const kind = kinds.find((each) => each.key === row.kind);
  if (kind === undefined) return null;
  const sentence = (part: 'title' | 'body') => noticeSentence(kind, part, { locale, data: row.data });
  const link = row.link?.startsWith('/p/') === true ? row.link.slice('/p'.length) : null;
  return (
    <li>
      <div>
        <span className="centre-line-title">
          {link === null ? sentence('title') : <Go to={link}>{sentence('title')}</Go>}
          {row.readAt === null ? <span className="centre-unread">{say('unread')}</span> : null}
        </span>
        <p className="centre-line-text">{sentence('body')}</p>
      </div>
      <span className="centre-line-text">
        <DateText value={row.at} />
      </span>
    </li>
  );
}
