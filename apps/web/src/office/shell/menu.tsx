/** The left menu by role: groups of pages, the present one's open. */
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { GoTo } from './navigation.tsx';
import { type MenuGroup, mayOpen, menuGroups, type OfficePage, trailOf } from './page-list.ts';
import { useTitle } from './page-title.ts';
import { useSession } from './session.tsx';

export const groupWords = {
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
export function useMenuPages(pages: readonly OfficePage[]): readonly OfficePage[] {
  const { person } = useSession();
  return pages.filter(
    (page) => page.menu && mayOpen(page, person.roles) && (page.hostOnly !== true || person.host),
  );
}

/** A longer menu shows the group of the present page, and the others when they are opened. */
const fewPages = 20;

export function Menu(props: {
  readonly pages: readonly OfficePage[];
  readonly page: OfficePage;
  readonly open: boolean;
}) {
  const say = useText(shellText);
  const title = useTitle();
  const shown = useMenuPages(props.pages);
  const here = trailOf(props.pages, props.page).findLast((page) => shown.includes(page));
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
                  <GoTo to={page.path} current={page === here}>
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
