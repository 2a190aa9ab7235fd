/** What a gateway's answer means before its own words are read. Pure. */
import type { Posted } from '../outside/post-json.ts';
import type { Outcome } from './adapter.ts';

/**
 * The outcome when the gateway gave no answer of its own, or null when there is one to read. A page instead of JSON comes
 * from something that stands before the gateway: nothing was taken.
 */
export function unanswered(posted: Posted): Outcome | null {
  if (posted.kind === 'failed') {
    const { problem, detail } = posted;
    if (posted.sent) return { kind: 'uncertain', problem, detail };
    return { kind: 'deferred', channel: true, problem, detail };
  }
  const detail = String(posted.status);
  const { status } = posted;
  if (!posted.isJson && status !== 504)
    return { kind: 'deferred', channel: true, problem: 'notJson', detail };
  if (status >= 200 && status < 300) return null;
  if (status === 429 || status === 503) return { kind: 'deferred', channel: true, problem: 'busy', detail };
  if (status >= 500) return { kind: 'uncertain', problem: 'gatewayError', detail };
  if (status === 401 || status === 403) return { kind: 'deferred', channel: true, problem: 'signIn', detail };
  if (status >= 300 && status < 400) return { kind: 'deferred', channel: true, problem: 'redirect', detail };
  return { kind: 'refused', problem: 'refused', detail };
}

/** A text or number of the answer by name, as text of at most 120 characters. */
export function memberOf(json: unknown, name: string): string | null {
  if (typeof json !== 'object' || json === null) return null;
  const value = (json as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 120) : null;
}
