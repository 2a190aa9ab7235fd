/**
 * The gate before every declared route: rate of the source, who is asking, may they, rate of the account. It runs
 * before the body is read, so that strangers learn nothing from validation and cost little.
 */
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import type { MachineScope } from '@mingcha/core/common/machine.ts';
import type { AppError } from '@mingcha/core/common/result.ts';
import { hasRole, isGuest } from '@mingcha/core/common/roles.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type EnterpriseSession,
  enterpriseTokenOf,
  findEnterpriseSession,
} from '../auth/enterprise/enterprise-session.ts';
import { findMachine, type Machine } from '../auth/machine/machine-key.ts';
import { findSession, type Session, tokenOf } from '../auth/session.ts';
import { isAway } from '../db/database.ts';
import type { Platform } from '../platform.ts';
import { sendRefusal } from './errors.ts';
import type { Lateness } from './lateness.ts';
import { isOverloaded, overloaded } from './overload.ts';
import type { RateLimiter } from './rate-limit.ts';
import type { AccessSettings } from './settings.ts';

declare module 'fastify' {
  interface FastifyRequest {
    session: Session | null;
    enterprise: EnterpriseSession | null;
    machine: Machine | null;
  }
  interface FastifyContextConfig {
    spec?: RouteSpec;
  }
}

export interface Gate {
  readonly platform: Platform;
  readonly settings: AccessSettings;
  readonly limiter: RateLimiter;
  readonly lateness: Lateness;
}

export interface Arrival {
  readonly spec: RouteSpec;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Open to somebody whose password must be changed first, and of what is open to everybody signed in all that is open to guests. */
export const openBeforeChange: ReadonlySet<string> = new Set([
  'session.start',
  'session.show',
  'session.end',
  'password.change',
  'enterprise.signOut',
  'enterprise.changePassword',
]);

/** What a phone sends and fetches between visits: open longer after the person's last tap than a desk. */
const fieldRoutes: ReadonlySet<string> = new Set([
  'fieldDevices.register',
  'field.pack',
  'field.sync',
  'field.putChunk',
  'field.upload',
]);

/** Lets the request pass, or answers it. */
export async function admit(gate: Gate, arrival: Arrival): Promise<unknown> {
  const refusal = await refusalOf(gate, arrival);
  if (refusal === null) return undefined;
  await sendRefusal(arrival.reply, refusal);
  return arrival.reply;
}

/** Said before anything is asked of the database: while it is away, and while too many wait for it or for us (L-07). */
function refusalAtDoor(gate: Gate): AppError | null {
  if (isAway(gate.platform.db)) return { code: 'request.database_away' };
  return isOverloaded(gate) ? overloaded(gate.platform) : null;
}

async function refusalOf(gate: Gate, { spec, request }: Arrival): Promise<AppError | null> {
  const closed = refusalAtDoor(gate);
  if (closed !== null) return closed;
  const rate = gate.settings.rates[spec.rate];
  const wait = gate.limiter.take(`source ${spec.rate} ${request.ip}`, rate.perSource);
  if (wait > 0) return tooMany(wait);
  if (spec.policy.kind === 'enterprise') return enterpriseRefusal(gate, { spec, request });
  if (spec.policy.kind === 'machine') return machineRefusal(gate, { spec, request }, spec.policy.scope);
  const token = tokenOf(request.headers.cookie);
  const use = fieldRoutes.has(spec.id) ? 'field' : 'desk';
  const asked = performance.now();
  const session = token === null ? null : await findSession(gate.platform, gate.settings, { token, use });
  if (performance.now() - asked > gate.settings.longestWait) return overloaded(gate.platform);
  request.session = session;
  const denied = denial(spec, session);
  if (denied !== null) return { code: denied };
  const key =
    session === null
      ? `nobody ${spec.rate} ${request.ip}`
      : `account ${spec.rate} ${session.actor.accountId}`;
  const waitMore = gate.limiter.take(key, rate.perMinute);
  return waitMore > 0 ? tooMany(waitMore) : null;
}

/** Only the cookie of an enterprise opens its routes: a session of the office is nobody here. */
async function enterpriseRefusal(
  gate: Gate,
  { spec, request }: Omit<Arrival, 'reply'>,
): Promise<AppError | null> {
  const token = enterpriseTokenOf(request.headers.cookie);
  const session = token === null ? null : await findEnterpriseSession(gate.platform, gate.settings, token);
  request.enterprise = session;
  if (session === null) return { code: 'auth.not_signed_in' };
  if (session.mustChangePassword && !openBeforeChange.has(spec.id))
    return { code: 'auth.password_change_required' };
  const key = `enterprise ${spec.rate} ${session.actor.enterpriseId}`;
  const wait = gate.limiter.take(key, gate.settings.rates[spec.rate].perMinute);
  return wait > 0 ? tooMany(wait) : null;
}

/** Only a key opens the routes of systems: whoever has a cookie is nobody here. */
async function machineRefusal(
  gate: Gate,
  { spec, request }: Omit<Arrival, 'reply'>,
  scope: MachineScope,
): Promise<AppError | null> {
  const machine = await findMachine(gate.platform, request.headers.authorization);
  request.machine = machine;
  if (machine === null) return { code: 'auth.not_signed_in' };
  if (!machine.scopes.includes(scope)) return { code: 'machine.scope.forbidden' };
  const key = `machine ${spec.rate} ${machine.actor.accountId}`;
  const wait = gate.limiter.take(key, gate.settings.rates[spec.rate].perMinute);
  return wait > 0 ? tooMany(wait) : null;
}

function tooMany(seconds: number): AppError {
  return { code: 'request.too_many', data: { seconds } };
}

/** The code of the refusal by policy, or null. Pure. */
export function denial(spec: RouteSpec, session: Session | null): string | null {
  if (spec.policy.kind === 'public' || spec.policy.kind === 'token') return null;
  if (session === null || spec.policy.kind === 'enterprise' || spec.policy.kind === 'machine')
    return 'auth.not_signed_in';
  if (session.mustChangePassword && !openBeforeChange.has(spec.id)) return 'auth.password_change_required';
  if (spec.policy.kind === 'signedIn')
    return isGuest(session.actor.roles) && !openBeforeChange.has(spec.id) ? 'auth.role.forbidden' : null;
  return hasRole(session.actor, ...spec.policy.roles) ? null : 'auth.role.forbidden';
}
