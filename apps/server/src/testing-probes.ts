/**
 * Questions that somebody of one county asks about the other, each with what may never come back: nothing that stands there
 * by name, and by a real id of there exactly what an id of nothing gives, so that nobody learns even that it exists.
 */
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import { declaredRoutes } from './app.ts';
import { inputSchema, nobodysId, sample } from './platform/http/testing-routes.ts';
import type { TestClient, TestReply } from './platform/testing-app.ts';
import type { County } from './testing-world.ts';

export interface Probe {
  readonly what: string;
  /** What came back that may not; null when all is well. */
  readonly run: () => Promise<string | null>;
}

export const office = declaredRoutes().filter(
  ({ policy }) => policy.kind === 'roles' || policy.kind === 'signedIn',
);
export const isById = ({ path }: RouteSpec): boolean => path.includes('/:');

/** What a reply says without what differs from call to call. */
function said({ status, body }: TestReply): string {
  const code = (body as { readonly error?: { readonly code?: string } } | null)?.error?.code;
  // How often somebody tried a wrong password of the second person, whatever it was for.
  return code === 'auth.too_many_attempts' ? '422 draw.second_person_invalid' : `${status} ${code ?? ''}`;
}

function named(reply: TestReply, names: readonly string[]): string | null {
  const text = reply.raw.toString();
  return names.find((name) => text.includes(name)) ?? null;
}

/** Which tables a route's ids may come from, the likeliest first: by the letters that their names share. */
function likelyTables(spec: RouteSpec, county: County): readonly string[] {
  const threes = (text: string): ReadonlySet<string> => {
    const plain = text.toLowerCase().replaceAll(/[^a-z]/g, '');
    return new Set(Array.from({ length: Math.max(0, plain.length - 2) }, (_, i) => plain.slice(i, i + 3)));
  };
  const fixed = spec.path.split('/').filter((part) => !part.startsWith(':'));
  const own = threes(`${fixed.slice(2).join('')}${spec.id}`);
  const score = (table: string): number => {
    const its = threes(table.replace(/s$/, ''));
    return [...its].filter((three) => own.has(three)).length / its.size;
  };
  return [...county.ids.keys()].toSorted((a, b) => score(b) - score(a));
}

export const addressOf = (spec: RouteSpec, id: string): string => spec.path.replaceAll(/:\w+/g, id);

/** A read by the id of something that really answers to somebody of its agency. */
export interface Answering {
  readonly spec: RouteSpec;
  readonly id: string;
}

/** One for each read by id, where anything of `own` answers. */
export async function answering(own: County): Promise<readonly Answering[]> {
  const found: Answering[] = [];
  for (const spec of office.filter((one) => one.method === 'GET' && isById(one))) {
    const tables = likelyTables(spec, own).slice(0, 5);
    for (const id of tables.flatMap((table) => own.ids.get(table) ?? [])) {
      if ((await own.insider.get(addressOf(spec, id))).status !== 200) continue;
      found.push({ spec, id });
      break;
    }
  }
  return found;
}

/** The same reads asked by somebody of `other`. */
export function readProbes(
  answers: readonly Answering[],
  { own, other }: { readonly own: County; readonly other: County },
): readonly Probe[] {
  return answers.map(({ spec, id }) => ({
    what: `${spec.id} ${id}`,
    run: async () => {
      const reply = await other.insider.get(addressOf(spec, id));
      const nothing = await other.insider.get(addressOf(spec, nobodysId));
      const name = named(reply, own.names);
      if (name !== null) return `tells ${name}`;
      return said(reply) === said(nothing) ? null : `${said(reply)} where nothing gives ${said(nothing)}`;
    },
  }));
}

/** Lists, searches, counts and exports of `other`, in which nothing of `own` may stand. */
export function listProbes(own: County, other: County): readonly Probe[] {
  return office
    .filter((one) => one.method === 'GET' && !isById(one))
    .map((spec) => ({
      what: spec.id,
      run: async () => {
        const name = named(await other.insider.get(spec.path), own.names);
        return name === null ? null : `tells ${name}`;
      },
    }));
}

/** A write by the id of something, in the address and in the body. */
interface Writing {
  readonly spec: RouteSpec;
  readonly body: object;
  readonly id: string;
}

function writings(own: County, tables: number): readonly Writing[] {
  return office
    .filter(({ method, transfer }) => method !== 'GET' && transfer !== 'chunk')
    .flatMap((spec) => {
      const body = sample(inputSchema(spec.body)) as object;
      if (!isById(spec) && !uuid.test(JSON.stringify({ ...body, actionId: null }))) return [];
      const likely = likelyTables(spec, own).slice(0, tables);
      return likely.map((table) => ({ spec, body, id: own.ids.get(table)?.[0] ?? nobodysId }));
    });
}

/** Writes by ids of `own`, in the address and in the body, sent by somebody of `other`. */
export function writeProbes(own: County, other: County, tables: number): readonly Probe[] {
  return writings(own, tables).map(({ spec, body, id }) => ({
    what: `${spec.id} ${id}`,
    run: async () => {
      const reply = await send(other.insider, spec, { body, id });
      const nothing = await send(other.insider, spec, { body, id: nobodysId });
      const name = named(reply, own.names);
      if (name !== null) return `tells ${name}`;
      if (reply.status >= 500) return `${reply.status}`;
      return said(reply) === said(nothing) ? null : `${said(reply)} where nothing gives ${said(nothing)}`;
    },
  }));
}

/**
 * Writes by ids of the bureau, sent by somebody of another agency of the county. Within a county it is no secret that something
 * is there; but whoever is let past the question whose it is has got too far.
 */
export function neighbourWrites(own: County): readonly (Probe & { readonly route: string })[] {
  return (
    writings(own, 1)
      // The youngest session may be the neighbour's own, who then is signed out.
      .filter(({ spec, id }) => id !== nobodysId && !/^sessions?\.|^password\./.test(spec.id))
      .map(({ spec, body, id }) => ({
        route: spec.id,
        what: `${spec.id} ${id}`,
        run: async () => {
          const reply = await send(own.neighbour, spec, { body, id });
          if (reply.status === 403 || reply.status === 404) return null;
          const nothing = await send(own.neighbour, spec, { body, id: nobodysId });
          return said(reply) === said(nothing) ? null : `${said(reply)} where nothing gives ${said(nothing)}`;
        },
      }))
  );
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/;
const uuids = new RegExp(uuid, 'g');

/** A body of the right form in which every id is the given one. */
function send(
  client: TestClient,
  spec: RouteSpec,
  of: { readonly body: object; readonly id: string },
): Promise<TestReply> {
  const text = JSON.stringify(of.body).replaceAll(uuids, of.id);
  const filled = JSON.parse(text) as Record<string, unknown>;
  const body = 'actionId' in filled ? { ...filled, actionId: crypto.randomUUID() } : filled;
  const url = addressOf(spec, of.id);
  if (spec.transfer === 'upload')
    return client.upload(url, { name: 'a.csv', bytes: new Uint8Array(3) }, body);
  return client.inject({
    method: spec.method,
    url,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });
}
