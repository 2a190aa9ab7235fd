/**
 * Conditions that `find-guards.ts` takes for guards and whose weakening no test can notice, each with its reason: told apart from
 * survivors. A line names the file and the condition as it stands, so that a changed condition is asked again.
 */
import type { Guard } from './find-guards.ts';

interface Explained {
  readonly path: string;
  readonly text: string;
  readonly why: string;
}

const server = 'apps/server/src';

export const explainedGuards: readonly Explained[] = [
  {
    path: `${server}/platform/auth/enterprise/enterprise-sign-in.service.ts`,
    text: 'letter === undefined',
    why: 'asked before, outside the lock; here it decides a race of two uses of one code, which a test sends and chance orders',
  },
  {
    path: `${server}/platform/auth/session.ts`,
    text: '!/^[A-Za-z0-9_-]{43}$/.test(token)',
    why: 'a token of another shape is that of no session either way: it spares the database the question',
  },
  {
    path: `${server}/platform/auth/enterprise/enterprise-session.ts`,
    text: '!/^[A-Za-z0-9_-]{43}$/.test(token)',
    why: 'a token of another shape is that of no session either way: it spares the database the question',
  },
];

/** The reason why this guard may be off unnoticed; undefined for a guard that needs a test. */
export function explanationOf(guard: Pick<Guard, 'path' | 'text'>): string | undefined {
  return explainedGuards.find(({ path, text }) => path === guard.path && text === guard.text)?.why;
}
