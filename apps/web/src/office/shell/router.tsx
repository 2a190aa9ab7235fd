/** Routes of the office, made from the list of pages; pages load when they are opened. */
import { shellText } from '@mingcha/core/common/shell-text.ts';
import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  useMatches,
  useRouterState,
} from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState, Skeleton } from '../../shared/ui/states.tsx';
import { officePages } from '../pages.ts';
import { GoTo } from './navigation.tsx';
import type { OfficePage } from './page-list.ts';
import { SessionProvider } from './session.tsx';
import { Shell } from './shell.tsx';

const notFoundPage: OfficePage = {
  id: 'notFound',
  path: '/404',
  title: { catalogue: shellText, key: 'notFoundTitle' },
  group: 'own',
  menu: false,
  roles: 'all',
  load: async () => NotFound,
};

function NotFound() {
  const say = useText(shellText);
  return (
    <EmptyState
      title={say('notFoundTitle')}
      text={say('notFoundText')}
      action={<GoTo to="/">{say('backToWorkbench')}</GoTo>}
    />
  );
}

function Crashed() {
  const say = useText(shellText);
  return (
    <div role="alert">
      <EmptyState
        title={say('crashed')}
        text={say('crashedText')}
        action={<Button onClick={() => window.location.reload()}>{say('reload')}</Button>}
      />
    </div>
  );
}

/** The frame around every page: session, menu, trail. It stays while pages change inside it. */
function Frame() {
  const path = useMatches({ select: (matches) => String(matches.at(-1)?.fullPath) });
  const page = officePages.find((each) => each.path === path) ?? notFoundPage;
  return (
    <SessionProvider>
      <Shell pages={officePages} page={page}>
        <Suspense fallback={<Skeleton lines={8} />}>
          <Outlet />
        </Suspense>
      </Shell>
    </SessionProvider>
  );
}

function Root() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  return __GALLERY__ && path === '/gallery' ? <Outlet /> : <Frame />;
}

/** A page's component, fetched when it is first opened. */
function deferred(load: OfficePage['load']): () => ReactNode {
  const Content = lazy(async () => ({ default: await load() }));
  return function Deferred() {
    return (
      <Suspense fallback={<Skeleton lines={8} />}>
        <Content />
      </Suspense>
    );
  };
}

/** Makes the router. `more` are pages outside the session: the gallery of development builds. */
export function makeRouter(more: readonly { readonly path: string; readonly load: OfficePage['load'] }[]) {
  const root = createRootRoute({ component: Root, notFoundComponent: NotFound, errorComponent: Crashed });
  const routes = [...more, ...officePages].map((page) =>
    createRoute({ getParentRoute: () => root, path: page.path, component: deferred(page.load) }),
  );
  return createRouter({
    routeTree: root.addChildren(routes),
    defaultErrorComponent: Crashed,
    defaultNotFoundComponent: NotFound,
  });
}
