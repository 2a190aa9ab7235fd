/**
 * The bell: how many messages are unread. It asks at each change of page and when the window comes back, not by a clock, so
 * that an unattended desk still ends its session.
 */
import { noticeRoutes } from '@mingcha/core/common/notice-api.ts';
import { noticePageText } from '@mingcha/core/common/notice-page-text.ts';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Icon } from '../../shared/ui/icons.tsx';
import { GoTo } from './navigation.tsx';

export function Bell() {
  const say = useText(noticePageText);
  const read = useApiQuery(noticeRoutes.count);
  const path = useLocation({ select: (location) => location.pathname });
  const reload = useRef(read.reload);
  reload.current = read.reload;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the page is what asks
  useEffect(() => {
    reload.current();
    const back = () => {
      if (document.visibilityState === 'visible') reload.current();
    };
    document.addEventListener('visibilitychange', back);
    return () => document.removeEventListener('visibilitychange', back);
  }, [path]);
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
