/**
 * People who enter objects and look at lists while something happens to the servers. Each keeps a journal of what was
 * acknowledged; a write without an answer is sent again under the same action id, as a browser or a phone does. Afterwards the
 * journal is compared with the database: every acknowledged write is there once, every other one once or not at all.
 */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { verifyLedger } from '../../apps/server/src/platform/ledger/verify-ledger.ts';
import type { TestPlatform } from '../../apps/server/src/platform/testing-app.ts';

export interface Written {
  readonly actionId: string;
  readonly name: string;
  /** The object's id, from the answer. */
  objectId: string | null;
  tries: number;
}

export interface Load {
  readonly journal: readonly Written[];
  /** Answers by status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Answers that no person should meet: of status 5xx, but for 503 with Retry-After and a sentence's code. */
  readonly badAnswers: readonly string[];
  /** 503 with Retry-After. */
  readonly unavailable: () => number;
  readonly reads: () => number;
  /** Connections that broke before an answer came. */
  readonly broken: () => number;
  /** The longest time in milliseconds in which nobody's write was acknowledged. */
  readonly longestPause: () => number;
  /** Milliseconds from now until the next acknowledged write. */
  nextAcknowledged(): Promise<number>;
  stop(): Promise<void>;
}

export interface LoadOptions {
  readonly port: number;
  readonly cookies: readonly string[];
  /** Between two rounds of one person. */
  readonly pauseMs: number;
  /** After which an answer is no longer waited for. */
  readonly patienceMs?: number;
}

interface State {
  readonly options: LoadOptions;
  /** In the names of this load's objects: several may run on one site. */
  readonly tag: string;
  readonly journal: Written[];
  readonly statuses: Map<number, number>;
  readonly badAnswers: string[];
  reads: number;
  broken: number;
  unavailable: number;
  lastAt: number;
  longest: number;
  isOver: boolean;
  readonly waiting: (() => void)[];
}

export function startLoad(options: LoadOptions): Load {
  const state: State = {
    options,
    tag: crypto.randomUUID().slice(0, 8),
    journal: [],
    statuses: new Map(),
    badAnswers: [],
    reads: 0,
    broken: 0,
    unavailable: 0,
    lastAt: performance.now(),
    longest: 0,
    isOver: false,
    waiting: [],
  };
  const people = options.cookies.map((cookie, n) => goOn(state, { cookie, n }));
  return {
    journal: state.journal,
    statuses: state.statuses,
    badAnswers: state.badAnswers,
    reads: () => state.reads,
    broken: () => state.broken,
    unavailable: () => state.unavailable,
    longestPause: () => Math.round(state.longest),
    nextAcknowledged: async () => {
      const begun = performance.now();
      await new Promise<void>((resolve) => state.waiting.push(resolve));
      return Math.round(performance.now() - begun);
    },
    stop: async () => {
      state.isOver = true;
      await Promise.all(people);
    },
  };
}

interface Person {
  readonly cookie: string;
  readonly n: number;
}

async function goOn(state: State, person: Person): Promise<void> {
  // One connection that is kept, as a browser keeps it; addresses apart, so that nobody's rate is another's.
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let round = 0; !state.isOver; round += 1) {
    const written = {
      actionId: crypto.randomUUID(),
      name: `测试单位${state.tag}之${person.n}第${round}家`,
      objectId: null,
      tries: 0,
    };
    state.journal.push(written);
    await writeSurely(state, { ...person, agent }, written);
    const listed = await ask(state, { ...person, agent }, { method: 'GET', path: '/api/objects?limit=20' });
    if (listed?.status === 200) state.reads += 1;
    await sleep(state.options.pauseMs);
  }
  agent.destroy();
}

/** Until it is acknowledged; a load that ends gives up and leaves it open. */
async function writeSurely(state: State, by: Asking, written: Written): Promise<void> {
  const body = JSON.stringify(newObject(written));
  for (;;) {
    written.tries += 1;
    const answer = await ask(state, by, { method: 'POST', path: '/api/objects', body });
    if (answer?.status === 200) {
      written.objectId = (JSON.parse(answer.text) as { id: string }).id;
      acknowledged(state);
      return;
    }
    if (state.isOver) return;
    await sleep(answer === null ? 50 : 300);
  }
}

function acknowledged(state: State): void {
  const now = performance.now();
  state.longest = Math.max(state.longest, now - state.lastAt);
  state.lastAt = now;
  for (const tell of state.waiting.splice(0)) tell();
}

const fields = {
  kind: 'enterprise',
  formerNames: [],
  uscc: null,
  registrationNumber: null,
  localCode: null,
  address: '东街1号',
  divisionCode: '130181',
  industry: '化工',
  riskLevel: 'major',
  creditClass: 'B',
  creditClassOn: '2026-01-01',
  tags: [],
  responsiblePerson: '',
  registeredOn: null,
  remark: '',
  sectionId: null,
};

/** What creates the object of a write. */
export function newObject({ name, actionId }: Pick<Written, 'name' | 'actionId'>): object {
  return { ...fields, name, actionId };
}

interface Asking extends Person {
  readonly agent: Agent;
}

interface Question {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Null when the connection broke or nothing came in time. */
async function ask(state: State, by: Asking, question: Question): Promise<Answer | null> {
  const { port, patienceMs = 30_000 } = state.options;
  const answer = await new Promise<(Answer & { readonly retryAfter: string | undefined }) | null>(
    (resolve) => {
      const headers = {
        cookie: by.cookie,
        'sec-fetch-site': 'same-origin',
        ...(question.body === undefined ? {} : { 'content-type': 'application/json' }),
      };
      const sent = request(
        {
          host: '127.0.0.1',
          port,
          path: question.path,
          method: question.method,
          agent: by.agent,
          headers,
          timeout: patienceMs,
          localAddress: `127.0.1.${1 + (by.n % 250)}`,
        },
        (reply) => {
          let text = '';
          reply.setEncoding('utf8');
          reply.on('data', (piece: string) => {
            text += piece;
          });
          reply.on('error', () => resolve(null));
          reply.on('close', () => (reply.complete ? undefined : resolve(null)));
          reply.on('end', () =>
            resolve({ status: reply.statusCode ?? 0, text, retryAfter: reply.headers['retry-after'] }),
          );
        },
      );
      sent.on('timeout', () => sent.destroy());
      sent.on('error', () => resolve(null));
      sent.end(question.body);
    },
  );
  if (answer === null) {
    state.broken += 1;
    return null;
  }
  state.statuses.set(answer.status, (state.statuses.get(answer.status) ?? 0) + 1);
  if (answer.status === 503 && answer.retryAfter !== undefined && isKnownRefusal(answer.text))
    state.unavailable += 1;
  else if (answer.status >= 400 && answer.status !== 409 && answer.status !== 429)
    state.badAnswers.push(
      `${question.method} ${question.path} ${answer.status} ${answer.text.slice(0, 300)}`,
    );
  return answer;
}

/** A code with a sentence that a person can act upon. */
function isKnownRefusal(text: string): boolean {
  return /"code":"(?:request\.database_away|request\.overloaded|request\.not_ready|auth\.busy)"/.test(text);
}

export interface Outcome {
  readonly acknowledged: number;
  readonly missing: number;
  readonly duplicates: number;
  /** Unacknowledged writes that are there, whole. */
  readonly unanswered: number;
  readonly faults: readonly string[];
}

/** Compares the journal with what the database holds. */
export async function compare(platform: TestPlatform, journal: readonly Written[]): Promise<Outcome> {
  const objects = await counted(
    platform,
    'SELECT name AS key, count(*)::int AS n FROM objects GROUP BY name',
  );
  const events = await counted(
    platform,
    `SELECT subject_id::text AS key, count(*)::int AS n FROM ledger_events WHERE type = 'object.created' GROUP BY subject_id`,
  );
  const actions = await counted(
    platform,
    'SELECT action_id::text AS key, count(*)::int AS n FROM actions GROUP BY action_id',
  );
  const faults: string[] = [];
  let missing = 0;
  let duplicates = 0;
  let unanswered = 0;
  for (const { actionId, name, objectId } of journal) {
    const found = [objects.get(name) ?? 0, actions.get(actionId) ?? 0];
    if (objectId !== null) found.push(events.get(objectId) ?? 0);
    if (found.some((n) => n > 1)) duplicates += 1;
    else if (objectId !== null && found.some((n) => n === 0)) missing += 1;
    else if (objectId === null && found[0] !== found[1]) faults.push(`${name}: half of a write is there`);
    else if (objectId === null && found[0] === 1) unanswered += 1;
  }
  const total = [...objects.values()].reduce((sum, n) => sum + n, 0);
  const inLedger = [...events.values()].reduce((sum, n) => sum + n, 0);
  if (total !== inLedger) faults.push(`${total} objects, ${inLedger} in the ledger`);
  const { rows } = await sql<{ id: string }>`SELECT id FROM jurisdictions`.execute(platform.db);
  for (const { id } of rows) {
    const { fault } = await verifyLedger(platform.db, id);
    if (fault !== null) faults.push(`ledger ${id}: ${JSON.stringify(fault)}`);
  }
  const acknowledgedCount = journal.filter((one) => one.objectId !== null).length;
  return { acknowledged: acknowledgedCount, missing, duplicates, unanswered, faults };
}

async function counted(platform: TestPlatform, text: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ key: string; n: number }>`${sql.raw(text)}`.execute(platform.db);
  return new Map(rows.map((row) => [row.key, row.n]));
}
