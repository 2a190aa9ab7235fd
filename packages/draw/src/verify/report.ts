/** Verification steps: their names in the order of §11, their four outcomes and how a step reports. */
import { DrawError } from '../error.ts';

export type StepStatus = 'PASS' | 'FAIL' | 'NOT DISCLOSED' | 'NOT CHECKED';

/** The steps, in the order in which they are reported. */
export const STEPS = [
  'document',
  'freeze',
  'frame',
  'log',
  'witness',
  'time',
  'contributions',
  'beacon',
  'phases',
  'entropy',
  'seed',
  'quotas',
  'selection',
  'reserves',
  'inspectors',
  'conflicts',
  'assignment',
  'files',
  'signatures',
  'openings',
  'register',
  'amendments',
  'monitor',
] as const;
export type StepId = (typeof STEPS)[number];

/** Outcome of one step. `code` names the reason for programs and translations, `reason` is English. */
export interface Step {
  readonly id: StepId;
  readonly status: StepStatus;
  readonly code: string;
  readonly reason: string;
  readonly expected: string | null;
  readonly found: string | null;
}

/** What a check returns; a check that fails throws a `Fault`. */
export interface Outcome {
  readonly status: Exclude<StepStatus, 'FAIL'>;
  readonly code: string;
  readonly reason: string;
}

/** A check that does not hold. */
export class Fault extends Error {
  readonly code: string;
  readonly expected: string | null;
  readonly found: string | null;

  constructor(
    code: string,
    message: string,
    values?: { readonly expected: unknown; readonly found: unknown },
  ) {
    super(message);
    this.name = 'Fault';
    this.code = code;
    this.expected = values === undefined ? null : show(values.expected);
    this.found = values === undefined ? null : show(values.found);
  }
}

/** A value as text with members in order, so that two equal values read the same. */
function show(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map((item: unknown) => show(item)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${name}:${show(member)}`).join(',')}}`;
}

export function pass(code: string, reason: string): Outcome {
  return { status: 'PASS', code, reason };
}

export function notDisclosed(reason: string): Outcome {
  return { status: 'NOT DISCLOSED', code: 'sealed', reason };
}

export function notChecked(code: string, reason: string): Outcome {
  return { status: 'NOT CHECKED', code, reason };
}

/** Throws unless the two values are equal as canonical text. */
export function same(
  code: string,
  what: string,
  values: { readonly expected: unknown; readonly found: unknown },
): void {
  if (show(values.expected) === show(values.found)) return;
  throw new Fault(code, `${what} differs`, values);
}

/** Throws unless the condition holds. */
export function must(condition: boolean, code: string, message: string): asserts condition {
  if (!condition) throw new Fault(code, message);
}

/** Compares two lists row by row and names the first difference. */
export function sameRows(
  code: string,
  what: string,
  rows: { readonly expected: readonly unknown[]; readonly found: readonly unknown[] },
): void {
  const { expected, found } = rows;
  for (let i = 0; i < Math.max(expected.length, found.length); i += 1) {
    if (show(expected[i]) !== show(found[i]))
      throw new Fault(code, `${what} ${i + 1} differs`, {
        expected: expected[i] ?? null,
        found: found[i] ?? null,
      });
  }
}

/** Runs one check and turns whatever it throws into a failed step. */
export function runStep(id: StepId, check: () => Outcome): Step {
  try {
    return { id, ...check(), expected: null, found: null };
  } catch (error) {
    if (error instanceof Fault) {
      const { code, message, expected, found } = error;
      return { id, status: 'FAIL', code, reason: message, expected, found };
    }
    const code = error instanceof DrawError ? error.code : 'unreadable';
    // Whatever a forged document provokes is a failed step, never a crash of the verifier.
    const reason = error instanceof Error ? error.message : 'unreadable';
    return { id, status: 'FAIL', code, reason, expected: null, found: null };
  }
}
