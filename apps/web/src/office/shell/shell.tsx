/** The frame of the office: top bar, menu by role, trail, the page, quick find. */
import './shell.css';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { DemoMark } from '../../shared/ui/brand.tsx';
import { ForbiddenState } from '../../shared/ui/states.tsx';
import { SearchPalette } from '../search/search-palette.tsx';
import { Menu } from './menu.tsx';
import { GoTo } from './navigation.tsx';
import { mayOpen, type OfficePage, trailOf } from './page-list.ts';
import { useTitle } from './page-title.ts';
import { useSession } from './session.tsx';
import { TopBar } from './top-bar.tsx';

export interface ShellProps {
  readonly pages: readonly OfficePage[];
  readonly page: OfficePage;
  readonly children: ReactNode;
}

export function Shell(props: ShellProps) {
  const say = useUi();
  const { person } = useSession();
  const [finding, setFinding] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // the menu of narrow screens is open for one place only, so that moving closes it
  const [menuOpenAt, setMenuOpenAt] = useState('');
  const menuOpen = menuOpenAt === path;
  const allowed = mayOpen(props.page, person.roles);
  useFocusOnContent(path);
  useDocumentTitle(props.page);
  if (props.page.bare === true)
    return (
      <div className="bare">
        <DemoMark />
        {allowed ? props.children : <NotAllowed />}
      </div>
    );
  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        {say('skipToContent')}
      </a>
      <DemoMark />
      <TopBar
        menuOpen={menuOpen}
        onMenu={() => setMenuOpenAt(menuOpen ? '' : path)}
        onFind={() => setFinding(true)}
      />
      <Menu pages={props.pages} page={props.page} open={menuOpen} />
      <main id="content" className="content" tabIndex={-1}>
        <Trail pages={props.pages} page={props.page} />
        {allowed ? props.children : <NotAllowed />}
      </main>
      <SearchPalette pages={props.pages} open={finding} onOpenChange={setFinding} />
    </div>
  );
}

/** After a move the keyboard stands at the new page, not at the top of the frame. */
function useFocusOnContent(path: string): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    document.getElementById('content')?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [path]);
}

function useDocumentTitle(page: OfficePage): void {
  const title = useTitle()(page.title);
  const product = useText(shellText)('product');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
}

function NotAllowed() {
  const say = useText(shellText);
  return <ForbiddenState action={<GoTo to="/">{say('backToWorkbench')}</GoTo>} />;
}

function Trail(props: { readonly pages: readonly OfficePage[]; readonly page: OfficePage }) {
  const say = useText(shellText);
  const title = useTitle();
  if (props.page.path === '/') return null;
  const trail = trailOf(props.pages, props.page);
  return (
    <nav aria-label={say('whereAmI')} className="no-print">
      <ol className="crumbs">
        <li>
          <GoTo to="/">{say('workbench')}</GoTo>
        </li>
        {trail.map((page) => (
          <li key={page.id} aria-current={page === props.page ? 'page' : undefined}>
            {page === props.page || page.path.includes('$') ? (
              title(page.title)
            ) : (
              <GoTo to={page.path}>{title(page.title)}</GoTo>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
