/**
 * Sequences of requests through real ids (F-02): each request is made from its route's schema, from what earlier answers said
 * and from chance that repeats, mostly valid, sometimes nearly, sometimes hostile. What every answer keeps to is asked of each;
 * what is refused changes nothing.
 */
import assert from 'node:assert/strict';
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import { typeOf } from './platform/http/schema-sample.ts';
import { assertAnswered, hostileTexts, tracesIn } from './platform/http/testing-fuzz.ts';
import {
  inputSchema,
  type JsonSchema,
  nobodysId,
  placesOf,
  sample,
  withPlace,
} from './platform/http/testing-routes.ts';
import type { TestDatabase } from './platform/testing.ts';
import type { TestClient, TestReply } from './platform/testing-app.ts';

export interface Walk {
  readonly database: TestDatabase;
  /** Who asks; null for routes that this walk leaves out. */
  readonly clientFor: (spec: RouteSpec, random: () => number) => TestClient | null;
  readonly routes: readonly RouteSpec[];
  readonly requests: number;
  readonly seed: number;
}

export interface Walked {
  readonly sent: number;
  /** Writes that were done. */
  readonly done: number;
  readonly refused: number;
  /** Routes that answered something other than a refusal. */
  readonly reached: number;
  readonly reachedIds: readonly string[];
  readonly longestMs: number;
  /** What was asked when it took longest. */
  readonly longest: string;
}

/** Milliseconds after which an answer counts as none. */
const patience = 30_000;

type Random = () => number;

/** mulberry32: the same numbers for the same seed. */
function chance(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Memory {
  readonly random: Random;
  /** By the name of a member; ids also by the first part of the address that told them. */
  readonly values: Map<string, unknown[]>;
}

const kept = 30;

function remember(memory: Memory, name: string, value: unknown): void {
  const known = memory.values.get(name) ?? [];
  known.push(value);
  if (known.length > kept) known.shift();
  memory.values.set(name, known);
}

function learn(memory: Memory, family: string, told: unknown, depth = 0): void {
  if (typeof told !== 'object' || told === null || depth > 6) return;
  if (Array.isArray(told)) {
    for (const one of told.slice(0, 8)) learn(memory, family, one, depth + 1);
    return;
  }
  for (const [name, value] of Object.entries(told as Readonly<Record<string, unknown>>)) {
    if (typeof value === 'object') learn(memory, family, value, depth + 1);
    else remember(memory, name === 'id' ? `id of ${family}` : name, value);
  }
}

function pick<T>({ random }: Memory, from: readonly T[]): T | undefined {
  return from[Math.floor(random() * from.length)];
}

const familyOf = (path: string): string => path.split('/')[2] ?? '';

/** A value of the right form: what was told under this name, where its form fits, else what the schema asks. */
function fill(memory: Memory, schema: JsonSchema, name: string): unknown {
  const either = schema.oneOf ?? schema.anyOf;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return pick(memory, schema.enum);
  if (either !== undefined) return fill(memory, pick(memory, either) ?? {}, name);
  const type = typeOf(schema);
  if (type === 'object' && schema.properties !== undefined) {
    const wanted = Object.entries(schema.properties).filter(
      ([member]) => schema.required?.includes(member) === true || memory.random() < 0.6,
    );
    return Object.fromEntries(wanted.map(([member, part]) => [member, fill(memory, part, member)]));
  }
  if (type === 'array' && schema.items !== undefined) {
    const { items } = schema;
    return Array.from({ length: 1 + Math.floor(memory.random() * 2) }, () =>
      fill(memory, items, name.replace(/s$/, '')),
    );
  }
  const told = pick(memory, memory.values.get(name) ?? []);
  if (typeof told === (type === 'integer' ? 'number' : type) && memory.random() < 0.8) return told;
  return sample(schema);
}

function addressFor(memory: Memory, spec: RouteSpec): string {
  const family = familyOf(spec.path);
  return spec.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const ids = memory.values.get(name === 'id' ? `id of ${family}` : name) ?? [];
    const told = memory.random() < 0.85 ? pick(memory, ids) : nobodysId;
    return encodeURIComponent(typeof told === 'string' ? told : nobodysId);
  });
}

/** Mostly no query at all; else some of its members, valid, twice, or with what nobody asked for. */
function queryFor(memory: Memory, spec: RouteSpec): string {
  if (spec.method !== 'GET' || memory.random() < 0.4) return '';
  const { properties = {} } = inputSchema(spec.query);
  const asked = new URLSearchParams();
  for (const [name, schema] of Object.entries(properties)) {
    if (memory.random() < 0.5) continue;
    const value = memory.random() < 0.7 ? fill(memory, schema, name) : pick(memory, shortTexts);
    asked.append(name, String(value).toWellFormed());
    if (memory.random() < 0.05) asked.append(name, 'x');
  }
  if (memory.random() < 0.05) asked.append('__proto__', 'x');
  return asked.size === 0 ? '' : `?${asked}`;
}

/** What fits into an address. */
const shortTexts = hostileTexts.filter((text) => text.length < 2_000);

function bodyFor(memory: Memory, spec: RouteSpec): unknown {
  const schema = inputSchema(spec.body);
  const body = fill(memory, schema, '');
  const whole =
    typeof body === 'object' && body !== null && 'actionId' in body
      ? { ...body, actionId: crypto.randomUUID() }
      : body;
  if (memory.random() > 0.15) return whole;
  const place = pick(memory, placesOf(schema, 'string'));
  return place === undefined ? whole : withPlace(sample(schema), place, pick(memory, hostileTexts));
}

interface Arrow {
  readonly spec: RouteSpec;
  readonly client: TestClient;
  readonly url: string;
}

async function send(memory: Memory, { spec, client, url }: Arrow): Promise<TestReply> {
  if (spec.method === 'GET') return client.get(url);
  const body = bodyFor(memory, spec);
  if (spec.transfer === 'upload')
    return client.upload(url, { name: 'a.csv', bytes: new Uint8Array(3) }, Object(body));
  return client.inject({
    method: spec.method,
    url,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(body ?? null),
  });
}

/** Walks; every list is read once first, so that there are ids to begin with. */
export async function walk(of: Walk): Promise<Walked> {
  const memory: Memory = { random: chance(of.seed), values: new Map() };
  const open = of.routes.filter((spec) => of.clientFor(spec, () => 0) !== null);
  const lists = open.filter(
    ({ method, path, transfer }) => method === 'GET' && !path.includes(':') && transfer === 'json',
  );
  const reached = new Set<string>();
  const tally = { sent: 0, done: 0, refused: 0, longestMs: 0, longest: '' };
  let traces = await tracesIn(of);
  for (let n = 0; n < of.requests; n += 1) {
    const spec = lists[n] ?? pick(memory, open);
    const client = spec === undefined ? null : of.clientFor(spec, memory.random);
    if (spec === undefined || client === null) continue;
    const before = performance.now();
    const url = addressFor(memory, spec) + queryFor(memory, spec);
    const reply = await send(memory, { spec, client, url });
    const ms = performance.now() - before;
    if (ms > tally.longestMs) Object.assign(tally, { longestMs: ms, longest: spec.id });
    tally.sent += 1;
    const what = `seed ${of.seed}, request ${n}, ${spec.id} ${url.slice(0, 300)}`;
    assert.ok(ms < patience, `${what}: ${Math.round(ms)} ms`);
    assertAnswered(spec, reply, what);
    if (reply.status < 400) {
      reached.add(spec.id);
      learn(memory, familyOf(spec.path), reply.body);
      if (spec.method !== 'GET') tally.done += 1;
      if (spec.audit !== null) traces = await tracesIn(of);
    } else {
      tally.refused += 1;
      if (spec.method === 'GET') continue;
      const now = await tracesIn(of);
      // A wrong password of the second person is on record, as one at the door is.
      const isGuess = reply.body?.error?.code === 'draw.second_person_invalid';
      if (isGuess) traces = now;
      assert.equal(now, traces, `seed ${of.seed}, request ${n}: ${spec.id} was refused and left a trace`);
    }
  }
  return { ...tally, reached: reached.size, reachedIds: [...reached] };
}
