/** Rules of the object directory: what changed, and which doubts a code raises without blocking anything. */
import { usccProblem } from '../common/uscc.ts';
import { industryDoubt } from './objects/industry.ts';

/** Field by field [before, after] of what differs; lists are compared by content. */
export function changedFields<T extends object>(before: T, after: T): Record<string, [unknown, unknown]> {
  const changes: Record<string, [unknown, unknown]> = {};
  for (const [field, value] of Object.entries(after)) {
    const old: unknown = (before as Record<string, unknown>)[field];
    if (JSON.stringify(old) !== JSON.stringify(value)) changes[field] = [old, value];
  }
  return changes;
}

/** Doubts about an object's codes (GB 32100, GB 11714, GB/T 4754), as keys of the catalogues. They never block. */
export function objectWarnings(uscc: string | null, localCode: string | null, industryCode = ''): string[] {
  const industry = industryDoubt(industryCode);
  return [...codeWarnings(uscc, localCode), ...(industry === null ? [] : [industry])];
}

function codeWarnings(uscc: string | null, localCode: string | null): string[] {
  if (uscc === null || uscc === '') return localCode === null || localCode === '' ? ['warning.no_code'] : [];
  const problem = usccProblem(uscc);
  return problem === null ? [] : [problem];
}
