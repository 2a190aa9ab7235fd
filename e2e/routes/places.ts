/**
 * Every page of the product with a real address and somebody who sees it, made from the declarations of pages and routes:
 * a page that is added is looked at from then on, and one whose address nobody finds is a failure.
 */
import type { Role } from '@mingcha/core/common/roles.ts';
import { declaredRoutes } from '../../apps/server/src/app.ts';
import { attend, onlyDraw, partyLinks, sealByTwo } from '../support/ceremony.ts';
import type { Office } from '../support/office.ts';
import { stranger } from '../support/person.ts';
import type { RunningServer } from '../support/running-server.ts';
import { fieldPages, officePages, portalPages } from './declared.ts';
import { type Ask, findersOfOffice, findersOfPortal, firstRow, type Values } from './finders.ts';
import { evaluator, type Furnished } from './furnish.ts';

export type App = 'office' | 'portal' | 'served' | 'field';

export interface Place {
  readonly app: App;
  /** As declared: `/objects/$id`, `/p/records/:id`. */
  readonly path: string;
  /** What a browser opens, from the root of the server. */
  readonly address: string;
  /** The account's name; `enterprise` in the enterprise's centre, `phone` on the phone; null for everybody. */
  readonly as: string | null;
}

export interface Places {
  readonly found: readonly Place[];
  /** Paths of pages for which no address was found. */
  readonly missing: readonly string[];
}

/** Pages that the demo cannot fill, each with its reason. */
export const unfilled: Readonly<Record<string, string>> = {
  '/below/$id':
    'a level above needs a host of several jurisdictions, which the demo of two equal bureaus is not',
};

/** Who of the demo looks at the pages of a role; the first who finds something there is taken. */
const people: Readonly<Record<Role, readonly string[]>> = {
  legalOfficer: ['jz.legal', 'jc.legal'],
  sectionOfficer: ['jz.safety', 'jc.works'],
  agencyHead: ['jz.head', 'jc.head'],
  inspector: ['jz.inspector', 'jc.inspector'],
  coordinator: ['jz.coordinator'],
  justiceOfficer: ['jz.justice'],
  witness: ['jz.witness'],
  auditor: ['jz.auditor'],
  administrator: ['jz.admin'],
  securityAdministrator: ['jz.security'],
  auditAdministrator: ['jz.auditadmin'],
  evaluator: [evaluator],
};

const filled = (path: string, values: Values): string =>
  path.replaceAll(/[$:](\w+)/g, (whole, name: string) => values[name] ?? whole);

const isOpen = (path: string): boolean => /\/[$:]/.test(path);

async function officePlaces(office: Office, furnished: Furnished): Promise<Places> {
  const found: Place[] = [];
  const missing: string[] = [];
  for (const page of officePages) {
    const roles = page.roles === 'all' ? (['legalOfficer'] as const) : page.roles;
    const candidates = roles.flatMap((role) => people[role]);
    const own = page.hostOnly === true ? ['jc.admin', 'jz.admin'] : candidates;
    const place = await firstPlace(own, async (name) => {
      if (!isOpen(page.path)) return page.path;
      const ask: Ask = async (path) => (await (await office.as(name)).get(path)).body;
      const find = findersOfOffice[page.id] ?? firstRow(`/api${page.path.split('/$')[0] ?? ''}`);
      const values = await find(ask, furnished);
      const address = values === null ? page.path : filled(page.path, values);
      return isOpen(address) ? null : address;
    });
    if (place === null) missing.push(page.path);
    else found.push({ app: 'office', path: page.path, ...place });
  }
  return { found, missing };
}

async function firstPlace(
  names: readonly string[],
  addressFor: (name: string) => Promise<string | null>,
): Promise<{ readonly address: string; readonly as: string } | null> {
  for (const as of names) {
    const address = await addressFor(as);
    if (address !== null) return { address, as };
  }
  return null;
}

interface Small {
  readonly app: App;
  readonly path: string;
  readonly as: string | null;
}

/** What the server answers beside its pages in the same way: feeds, pictures, tables to take away. */
const noPage = /\.[a-z0-9]+$|:file$/;

/** Pages of the server: what it answers to a GET with a page. */
function servedPaths(): readonly string[] {
  return declaredRoutes()
    .filter((route) => route.method === 'GET' && route.transfer === 'page' && !noPage.test(route.path))
    .map((route) => route.path);
}

async function smallPlaces(world: World, pages: readonly Small[]): Promise<Places> {
  const { server, office, furnished } = world;
  const ask: Ask = async (path) => (await stranger(server).get(path)).body;
  const asOfficer: Ask = async (path) => (await (await office.as('jz.legal')).get(path)).body;
  const found: Place[] = [];
  const missing: string[] = [];
  for (const page of pages) {
    const find = findersOfPortal[page.path];
    const values = find === undefined ? null : await find({ ask, asOfficer, server, furnished });
    const address = filled(page.path, values ?? {});
    const query = values?.['?'] === undefined ? '' : `?${values['?']}`;
    if (isOpen(address)) missing.push(page.path);
    else found.push({ ...page, address: address + query });
  }
  return { found, missing };
}

/** The first screen of every role. */
export function workbenches(): readonly Place[] {
  return Object.values(people).flatMap(([as]) =>
    as === undefined ? [] : [{ app: 'office' as const, path: '/', address: '/', as }],
  );
}

export interface World {
  readonly server: RunningServer;
  readonly office: Office;
  readonly furnished: Furnished;
}

/** All pages. The party's page of a ceremony is found once a draw is sealed (`partyPlace`). */
export async function allPlaces(world: World): Promise<Places> {
  const small: readonly Small[] = [
    ...servedPaths().map((path) => ({ app: 'served' as const, path, as: null })),
    ...portalPages.map(({ path }) => ({
      app: 'portal' as const,
      path: `/p${path}`,
      as: path.startsWith('/enterprise') && path !== '/enterprise/activate' ? 'enterprise' : null,
    })),
    ...fieldPages
      .filter(({ path }) => path !== party)
      .map(({ path }) => ({ app: 'field' as const, path: `/m${path}`, as: 'phone' })),
  ];
  const parts = [await officePlaces(world.office, world.furnished), await smallPlaces(world, small)];
  return {
    found: parts.flatMap((part) => part.found),
    missing: parts.flatMap((part) => part.missing).filter((path) => unfilled[path] === undefined),
  };
}

const party = '/ceremony/:token';

/** Seals the draw that waits in the demo; from then on it can no longer be changed. */
export async function partyPlace({ office }: World): Promise<Place> {
  const [legal, works] = [await office.as('jc.legal'), await office.as('jc.works')];
  const id = await onlyDraw(legal);
  await sealByTwo(legal, works, id);
  await attend(legal, id);
  const [link] = await partyLinks(legal, id);
  if (link === undefined) throw new Error('the draw asks no party for a number');
  return { app: 'field', path: `/m${party}`, address: `/m${link.path}`, as: null };
}
