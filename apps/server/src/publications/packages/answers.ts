/**
 * What public addresses answer, asked from inside: a binder that keeps handlers instead of serving them, and a walk over the
 * list of carried routes. An answer is checked by its route's schema before it becomes a document, so a package holds what
 * everybody could read at the office's own pages, and nothing else.
 */
import { createHash } from 'node:crypto';
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import type { Result } from '@mingcha/core/common/result.ts';
import {
  type CarriedRoute,
  carriedKey,
  carriedRoutes,
  factKey,
} from '@mingcha/core/publications/packages/carried.ts';
import { drawStage } from '../../draws/draw.stage.ts';
import { plansStage } from '../../plans/plans.stage.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { FileReply } from '../../platform/http/call.ts';
import { defaultAccess } from '../../platform/http/settings.ts';
import type { Stage } from '../../platform/http/stage.ts';
import { ledgerStage } from '../../platform/ledger/ledger.stage.ts';
import type { Platform } from '../../platform/platform.ts';
import { siteStage } from '../../platform/site/site.stage.ts';
import { registersStage } from '../../registers/registers.stage.ts';
import { bindPublicationRoutes } from '../publication.routes.ts';
import { sealedAnswers } from './intake-answers.ts';
import { carriedFactList } from './intake-terms.ts';
import { allAgencies, allJurisdictions } from './package.queries.ts';

/** A file as it travels. */
export type CarriedFile = Omit<FileReply, 'kind' | 'body'> & { readonly bytes: Buffer };

interface Named {
  readonly key: string;
  readonly route: string;
  /** Differs when the content does. */
  readonly stamp: string;
}
/**
 * One document as it would travel. A file is made only when it is needed, and stands for what it is made from: papers are
 * written anew each time and differ in their bytes without differing in their content.
 */
export type Document =
  | (Named & { readonly body: unknown })
  | (Named & { readonly load: () => Promise<CarriedFile | null> });

type Asked = Readonly<Record<string, string>>;
type Ask = (asked: { readonly params: Asked; readonly query: Asked }) => Promise<Result<unknown>>;

const sources: readonly Pick<Stage, 'bind'>[] = [
  siteStage,
  ledgerStage([]),
  registersStage,
  plansStage,
  drawStage,
  { bind: bindPublicationRoutes },
];

/** Handlers of the carried routes by route id. */
function handlersOf(platform: Platform): ReadonlyMap<string, Ask> {
  const wanted = new Set(carriedRoutes.map(({ spec }) => spec.id));
  const kept = new Map<string, Ask>();
  const binder: Binder = {
    bind: () => undefined,
    bindEnterprise: () => undefined,
    finish: () => undefined,
    bindAnyone(spec, handler) {
      if (!wanted.has(spec.id)) return;
      kept.set(spec.id, ({ params, query }) =>
        handler({
          actor: null,
          params: spec.params.parse(params),
          query: spec.query.parse(query),
          body: undefined as never,
          requestId: '',
          ip: '',
          secure: true,
          headers: {},
          upload: null,
          chunk: null,
        }),
      );
    },
  };
  for (const source of sources) source.bind(binder, platform, defaultAccess);
  for (const id of wanted) if (!kept.has(id)) throw new Error(`the carried route ${id} has no handler`);
  return kept;
}

const stampOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

interface Walk {
  readonly ask: ReadonlyMap<string, Ask>;
  readonly agencies: readonly string[];
  readonly jurisdictions: readonly string[];
  /** Ids of the rows of each list. */
  readonly rows: Map<string, readonly string[]>;
  /** Stamps of what was answered about an agency, jurisdiction or row, for its files. */
  readonly known: Map<string, string>;
}

/** Every document that everybody may read now. A long walk gives each as soon as it is made. */
export async function* allDocuments(platform: Platform): AsyncGenerator<Document> {
  const [agencies, jurisdictions] = await inTransaction(platform.db, async (tx) => [
    (await allAgencies(tx)).map(({ id }) => id),
    (await allJurisdictions(tx)).map(({ id }) => id),
  ]);
  const walk: Walk = {
    ask: handlersOf(platform),
    agencies: agencies ?? [],
    jurisdictions: jurisdictions ?? [],
    rows: new Map(),
    known: new Map(),
  };
  yield* facts(platform);
  yield* sealedAnswers(platform);
  for (const route of carriedRoutes)
    for (const asked of askedOf(route, walk)) yield* documentsOf(route, walk, asked);
}

async function* facts(platform: Platform): AsyncGenerator<Document> {
  for (const fact of carriedFactList) {
    const keys = await inTransaction(platform.db, (tx) => fact.keys(tx));
    for (const key of keys) {
      const value = await inTransaction(platform.db, (tx) => fact.read(tx, platform, key));
      if (value === null) continue;
      const body: unknown = fact.schema.parse(value);
      yield {
        key: factKey(fact.name, key),
        route: `fact.${fact.name}`,
        stamp: stampOf(JSON.stringify(body)),
        body,
      };
    }
  }
}

/** What is asked of a route: once, or once per agency, jurisdiction or row. */
function askedOf(route: CarriedRoute, walk: Walk): readonly Asked[] {
  const { per, member = 'id', isOptional } = route;
  if (per === 'installation') return [{}];
  const ids =
    per === 'agency'
      ? walk.agencies
      : per === 'jurisdiction'
        ? walk.jurisdictions
        : (walk.rows.get(per.list) ?? []);
  return [...(isOptional === true ? [{}] : []), ...ids.map((id) => ({ [member]: id }))];
}

async function* documentsOf(route: CarriedRoute, walk: Walk, asked: Asked): AsyncGenerator<Document> {
  const about = asked[route.member ?? 'id'];
  for (const variant of route.variants ?? [{}]) {
    const document = await documentOf(route, walk, { asked: { ...asked, ...variant }, about });
    if (document === null) continue;
    yield document;
    if (!('body' in document)) continue;
    if (about !== undefined) {
      walk.known.set(about, stampOf(`${walk.known.get(about) ?? ''} ${document.stamp}`));
      continue;
    }
    const { rows } = document.body as { readonly rows?: readonly { readonly id?: string }[] };
    walk.rows.set(
      route.spec.id,
      (rows ?? []).flatMap(({ id }) => (id === undefined ? [] : [id])),
    );
  }
}

interface Asking {
  readonly asked: Asked;
  readonly about: string | undefined;
}

/** What is not public at this address has no document. */
async function documentOf(
  route: CarriedRoute,
  walk: Walk,
  { asked, about }: Asking,
): Promise<Document | null> {
  const { spec, way } = route;
  const ask = walk.ask.get(spec.id);
  if (ask === undefined) return null;
  const name = { key: carriedKey(spec.id, asked), route: spec.id };
  if (way === 'list') return listOf(ask, spec, { asked, name });
  if (way === 'log') return logOf(ask, spec, { asked, name });
  if (way === 'file') {
    const stamp = stampOf(`file ${name.key} ${walk.known.get(about ?? '') ?? ''}`);
    return { ...name, stamp, load: () => loadFile(ask, spec, asked) };
  }
  const answer = await ask(split(spec, asked));
  if (!answer.ok) return null;
  const body: unknown = spec.response.parse(answer.value);
  return { ...name, stamp: stampOf(JSON.stringify(body)), body };
}

/** Members of the address and of its query. */
function split(spec: RouteSpec, asked: Asked): { readonly params: Asked; readonly query: Asked } {
  const inPath = new Set([...spec.path.matchAll(/:(\w+)/g)].map(([, member]) => member));
  const entries = Object.entries(asked);
  return {
    params: Object.fromEntries(entries.filter(([member]) => inPath.has(member))),
    query: Object.fromEntries(entries.filter(([member]) => !inPath.has(member))),
  };
}

interface Naming {
  readonly asked: Asked;
  readonly name: { readonly key: string; readonly route: string };
}

/** All pages of a list as one. */
async function listOf(ask: Ask, spec: RouteSpec, { asked, name }: Naming): Promise<Document | null> {
  const rows: unknown[] = [];
  let after: string | null = null;
  do {
    const answer = await ask(split(spec, { ...asked, limit: '100', ...(after === null ? {} : { after }) }));
    if (!answer.ok) return null;
    const page = spec.response.parse(answer.value) as {
      readonly rows: readonly unknown[];
      readonly next: string | null;
    };
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return { ...name, stamp: stampOf(JSON.stringify(rows)), body: { rows, next: null } };
}

/** A log with all of its entries. */
async function logOf(ask: Ask, spec: RouteSpec, { asked, name }: Naming): Promise<Document | null> {
  const entries: unknown[] = [];
  for (;;) {
    const answer = await ask(split(spec, { ...asked, from: String(entries.length) }));
    if (!answer.ok) return null;
    const page = spec.response.parse(answer.value) as {
      readonly size: number;
      readonly entries: readonly unknown[];
    };
    entries.push(...page.entries);
    if (page.entries.length === 0 || entries.length >= page.size)
      return { ...name, stamp: stampOf(JSON.stringify([page.size, entries])), body: { ...page, entries } };
  }
}

/** Null where there is none: a draw without a result has no bundle. */
async function loadFile(ask: Ask, spec: RouteSpec, asked: Asked): Promise<CarriedFile | null> {
  const answer = await ask(split(spec, asked));
  if (!answer.ok) return null;
  const reply = answer.value as FileReply;
  const chunks: Buffer[] = [];
  if (reply.body instanceof Uint8Array) chunks.push(Buffer.from(reply.body));
  else for await (const chunk of reply.body) chunks.push(Buffer.from(chunk as Uint8Array));
  const { contentType, fileName, disposition } = reply;
  return { contentType, fileName, disposition, bytes: Buffer.concat(chunks) };
}
