/** PostgreSQL cannot hold U+0000 in text, and no input of ours means it: it is refused before any schema, with its place. */
import type { AppError } from '@mingcha/core/common/result.ts';

interface Visit {
  readonly value: unknown;
  readonly at: string;
}

/** The refusal of the first text (or member name) with U+0000, or null. Without recursion, since depth is the sender's choice. */
export function nulRefusal(...inputs: readonly unknown[]): AppError | null {
  const open: Visit[] = inputs.map((value) => ({ value, at: '' }));
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    const { value, at } = visit;
    if (typeof value === 'string' && value.includes('\u0000')) return refusal(at);
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      if (name.includes('\u0000')) return refusal(at);
      // The place is only told for shallow members; deeper ones would let the sender grow it.
      open.push({ value: inner, at: at.length > 100 ? at : `${at}${at === '' ? '' : '.'}${name}` });
    }
  }
  return null;
}

function refusal(field: string): AppError {
  return { code: 'text.control_character', ...(field === '' ? {} : { field: field.slice(0, 200) }) };
}
