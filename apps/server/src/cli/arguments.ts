/** Options of a command: `--name value`, `--flag`, and what stands alone. */
import { CliError, exitCodes } from './terminal.ts';

export interface Arguments {
  readonly alone: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  readonly flags: ReadonlySet<string>;
}

export interface Known {
  readonly values: readonly string[];
  readonly flags: readonly string[];
}

/** Errors: `usage.unknown`, `usage.value`. */
export function parseArguments(words: readonly string[], known: Known): Arguments {
  const alone: string[] = [];
  const values = new Map<string, string>();
  const flags = new Set<string>();
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    if (!word.startsWith('--')) {
      alone.push(word);
      continue;
    }
    const [name = '', inline] = word.slice(2).split(/=(.*)/s);
    if (known.flags.includes(name)) flags.add(name);
    else if (known.values.includes(name)) {
      const value = inline ?? words[(i += 1)];
      if (value === undefined || value === '')
        throw new CliError('usage.value', { what: word }, exitCodes.usage);
      values.set(name, value);
    } else throw new CliError('usage.unknown', { what: word }, exitCodes.usage);
  }
  return { alone, values, flags };
}

export function required(given: Arguments, name: string): string {
  const value = given.values.get(name);
  if (value === undefined) throw new CliError('usage.missing', { what: `--${name}` }, exitCodes.usage);
  return value;
}
