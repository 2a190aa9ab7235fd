/** Limits of files from outside. Each can be set by configuration; the readers check them before and while reading. */
import type { SpreadsheetLimits } from './types.ts';

const mebibyte = 1024 * 1024;

export const defaultLimits: SpreadsheetLimits = {
  xlsxBytes: 50 * mebibyte,
  xlsBytes: 20 * mebibyte,
  csvBytes: 1024 * mebibyte,
  rows: 1_100_000,
  columns: 256,
  cellChars: 32_767,
  zipEntries: 2_000,
  unpackedBytes: 2048 * mebibyte,
  ratio: 100,
  sharedStringBytes: 160 * mebibyte,
  mergedRanges: 200_000,
  memoryBytes: 300 * mebibyte,
  timeMs: 15 * 60_000,
};

export function limitsOf(given: Partial<SpreadsheetLimits> | undefined): SpreadsheetLimits {
  return { ...defaultLimits, ...given };
}
