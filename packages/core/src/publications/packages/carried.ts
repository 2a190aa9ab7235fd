/**
 * The list of public addresses whose answers travel in packages, and how a portal of its own answers them: nothing beside
 * this list, the published records and the facts of the pages ever leaves the office. An answer is checked by its route's
 * own schema on both sides. Pure.
 */
import type { RouteSpec } from '../../common/api.ts';
import { ledgerRoutes } from '../../common/ledger-api.ts';
import { siteRoutes } from '../../common/site-api.ts';
import { listPublicOutside } from '../../draws/outside/outside-draw.ts';
import * as draws from '../../draws/public-draw-api.ts';
import * as plans from '../../plans/public-plan-api.ts';
import * as leniency from '../../registers/items/leniency-api.ts';
import * as items from '../../registers/items/public-items-api.ts';
import * as books from '../../registers/rules/rule-book-api.ts';
import { publicOverdue } from '../overdue-api.ts';

/** How a member of the query chooses among the rows of a list: part of the named texts, or equal to the named member. */
export interface RowFilter {
  readonly query: string;
  readonly members: readonly string[];
  readonly how: 'part' | 'equal';
}

export interface CarriedRoute {
  readonly spec: RouteSpec;
  /**
   * `one`: one answer. `list`: all rows as one document; a portal filters and pages them. `log`: entries from an index on.
   * `file`: bytes.
   */
  readonly way: 'one' | 'list' | 'log' | 'file';
  /** Once for everybody, once per agency, jurisdiction, or row of the list `of`. */
  readonly per: 'installation' | 'agency' | 'jurisdiction' | { readonly list: string };
  /** Member of params or query that names the agency, jurisdiction or row; also asked without it when `isOptional`. */
  readonly member?: string;
  readonly isOptional?: true;
  readonly filters?: readonly RowFilter[];
  /** Queries that are each a document of their own (forms of a file). */
  readonly variants?: readonly Readonly<Record<string, string>>[];
}

const named = (...members: readonly string[]): RowFilter => ({ query: 'text', members, how: 'part' });
const equal = (query: string): RowFilter => ({ query, members: [query], how: 'equal' });
const once = (spec: RouteSpec): CarriedRoute => ({ spec, way: 'one', per: 'installation' });
const list = (spec: RouteSpec, ...filters: readonly RowFilter[]): CarriedRoute => ({
  spec,
  way: 'list',
  per: 'installation',
  filters,
});
const each = (of: RouteSpec, spec: RouteSpec, more: Partial<CarriedRoute> = {}): CarriedRoute => ({
  spec,
  way: 'one',
  per: { list: of.id },
  member: 'id',
  ...more,
});
const documentForms = [
  { format: 'pdf', lang: 'zh' },
  { format: 'docx', lang: 'zh' },
  { format: 'pdf', lang: 'en' },
  { format: 'docx', lang: 'en' },
];

export const carriedRoutes: readonly CarriedRoute[] = [
  once(siteRoutes.show),
  { spec: publicOverdue, way: 'one', per: 'agency', member: 'agencyId', isOptional: true },
  list(plans.listPublicPlans, equal('year'), named('agencyName')),
  each(plans.listPublicPlans, plans.getPublicPlan),
  {
    spec: draws.listPublicDraws,
    way: 'list',
    per: 'agency',
    member: 'agencyId',
    isOptional: true,
    filters: [],
  },
  each(draws.listPublicDraws, draws.getPublicDraw),
  each(draws.listPublicDraws, draws.getPublicTickets),
  each(draws.listPublicDraws, draws.downloadPublicBundle, { way: 'file' }),
  each(draws.listPublicDraws, draws.downloadPublicFrame, { way: 'file' }),
  { spec: draws.getDrawLog, way: 'log', per: 'agency', member: 'agencyId' },
  list(listPublicOutside),
  list(items.listPublicItemLists, named('agencyName', 'title')),
  each(items.listPublicItemLists, items.getPublicItemList),
  each(items.listPublicItemLists, items.listPublicItems, {
    way: 'list',
    filters: [named('name', 'content', 'category'), equal('category'), equal('tier')],
  }),
  each(items.listPublicItemLists, items.exportPublicItemList, {
    way: 'file',
    variants: [{ format: 'xlsx' }, { format: 'csv' }],
  }),
  list(leniency.listPublicLeniencyLists, named('agencyName', 'title')),
  each(leniency.listPublicLeniencyLists, leniency.getPublicLeniencyList),
  { spec: books.listPublicRuleBooks, way: 'one', per: 'agency', member: 'agencyId', isOptional: true },
  each(books.listPublicRuleBooks, books.getPublicRuleBook),
  each(books.listPublicRuleBooks, books.downloadPublicRuleBook, { way: 'file', variants: documentForms }),
  once(ledgerRoutes.publicCheckpoints),
  { spec: ledgerRoutes.checkpoint, way: 'one', per: 'jurisdiction', member: 'jurisdictionId' },
  { spec: ledgerRoutes.publicDays, way: 'list', per: 'jurisdiction', member: 'jurisdictionId', filters: [] },
  { spec: ledgerRoutes.note, way: 'file', per: 'jurisdiction', member: 'jurisdictionId' },
];

/** Pages of a log's answer, as the office gives them. */
export const logPage = 256;

/** The key of a document: its route and what was asked, members in order, empty ones left out. */
export function carriedKey(routeId: string, asked: Readonly<Record<string, unknown>> = {}): string {
  const members = Object.entries(asked)
    .filter(([, value]) => value !== undefined && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${String(value)}`);
  return [routeId, ...members].join(' ');
}

/** The key of a fact of the public pages. */
export function factKey(name: string, key: string): string {
  return key === '' ? `fact ${name}` : `fact ${name} ${key}`;
}

/** Rows that the query chooses. */
export function chosenRows(
  rows: readonly Readonly<Record<string, unknown>>[],
  filters: readonly RowFilter[],
  query: Readonly<Record<string, unknown>>,
): readonly Readonly<Record<string, unknown>>[] {
  return rows.filter((row) =>
    filters.every(({ query: name, members, how }) => {
      const asked = query[name];
      if (asked === undefined || asked === '') return true;
      if (how === 'equal') return members.some((member) => row[member] === asked);
      const part = textOf(asked).toLowerCase();
      return members.some((member) => textOf(row[member]).toLowerCase().includes(part));
    }),
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
