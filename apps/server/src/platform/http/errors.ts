/**
 * From refusals and failures to replies: one JSON form `{ error: { code, data?, field? }, requestId }`, the status
 * by the code. No reply ever carries a stack, an SQL text or a message of a library; those go to the log.
 */
import { shortId } from '@mingcha/core/common/operations/short-id.ts';
import type { AppError } from '@mingcha/core/common/result.ts';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { type DatabaseFault, databaseFault } from '../db/database-faults.ts';
import { violatedConstraint } from '../db/transaction.ts';
import { LedgerHeld } from '../ledger/ledger.ts';
import { isDiskFull, noteDiskFull } from '../operations/room.ts';
import type { Platform } from '../platform.ts';
import { refusalPage } from './refusal-page.ts';

/** Codes whose status the suffix does not tell. */
const statusOfCode: Readonly<Record<string, number>> = {
  'auth.not_signed_in': 401,
  'auth.sign_in_refused': 401,
  'auth.one_time_password_expired': 401,
  'auth.account_waiting': 401,
  'auth.provider_unknown': 401,
  'auth.provider_unavailable': 503,
  'auth.password_change_required': 403,
  'auth.too_many_attempts': 429,
  'auth.busy': 503,
  'request.too_many': 429,
  'request.too_large': 413,
  'request.not_json': 415,
  'request.not_upload': 415,
  'request.not_bytes': 415,
  'request.malformed': 400,
  'request.method_not_allowed': 405,
  'request.failed': 500,
  'request.not_ready': 503,
  'request.database_away': 503,
  'request.overloaded': 503,
  'ledger.held': 503,
  // A phone keeps what it has and sends it again later.
  'disk.full': 503,
};

/** After which a program asks again while the server cannot serve it. */
const secondsWhileAway = 5;

/** HTTP status of a refusal's code. */
export function statusOf(code: string): number {
  const known = statusOfCode[code];
  if (known !== undefined) return known;
  if (code.startsWith('text.') || code.startsWith('input.')) return 400;
  if (/[._]not_found$/.test(code)) return 404;
  if (/[._]forbidden$/.test(code)) return 403;
  if (/[._]invalid$/.test(code)) return 422;
  return 409;
}

/** Sends a refusal. */
export async function sendRefusal(reply: FastifyReply, error: AppError): Promise<void> {
  const status = statusOf(error.code);
  const wait = error.data?.['seconds'] ?? (status === 503 ? secondsWhileAway : undefined);
  if ((status === 429 || status === 503) && wait !== undefined) reply.header('retry-after', String(wait));
  if (reply.request.routeOptions.config?.spec?.transfer === 'page') {
    const page = refusalPage(error, reply.request.id);
    await reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page);
    return;
  }
  const body = { error: withNumber(plain(error), status, reply.request.id), requestId: reply.request.id };
  await reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
}

/** What failed on our side is told with the number that finds its line in the log. */
function withNumber(error: AppError, status: number, requestId: string): AppError {
  return status < 500 ? error : { ...error, data: { ...error.data, id: shortId(requestId) } };
}

function plain(error: AppError): AppError {
  return {
    code: error.code,
    ...(error.data === undefined ? {} : { data: error.data }),
    ...(error.field === undefined ? {} : { field: error.field }),
  };
}

/** Error codes by the name of the database constraint that refused, filled by the stages at start. */
export type ConstraintCodes = ReadonlyMap<string, string>;

/** Installs the translation of everything that handlers throw or the framework refuses. */
export function installErrors(
  app: FastifyInstance,
  platform: Pick<Platform, 'config' | 'log'>,
  constraints: ConstraintCodes,
): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const refusal = refusalOf(error, constraints);
    if (refusal.code === 'disk.full') noteDiskFull(platform);
    if (refusal.code in faultCodes)
      platform.log.warn('request.database_fault', { requestId: request.id, error });
    if (refusal.code === 'request.failed' || refusal.code === 'disk.full') {
      // The declared path, not the address: addresses carry parties' tokens and enterprises' codes.
      const { url } = request.routeOptions;
      platform.log.error('request.failed', { requestId: request.id, method: request.method, url, error });
    }
    await sendRefusal(reply, refusal);
  });
}

/** Nothing was done, or it was done whole and is found again by its action id: either way the same request may be sent again. */
const codeOfFault = {
  away: 'request.database_away',
  full: 'request.overloaded',
  collided: 'request.collided',
} as const satisfies Record<DatabaseFault, string>;
const faultCodes: Readonly<Record<string, true>> = {
  'request.database_away': true,
  'request.overloaded': true,
  'request.collided': true,
};

function refusalOf(error: FastifyError, constraints: ConstraintCodes): AppError {
  if (error.validation !== undefined) return validationRefusal(error);
  if (isDiskFull(error)) return { code: 'disk.full' };
  if (error instanceof LedgerHeld) return { code: 'ledger.held' };
  const violated = violatedConstraint(error);
  const code = violated === null ? undefined : constraints.get(violated.name);
  if (code !== undefined) return { code };
  const fault = databaseFault(error);
  if (fault !== null) return { code: codeOfFault[fault] };
  if (error.statusCode === 413) return { code: 'request.too_large' };
  if (error.statusCode === 415) return { code: 'request.not_json' };
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return { code: 'request.malformed' };
  }
  return { code: 'request.failed' };
}

/** Messages of our own schemas that are codes themselves, as `text.required`. */
const ownCode = /^[a-z]+\.[a-z_]+$/;

interface Issue {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

function validationRefusal(error: FastifyError): AppError {
  const issue = error.validation?.[0] as Issue | undefined;
  if (issue === undefined) return { code: 'input.wrong' };
  const field = issue.instancePath.replace(/^\//, '').replaceAll('/', '.');
  const bound = issue.params['maximum'] ?? issue.params['minimum'];
  return {
    code: codeOfIssue(issue),
    ...(typeof bound === 'number' ? { data: { limit: bound } } : {}),
    ...(field === '' ? {} : { field: field.slice(0, 200) }),
  };
}

const codeByKeyword: Readonly<Record<string, string>> = {
  too_big: 'input.too_big',
  too_small: 'input.too_small',
  invalid_type: 'input.wrong_type',
  unrecognized_keys: 'input.unknown_member',
  invalid_format: 'input.wrong_format',
  invalid_value: 'input.wrong_choice',
};

function codeOfIssue(issue: Issue): string {
  if (issue.message !== undefined && ownCode.test(issue.message)) return issue.message;
  if (issue.keyword === 'invalid_type' && /received undefined/.test(issue.message ?? ''))
    return 'input.missing';
  return codeByKeyword[issue.keyword] ?? 'input.wrong';
}
