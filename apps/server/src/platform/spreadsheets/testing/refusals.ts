/** Runs a table of files that must be refused: the code, the data of its sentence, and within two seconds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spreadsheetText } from '@mingcha/core/common/spreadsheet-text.ts';
import { readTable } from '../index.ts';
import { type ReadOptions, SpreadsheetError } from '../types.ts';
import type { Scratch } from './scratch.ts';

export interface Refusal {
  readonly what: string;
  readonly name: string;
  readonly bytes: () => Buffer | string;
  readonly code: string;
  readonly data?: Readonly<Record<string, string | number>>;
  readonly options?: ReadOptions;
}

/** One test per file. */
export function testRefusals(files: Scratch, refusals: readonly Refusal[]): void {
  for (const refusal of refusals) {
    test(`${refusal.what} is refused: ${refusal.code}`, async () => {
      const { name, bytes, code, data, options } = refusal;
      const path = files.file(name.replaceAll('/', '-'), bytes());
      const started = performance.now();
      const error = await readAll(path, { fileName: name, ...options }).then(
        () => null,
        (reason: unknown) => reason,
      );
      assert.ok(performance.now() - started < 2000, 'refused within two seconds');
      assert.ok(error instanceof SpreadsheetError, String(error));
      assert.equal(error.code, code);
      for (const [key, value] of Object.entries(data ?? {})) assert.equal(error.data[key], value, key);
      checkSentence(error);
    });
  }
}

/** The code has its sentence in both languages, and the error brings all that the sentence names. */
function checkSentence(error: SpreadsheetError): void {
  for (const texts of [spreadsheetText.zh, spreadsheetText.en]) {
    const sentence = (texts as Readonly<Record<string, string>>)[error.code];
    assert.ok(sentence !== undefined, `${error.code} has its sentence`);
    for (const [, key = ''] of sentence.matchAll(/\{(\w+)\}/g)) {
      assert.ok(error.data[key] !== undefined, `${error.code} lacks ${key}`);
    }
  }
}

async function readAll(path: string, options: ReadOptions): Promise<number> {
  let count = 0;
  for await (const _row of readTable(path, options)) count++;
  return count;
}
