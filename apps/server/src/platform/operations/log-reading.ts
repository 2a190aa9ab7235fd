/** Reads the lines of the log back, the present file and those set aside, without holding more than is asked for. */
import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { isTypedId } from '@mingcha/core/common/operations/short-id.ts';
import { type LogLevel, logLevels } from '../log.ts';
import { logFilesOf, logsBeside } from './log-file.ts';

export interface LogLine {
  readonly at: string;
  readonly level: LogLevel;
  readonly event: string;
  readonly [name: string]: unknown;
}

export interface Wanted {
  /** As `typedId` gives it. */
  readonly id: string | null;
  readonly event: string | null;
  /** The least level. */
  readonly level: LogLevel;
  /** An instant; empty: from the beginning. */
  readonly since: string;
  readonly last: number;
}

/** The last lines that fit, in their order, and how many fit in all. */
export async function findLines(
  path: string,
  wanted: Wanted,
): Promise<{ readonly count: number; readonly lines: readonly LogLine[] }> {
  const found: LogLine[] = [];
  let count = 0;
  for (const one of await logsBeside(path)) {
    const lines: LogLine[] = [];
    for await (const line of linesOf(one)) {
      if (!fits(line, wanted)) continue;
      count += 1;
      lines.push(line);
      if (lines.length > 2 * wanted.last) lines.splice(0, lines.length - wanted.last);
    }
    found.push(...lines.slice(-wanted.last));
  }
  // Of one process they stand in their order, whatever its clock did; those of several are told apart by time alone.
  const ordered =
    (await logsBeside(path)).length === 1 ? found : found.sort((a, b) => (a.at < b.at ? -1 : 1));
  return { count, lines: ordered.slice(-wanted.last) };
}

/** Every line of every file, oldest first; what is no line of ours is passed over. */
export async function* linesOf(path: string): AsyncGenerator<LogLine> {
  for (const file of await logFilesOf(path)) {
    for await (const text of textLines(file)) {
      const line = parsed(text);
      if (line !== null) yield line;
    }
  }
}

/** The lines of a file, packed or not. One that is not there or ends in the middle gives what could be read. */
export async function* textLines(file: string): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  try {
    for await (const piece of opened(file)) {
      const lines = (rest + decoder.write(piece as Buffer)).split('\n');
      rest = (lines.pop() ?? '').slice(0, longestLine);
      yield* lines;
    }
  } catch {
    // What could be read was read.
  }
  if (rest !== '') yield rest;
}

const longestLine = 1_000_000;

function opened(file: string): Readable {
  const raw = createReadStream(file);
  // Errors of both come out of the last one, whose reader meets them.
  return file.endsWith('.gz') ? pipeline(raw, createGunzip(), () => undefined) : raw;
}

function parsed(text: string): LogLine | null {
  try {
    const line = JSON.parse(text) as Partial<LogLine>;
    const isLine =
      typeof line.at === 'string' && typeof line.event === 'string' && typeof line.level === 'string';
    return isLine ? (line as LogLine) : null;
  } catch {
    return null;
  }
}

function fits(line: LogLine, wanted: Wanted): boolean {
  if (logLevels.indexOf(line.level) < logLevels.indexOf(wanted.level) || line.at < wanted.since) return false;
  if (wanted.event !== null && line.event !== wanted.event) return false;
  if (wanted.id === null) return true;
  const { requestId } = line;
  return typeof requestId === 'string' && isTypedId(requestId, wanted.id);
}
