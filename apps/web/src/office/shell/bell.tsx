/**
 * The bell: how many messages are unread. It asks at each change of page and when the window comes back, not by a clock, so
 * that an unattended desk still ends its session.
 */
import { noticeRoutes } from '@mingcha/core/common/notice-api.ts';
import { noticePageText } from '@mingcha/core/common/notice-page-text.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Icon } from '../../shared/ui/icons.tsx';
import { GoTo } from './navigation.tsx';

export function Bell() {
  const say = useText(noticePageText);
  const read = useApiQuery(noticeRoutes.count);
  const path = useLocation({ select: (location) => location.pathname });
  const queries = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the page is what asks
  useEffect(() => {
    const ask = () => {
      if (document.visibilityState === 'visible')
        void queries.invalidateQueries({ queryKey: [noticeRoutes.count.id] });
    };
    ask();
    document.addEventListener('visibilitychange', ask);
    return () => document.removeEventListener('visibilitychange', ask);
  }, [path, queries]);
  const unread = read.data?.unread ?? 0;
  const count = unread > 99 ? '99+' : String(unread);
  return (
    <GoTo
      to="/me/notices"
      className="topbar-bell"
      label={unread === 0 ? say('bellNone') : say('bell', { count })}
    >
      <Icon name="bell" size={20} />
      {unread === 0 ? null : <span className="topbar-bell-count">{count}</span>}
    </GoTo>
  );
}
