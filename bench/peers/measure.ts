/** The questions put to every server alike: a first page, deep pages, parts of names, and sixteen clients at once. */
import { encodeCursor } from '../../apps/server/src/platform/db/cursor.ts';
import type { Figures } from '../support/figures.ts';
import type { Caller } from '../support/import-over-http.ts';
import { answered, type Request, refusals, runLoad } from '../support/load.ts';
import type { Person } from '../support/people.ts';
import { many, mebibytes, ms, percentile, seconds, small } from '../support/report.ts';
import { rosterRow } from '../support/roster.ts';

interface Address {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Asked {
  readonly first: readonly Address[];
  readonly deep: readonly Address[];
  readonly search: (text: string, n: number) => Address;
  readonly rowsOf: (answer: unknown) => number;
}

export interface Answers {
  readonly first: readonly number[];
  readonly deep: readonly number[];
  readonly search: readonly number[];
  readonly perSecond: number;
  /** Rows found by all searches: tells whether both sides answered the same question. */
  readonly found: number;
}

export interface Measured extends Answers {
  readonly name: string;
  /** Milliseconds of the import. */
  readonly load: number;
  /** Highest resident memory of the server, bytes. */
  readonly memory: number;
}

const rounds = small ? 10 : 60;
const length = small ? 3 : 10;
const clients = 16;
const words =
  '公司 有限公司 鑫磊 晨曦矿业 渔舟超市 星辰科技 恒源化工 瑞丰 紫云煤业 玉峰陶瓷 合作社 经营部 加油站 城关 河李 药房 科技有 便利店 沃土 金鼎'.split(
    ' ',
  );

/** Our own pages: every account may ask ten times a second, so many people ask in turn. */
export async function askedOfUs(caller: Caller, people: readonly Person[], rows: number): Promise<Asked> {
  const base = '/api/objects?limit=50';
  const headersOf = (n: number) => people[n % people.length]?.headers ?? caller.headers;
  const cursors = Array.from({ length: 20 }, (_, n) => {
    const { name } = rosterRow(Math.floor((rows * (n + 1)) / 22));
    return encodeCursor([name, '00000000-0000-4000-8000-000000000000']);
  });
  return {
    first: people.map(({ headers }) => ({ path: base, headers })),
    deep: people.map(({ headers }, n) => ({ path: `${base}&after=${cursors[n % 20] ?? ''}`, headers })),
    search: (text, n) => ({ path: `${base}&text=${encodeURIComponent(text)}`, headers: headersOf(n) }),
    rowsOf: (answer) => (answer as { readonly rows: readonly unknown[] }).rows.length,
  };
}

export async function measureAsked(of: {
  readonly url: string;
  readonly folder: string;
  readonly asked: Asked;
  readonly patienceMs: number;
}): Promise<Answers> {
  const { url, folder, asked } = of;
  const get = (kind: string, { path, headers }: Address): readonly Request[] => [
    { kind, method: 'GET', path, headers },
  ];
  const pick = (addresses: readonly Address[], n: number): Address =>
    addresses[n % addresses.length] ?? { path: '/', headers: {} };
  const one = async (kind: string, address: (n: number) => Address): Promise<readonly number[]> => {
    const chains = Array.from({ length: rounds }, (_, n) => get(kind, address(n)));
    const load = { url, folder, seconds: Math.min(60, of.patienceMs / 5000) };
    await runLoad({ ...load, connections: [{ chains: chains.slice(0, 10) }] });
    const found = await runLoad({ ...load, connections: [{ chains }] });
    if (refusals(found) > 0) throw new Error(`${kind}: ${JSON.stringify(found.failed)}`);
    return found.times[kind] ?? [];
  };
  const first = await one('first', (n) => pick(asked.first, n));
  const deep = await one('deep', (n) => pick(asked.deep, n));
  const search = await one('search', (n) => asked.search(words[n % words.length] ?? '', n));
  const found = await countFound(url, asked);
  const connections = Array.from({ length: clients }, (_, client) => ({
    chains: Array.from({ length: 32 }, (_each, n) =>
      get('page', pick(n % 2 === 0 ? asked.first : asked.deep, client + n * clients)),
    ),
  }));
  const load = { url, folder, connections, again: true };
  await runLoad({ ...load, seconds: Math.min(3, length) });
  const many16 = await runLoad({ ...load, seconds: length });
  if (refusals(many16) > 0) console.error(many16.failed);
  return { first, deep, search, found, perSecond: (answered(many16) / many16.took) * 1000 };
}

async function countFound(url: string, asked: Asked): Promise<number> {
  let sum = 0;
  for (const [n, word] of words.entries()) {
    const { path, headers } = asked.search(word, n);
    const reply = await fetch(`${url}${path}`, { headers });
    sum += asked.rowsOf(await reply.json());
  }
  return sum;
}

export function tellAsked(figures: Figures, mine: Measured, theirs: Measured): void {
  const times = (what: string, a: number, b: number, text: (value: number) => string): void =>
    figures.add({
      what: `${what}, ${theirs.name}`,
      measured: `${text(b)}; ours ${text(a)}`,
      ratio: `${(b / a).toFixed(1)}× of ours`,
    });
  const p = (sample: readonly number[], share: number): number => percentile(sample, share);
  times('import of the same rows', mine.load, theirs.load, seconds);
  times('first page of 50, p95', p(mine.first, 0.95), p(theirs.first, 0.95), ms);
  times('deep page of 50, p95', p(mine.deep, 0.95), p(theirs.deep, 0.95), ms);
  times('part of a name, p95', p(mine.search, 0.95), p(theirs.search, 0.95), ms);
  figures.add({
    what: `pages by ${clients} clients at once, ${theirs.name}`,
    measured: `${theirs.perSecond.toFixed(0)}/s; ours ${mine.perSecond.toFixed(0)}/s`,
    ratio: `ours ${(mine.perSecond / theirs.perSecond).toFixed(1)}× of it`,
  });
  figures.add({
    what: `rows found by the same ${many(words.length)} searches, ${theirs.name}`,
    measured: `${many(theirs.found)}; ours ${many(mine.found)}`,
  });
  figures.add({
    what: `memory of the server, highest, ${theirs.name}`,
    measured: `${mebibytes(theirs.memory)}; ours ${mebibytes(mine.memory)}`,
    ratio: `${(theirs.memory / mine.memory).toFixed(1)}× of ours`,
  });
}
