/** What the server should be getting done: followers of the ledger, jobs, messages, channels, the mail server. */
import { connect } from 'node:net';
import { inTransaction } from '../../db/transaction.ts';
import { gatewayAddress } from '../../outside/gateway-address.ts';
import {
  failedMessages,
  failingChannels,
  laggingFollower,
  mailServers,
  stalledWork,
  stuckEvents,
} from '../work.queries.ts';
import { type Connected, type Finding, findingsOf, reasonOf } from './check.ts';

const hour = 3_600_000;
const before = (now: string, hours: number) => new Date(Date.parse(now) - hours * hour).toISOString();

/** Whose work: null for the doctor, who looks at the whole installation. */
export type Scoped = Connected & { readonly jurisdictionId?: string };
const scopeOf = (patient: Scoped) => ({ jurisdictionId: patient.jurisdictionId ?? null });

/** An event that failed five times will not mend itself. */
const hopeless = 5;

export async function checkFollowers(patient: Scoped): Promise<readonly Finding[]> {
  const { green, amber, red } = findingsOf('followers');
  const scope = scopeOf(patient);
  return inTransaction(patient.db, async (tx) => {
    const [stuck] = await stuckEvents(tx, { ...scope, attempts: hopeless });
    if (stuck !== undefined)
      return [red('followers.stuck', { count: stuck.count, follower: stuck.follower })];
    const behind = await laggingFollower(tx, { ...scope, before: before(patient.now(), 1) });
    return [behind === null ? green('followers.fine') : amber('followers.behind', { ...behind })];
  });
}

export async function checkJobs(patient: Scoped): Promise<readonly Finding[]> {
  const { green, red } = findingsOf('jobs');
  const of = { ...scopeOf(patient), before: before(patient.now(), 2) };
  const stalled = await inTransaction(patient.db, (tx) => stalledWork(tx, of));
  return stalled.length === 0
    ? [green('jobs.fine')]
    : stalled.map(({ kind, count }) => red(`jobs.${kind}`, { count }));
}

export async function checkNotices(patient: Scoped): Promise<readonly Finding[]> {
  const { green, amber, red } = findingsOf('notices');
  const of = { ...scopeOf(patient), since: before(patient.now(), 7 * 24) };
  const count = await inTransaction(patient.db, (tx) => failedMessages(tx, of));
  if (count === 0) return [green('notices.fine')];
  return [count >= 20 ? red('notices.failed', { count }) : amber('notices.failed', { count })];
}

export async function checkChannels(patient: Scoped): Promise<readonly Finding[]> {
  const { green, red } = findingsOf('channels');
  const of = { ...scopeOf(patient), before: before(patient.now(), 1) };
  const failing = await inTransaction(patient.db, (tx) => failingChannels(tx, of));
  return failing.length === 0
    ? [green('channels.fine')]
    : failing.map((one) =>
        red(one.of === 'notices' ? 'channels.notices' : 'channels.publication', {
          kind: one.kind,
          since: one.since,
        }),
      );
}

/** Opens a connection to each mail server that an administrator set up and the operator's rules allow, and says nothing. */
export async function checkMail(patient: Scoped): Promise<readonly Finding[]> {
  const { green, grey, red } = findingsOf('mail');
  const servers = await inTransaction(patient.db, (tx) => mailServers(tx, patient.jurisdictionId ?? null));
  if (servers.length === 0) return [grey('mail.none')];
  const found: Finding[] = [];
  for (const { host, port } of servers) {
    const to = await gatewayAddress(patient.config, { host, port });
    const data = { host: `${host}:${port}` };
    if (!to.ok)
      found.push(red(to.error.code === 'gateway.unknown_host' ? 'mail.unknown' : 'mail.closed', data));
    const reason = to.ok ? await greeting(to.value.address, port) : null;
    if (reason !== null) found.push(red('mail.dead', { ...data, reason }));
  }
  return found.length === 0 ? [green('mail.fine', { count: servers.length })] : found;
}

/** Null when the other side takes the connection; else why not. */
function greeting(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 5000 });
    const end = (reason: string | null) => {
      socket.destroy();
      resolve(reason);
    };
    socket.once('connect', () => end(null));
    socket.once('timeout', () => end('ETIMEDOUT'));
    socket.once('error', (error) => end(reasonOf(error)));
  });
}
