/**
 * The settings file: lines `NAME=value`, comments with `#`, values as they stand or in double quotes. It knows which line
 * says what and nothing of what the names mean.
 */
import { existsSync, readFileSync } from 'node:fs';
import { SetupError } from './setup-error.ts';

export interface ConfigFile {
  /** Absolute. */
  readonly path: string;
  readonly values: Readonly<Record<string, string>>;
  /** Lines by name, from 1. */
  readonly lines: ReadonlyMap<string, number>;
}

/** Reads the file; none is an empty one. Throws SetupError `config.line_form`, `config.line_twice`, `config.unreadable`. */
export function readConfigFile(path: string): ConfigFile {
  const values: Record<string, string> = {};
  const lines = new Map<string, number>();
  for (const [index, text] of textOf(path).split('\n').entries()) {
    const line = index + 1;
    const bare = text.trim();
    if (bare === '' || bare.startsWith('#')) continue;
    const found = /^(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=\s*(.*)$/.exec(bare);
    if (found === null) throw new SetupError('config.line_form', { path, line });
    const [, name = '', value = ''] = found;
    if (lines.has(name))
      throw new SetupError('config.line_twice', { path, line, name, first: lines.get(name) ?? 0 });
    lines.set(name, line);
    values[name] = value.replace(/^"(.*)"$/, '$1');
  }
  return { path, values, lines };
}

function textOf(path: string): string {
  if (!existsSync(path)) return '';
  try {
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupError('config.unreadable', { path, reason }, error);
  }
}
