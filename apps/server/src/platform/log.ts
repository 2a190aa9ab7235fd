/**
 * The log: one JSON line per event, the event a dotted name, never a sentence. Values of keys that look secret are
 * masked, and so are identity numbers, telephones and secrets inside texts (G-04); long texts are cut; signs that turn
 * or hide writing are escaped, so that no value can pretend to be a line (G-02). It must not throw: what cannot be
 * written is dropped.
 */
import { maskPersonal, visible } from '@mingcha/core/common/operations/personal-data.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export const logLevels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

export type LogData = Readonly<Record<string, unknown>>;

export interface Log {
  debug(event: string, data?: LogData): void;
  info(event: string, data?: LogData): void;
  warn(event: string, data?: LogData): void;
  error(event: string, data?: LogData): void;
  /** A log whose every line also carries `fields`, such as `{ requestId }`. */
  child(fields: LogData): Log;
}

export interface LogOptions {
  readonly level: LogLevel;
  /** Now as an ISO string; the clock of the platform. */
  readonly now: () => string;
  /** Takes one line without its line feed. */
  readonly write: (line: string) => void;
}

/** Signs of one text, and of one line. */
const longestText = 4000;
const longestLine = 32_000;

export function createLog(options: LogOptions, fields: LogData = {}): Log {
  const least = logLevels.indexOf(options.level);
  const at =
    (level: LogLevel) =>
    (event: string, data: LogData = {}) => {
      if (logLevels.indexOf(level) < least) return;
      try {
        options.write(lineOf({ at: options.now(), level, event, ...fields }, data));
      } catch {
        // A cyclic value or a full disk must not break what is being logged.
      }
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (more) => createLog(options, { ...fields, ...more }),
  };
}

function lineOf(head: LogData, data: LogData): string {
  const line = JSON.stringify({ ...head, ...data }, readable);
  const whole = line.length <= longestLine ? line : JSON.stringify({ ...head, cut: line.length }, readable);
  // What JSON leaves as it is becomes an escape of JSON: the line means the same and shows everything.
  return visible(whole);
}

/** A log that keeps nothing; for tests and for commands that print themselves. */
export const silentLog: Log = createLog({ level: 'error', now: () => '', write: () => undefined });

const secretKey = /password|passwd|secret|token|cookie|authorization|nonce|seed|salt/i;

function readable(key: string, value: unknown): unknown {
  if (secretKey.test(key)) return '***';
  if (typeof value === 'string') return maskPersonal(cut(value));
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Error) {
    return { name: value.name, message: value.message, stack: value.stack, cause: value.cause };
  }
  return value;
}

function cut(text: string): string {
  return text.length <= longestText
    ? text
    : `${text.slice(0, longestText)}… (${text.length - longestText} more)`;
}
