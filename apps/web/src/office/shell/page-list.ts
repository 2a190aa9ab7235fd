/** How a page of the office is declared; each stage lists its own in `office/<stage>/pages.ts`. */
import { isGuest, type Role } from '@mingcha/core/common/roles.ts';
import type { Catalogue } from '@mingcha/core/common/text.ts';
import type { ComponentType } from 'react';

export const menuGroups = [
  'draws',
  'inspections',
  'followups',
  'publications',
  'credit',
  'plans',
  'registers',
  'standards',
  'oversight',
  'system',
  'own',
] as const;
export type MenuGroup = (typeof menuGroups)[number];

export interface PageTitle<K extends string = string> {
  readonly catalogue: Catalogue<K>;
  readonly key: K;
}

export interface OfficePage {
  /** Unique: `objects`, `objects.import`. */
  readonly id: string;
  /** `/objects/$id`; parameters begin with `$`. */
  readonly path: string;
  readonly title: PageTitle;
  readonly group: MenuGroup;
  /** Stands in the left menu (its path then has no parameters). */
  readonly menu: boolean;
  /** Stands among the shortcuts of the workbench. */
  readonly shortcut?: boolean;
  /** Page in whose trail this one stands: its id. */
  readonly parent?: string;
  readonly roles: readonly Role[] | 'all';
  /** Of what is open to all, also open to guests: people who came for one thing. */
  readonly isForGuests?: true;
  /** Only for people of the agency that hosts the installation. */
  readonly hostOnly?: boolean;
  /** Full screen without menu and top bar: the ceremony. */
  readonly bare?: boolean;
  readonly load: () => Promise<ComponentType>;
}

/** Whether a person with these roles may open the page. The server decides again at each call. */
export function mayOpen(
  page: { readonly roles: readonly Role[] | 'all'; readonly isForGuests?: true },
  roles: readonly Role[],
): boolean {
  if (page.roles === 'all') return page.isForGuests === true || !isGuest(roles);
  return page.roles.some((role) => roles.includes(role));
}

/** The page at an address of the office; one without parameters goes before one that has them. */
export function pageOf(pages: readonly OfficePage[], address: string): OfficePage | undefined {
  const parts = address.replace(/[?#].*$/, '').split('/');
  const fits = (page: OfficePage): boolean => {
    const own = page.path.split('/');
    return own.length === parts.length && own.every((part, i) => part.startsWith('$') || part === parts[i]);
  };
  return pages.find((page) => page.path === parts.join('/')) ?? pages.find(fits);
}

/** Pages from the menu's root down to this one, for the breadcrumb. */
export function trailOf(pages: readonly OfficePage[], page: OfficePage): readonly OfficePage[] {
  const trail: OfficePage[] = [page];
  let parent = pages.find((each) => each.id === page.parent);
  while (parent !== undefined && !trail.includes(parent)) {
    trail.unshift(parent);
    const above: string | undefined = parent.parent;
    parent = pages.find((each) => each.id === above);
  }
  return trail;
}
