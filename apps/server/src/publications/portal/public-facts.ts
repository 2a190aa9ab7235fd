/**
 * The one list of what the portal's pages read beside `public_records`. Each fact has a name, a strict schema, keys and a way
 * to count it from the office's tables. Pages ask by name through a `FactReader`: in the office it counts, on a portal of its
 * own it answers what the last package carried. A page that needs another fact adds it here; it never reads an internal table.
 */

import {
  articleFact,
  articlesFact,
  type PublicArticle,
  type PublicArticleHead,
} from '@mingcha/core/publications/articles/article-api.ts';
import {
  type AgencyFact,
  type AgencyPageFact,
  agenciesFact,
  agencyFact,
  type SiteFact,
  type StatisticsFact,
  siteFact,
  statisticsFact,
} from '@mingcha/core/publications/packages/facts.ts';
import { type UnitNotes, unitNotesFact } from '@mingcha/core/publications/portal/unit-notes.ts';
import type { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { inOneStatement, inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { hasDemoData, listPublicAgencies } from '../../platform/site/site.queries.ts';
import { publishedArticle, publishedArticles } from '../articles/article.queries.ts';
import { agencyFacts, dutiesOf } from './facts.queries.ts';
import { notedUnits, notesOf } from './notes.queries.ts';
import { isRecordId } from './portal.queries.ts';
import { readStatistics } from './statistics.service.ts';

export interface Fact<T> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  /** Keys under which there is one; a single empty key where there is one for all. */
  readonly keys: (tx: Tx) => Promise<readonly string[]>;
  /** Counted by one statement, which needs no transaction. */
  readonly isOneStatement?: true;
  /** Counts it; null where the key means nothing. */
  readonly read: (tx: Tx, platform: Platform, key: string) => Promise<T | null>;
}

/** Asks for a fact; null where there is none under the key. */
export type FactReader = <T>(fact: Fact<T>, key?: string) => Promise<T | null>;

const single = async (): Promise<readonly string[]> => [''];
const dutiesShown = 40;

export const siteFacts: Fact<SiteFact> = {
  name: 'site',
  schema: siteFact,
  keys: single,
  read: async (tx) => ({ isDemo: await hasDemoData(tx), asOf: null, agencies: await listPublicAgencies(tx) }),
};

export const agencyList: Fact<readonly AgencyFact[]> = {
  name: 'agencies',
  schema: agenciesFact,
  keys: single,
  read: (tx) => agencyFacts(tx),
};

export const agencyPage: Fact<AgencyPageFact> = {
  name: 'agency',
  schema: agencyFact,
  keys: async (tx) => (await agencyFacts(tx)).map(({ id }) => id),
  read: async (tx, _platform, id) => {
    const [agency] = isRecordId(id) ? await agencyFacts(tx, id) : [];
    if (agency === undefined) return null;
    const { duties, total } = await dutiesOf(tx, id, dutiesShown);
    const shown = duties.map(({ name, bases }) => ({
      name,
      bases: bases.map(({ law, article }) => ({ law, article })),
    }));
    return { agency, duties: shown, total };
  },
};

export const statistics: Fact<StatisticsFact> = {
  name: 'statistics',
  schema: statisticsFact,
  keys: single,
  read: (tx, platform) => readStatistics(tx, platform),
};

/** What stands beside the records of a unit, by its credit code. */
export const unitNotes: Fact<UnitNotes> = {
  name: 'unitNotes',
  schema: unitNotesFact,
  keys: notedUnits,
  isOneStatement: true,
  read: (tx, _platform, code) => notesOf(tx, code),
};

export const articleList: Fact<readonly PublicArticleHead[]> = {
  name: 'articles',
  schema: articlesFact,
  keys: single,
  read: (tx) => publishedArticles(tx),
};

export const article: Fact<PublicArticle> = {
  name: 'article',
  schema: articleFact,
  keys: async (tx) => (await publishedArticles(tx)).map(({ id }) => id),
  isOneStatement: true,
  read: (tx, _platform, id) => publishedArticle(tx, id),
};

/** Every fact; packages carry exactly these. */
export const publicFacts = [
  siteFacts,
  agencyList,
  agencyPage,
  statistics,
  unitNotes,
  articleList,
  article,
] as const;

/** Counts from the office's tables when asked. */
export function countedFacts(platform: Platform): FactReader {
  return (fact, key = '') => {
    const reads = fact.isOneStatement === true ? inOneStatement : inTransaction;
    return reads(platform.db, (tx) => fact.read(tx, platform, key));
  };
}
