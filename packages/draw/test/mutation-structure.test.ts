/** Evidence with any member or row dropped, doubled, exchanged or added is refused (D-06). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jcs, parseCanonical } from '../src/json.ts';
import { verifyBundle } from '../src/verify/index.ts';
import { finishSmall, type Loose } from './small.ts';

const { bytes } = finishSmall();

interface Mutation {
  readonly path: string;
  readonly apply: (copy: Loose) => boolean;
}

type Key = string | number;

function at(root: Loose, path: readonly Key[]): Loose {
  return path.reduce((value: Loose, key) => value[key], root);
}

/** A value of the same kind that differs. */
function other(value: Loose): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (value === null) return 0;
  if (typeof value !== 'string') return null;
  if (/^[0-9a-f]+$/u.test(value)) return value.startsWith('0') ? `1${value.slice(1)}` : `0${value.slice(1)}`;
  return `${value}x`;
}

/** Everything that can be done to the value at a path without leaving the canonical form. */
function mutationsAt(path: readonly Key[], value: Loose): Mutation[] {
  const name = path.join('.');
  const key = path.at(-1) ?? '';
  const parent = (copy: Loose): Loose => at(copy, path.slice(0, -1));
  const list: Mutation[] = [];
  const add = (what: string, apply: (copy: Loose) => boolean): void =>
    void list.push({ path: `${what} ${name}`, apply });
  if (path.length > 0) {
    if (value === null || typeof value !== 'object')
      add('change', (copy) => ((parent(copy)[key] = other(value)), true));
    add('null', (copy) => value !== null && ((parent(copy)[key] = null), true));
    if (typeof key === 'string') add('drop', (copy) => delete parent(copy)[key]);
    else {
      add('drop', (copy) => (parent(copy).splice(key, 1), true));
      add('double', (copy) => (parent(copy).splice(key, 0, structuredClone(value)), true));
      add('exchange', (copy) => {
        const rows = parent(copy);
        const text = JSON.stringify(rows);
        [rows[0], rows[key]] = [rows[key], rows[0]];
        return JSON.stringify(rows) !== text;
      });
    }
  }
  if (Array.isArray(value)) add('empty', (copy) => value.length > 0 && ((at(copy, path).length = 0), true));
  else if (typeof value === 'object' && value !== null)
    add('add to', (copy) => ((at(copy, path)['zzz'] = 1), true));
  return list;
}

function* walk(path: readonly Key[], value: Loose): Generator<Mutation> {
  yield* mutationsAt(path, value);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value))
    yield* walk([...path, Array.isArray(value) ? Number(key) : key], member);
}

test('every single structural change to a bundle is refused, at least 1 300 of them', () => {
  const all = [...walk([], parseCanonical(bytes))];
  const accepted: string[] = [];
  let tried = 0;
  for (const { path, apply } of all) {
    const copy: Loose = parseCanonical(bytes);
    if (!apply(copy)) continue;
    tried += 1;
    if (verifyBundle(jcs(copy)).ok) accepted.push(path);
  }
  assert.ok(tried >= 1300, `${tried} tried`);
  assert.deepEqual(accepted, []);
});
