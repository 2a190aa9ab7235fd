/** The frame of the office: top bar, menu by role, trail, the page, quick find. */
import './shell.css';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocale, useText, useUi } from '../../shared/i18n/locale.tsx';
import { DemoMark } from '../../shared/ui/brand.tsx';
import { CommandPalette } from '../../shared/ui/palette.tsx';
import { ForbiddenState } from '../../shared/ui/states.tsx';
import { GoTo, useGo } from './navigation.tsx';
import {
  type MenuGroup,
  mayOpen,
  menuGroups,
  type OfficePage,
  type PageTitle,
  trailOf,
} from './page-list.ts';
import { useSession } from './session.tsx';
import { TopBar } from './top-bar.tsx';

/** Reads titles of pages in the present language. */
export function useTitle(): (title: PageTitle) => string {
  const { locale } = useLocale();
  return (title) => title.catalogue[locale][title.key] ?? title.key;
}

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
      <Finder pages={props.pages} open={finding} onOpenChange={setFinding} />
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

const groupWords = {
  draws: 'groupDraws',
  inspections: 'groupInspections',
  followups: 'groupFollowups',
  publications: 'groupPublications',
  credit: 'groupCredit',
  plans: 'groupPlans',
  registers: 'groupRegisters',
  standards: 'groupStandards',
  oversight: 'groupOversight',
  system: 'groupSystem',
  own: 'groupOwn',
} as const satisfies Record<MenuGroup, keyof typeof shellText.zh>;

/** Pages of the menu that this person may open. */
function useMenu(pages: readonly OfficePage[]): readonly OfficePage[] {
  const { person } = useSession();
  return pages.filter(
    (page) => page.menu && mayOpen(page, person.roles) && (page.hostOnly !== true || person.host),
  );
}

/** A longer menu shows the group of the present page, and the others when they are opened. */
const fewPages = 20;

function Menu(props: {
  readonly pages: readonly OfficePage[];
  readonly page: OfficePage;
  readonly open: boolean;
}) {
  const say = useText(shellText);
  const title = useTitle();
  const shown = useMenu(props.pages);
  const trail = trailOf(props.pages, props.page);
  return (
    <nav className="side no-print" aria-label={say('mainMenu')} data-open={props.open}>
      <GoTo to="/" current={props.page.path === '/'}>
        {say('workbench')}
      </GoTo>
      {menuGroups.map((group) => {
        const pages = shown.filter((page) => page.group === group && page.path !== '/');
        if (pages.length === 0) return null;
        return (
          <details key={group} open={shown.length <= fewPages || group === props.page.group}>
            <summary className="side-group">{say(groupWords[group])}</summary>
            <ul>
              {pages.map((page) => (
                <li key={page.id}>
                  <GoTo to={page.path} current={trail.includes(page)}>
                    {title(page.title)}
                  </GoTo>
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </nav>
  );
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

function Finder(props: {
  readonly pages: readonly OfficePage[];
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  const say = useText(shellText);
  const title = useTitle();
  const go = useGo();
  const { locale } = useLocale();
  const other = locale === 'zh' ? 'en' : 'zh';
  const entries = useMenu(props.pages).map((page) => ({
    key: page.path,
    title: title(page.title),
    group: say(groupWords[page.group]),
    keywords: `${page.title.catalogue[other][page.title.key] ?? ''} ${page.path}`,
  }));
  return <CommandPalette entries={entries} open={props.open} onOpenChange={props.onOpenChange} onGo={go} />;
}
