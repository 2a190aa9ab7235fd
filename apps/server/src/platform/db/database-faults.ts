/**
 * Which errors of the way to PostgreSQL mean what for whoever asked: it is away, it has no room for more, or two people were
 * at the same rows. It decides by codes and never by words, but for the driver's own errors, which have no code.
 */
import pg from 'pg';

/** `away`: nobody answers. `full`: no connection or no time was left. `collided`: another transaction was in the way. */
export type DatabaseFault = 'away' | 'full' | 'collided';

const faultOfState: Readonly<Record<string, DatabaseFault>> = {
  '57P01': 'away',
  '57P02': 'away',
  '57P03': 'away',
  '57P05': 'away',
  '25P03': 'away',
  '53300': 'full',
  '57014': 'full',
  '40001': 'collided',
  '40P01': 'collided',
  '55P03': 'collided',
};

const networkCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** Of the driver and its pool (pg 8): their errors carry no code. */
const awayWords =
  /^(?:Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|timeout expired|Connection ended)/;
const fullWords = /^timeout exceeded when trying to connect/;

/** Null of an error that is none of the database's being away, full or busy. */
export function databaseFault(error: unknown): DatabaseFault | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof pg.DatabaseError) {
    const state = error.code ?? '';
    return faultOfState[state] ?? (state.startsWith('08') ? 'away' : null);
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code !== undefined && networkCodes.has(code)) return 'away';
  // The unix socket of a server that is down is not there.
  if (code === 'ENOENT' && syscall === 'connect') return 'away';
  if (fullWords.test(error.message)) return 'full';
  return awayWords.test(error.message) ? 'away' : null;
}
