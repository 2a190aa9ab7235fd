/**
 * A phone that was away for three months still runs the page it had, and that version keeps syncing: what it sends is taken,
 * what it is answered it can read. Frozen are this version and the two before it; a version goes 90 days after two newer ones.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Schema, type WireForm, wireForm } from '@mingcha/core/inspections/visits/phone-wire.ts';
import { fieldVersion } from '../../apps/web/src/field/sync/device-name.ts';
import { misfits } from './fits.ts';

const folder = join(import.meta.dirname, 'frozen');
const frozen = new Map(
  readdirSync(folder).map((name) => [
    name.replace('.json', ''),
    JSON.parse(readFileSync(join(folder, name), 'utf8')) as WireForm,
  ]),
);
const now = wireForm();

/** What a phone of that form meets at a server of this one. */
function met(phone: WireForm, server: WireForm): readonly string[] {
  const pairs: (readonly [string, Schema | undefined, Schema | undefined])[] = [
    ...Object.keys(phone.sent).map((name) => [`sends ${name}`, phone.sent[name], server.sent[name]] as const),
    ...Object.keys(phone.read).map((name) => [`reads ${name}`, server.read[name], phone.read[name]] as const),
  ];
  return pairs.flatMap(([name, narrow, wide]) =>
    narrow === undefined || wide === undefined ? [`${name}: is gone`] : misfits(narrow, wide, name),
  );
}

for (const [version, form] of frozen)
  test(`a phone of version ${version} sends what this server takes and reads what it answers`, () => {
    assert.ok(Object.keys(form.sent).length >= 11 && Object.keys(form.read).length >= 5);
    assert.deepEqual(met(form, now), []);
  });

test('the version of this phone is frozen as it is: whoever changes what it says raises fieldVersion and runs freeze.ts', () => {
  assert.ok(frozen.has(fieldVersion), `no frozen form of version ${fieldVersion}`);
  const own = frozen.get(fieldVersion);
  assert.deepEqual(JSON.parse(JSON.stringify(now)), own);
});

test('a field that the server demands anew, a word that a phone does not know, a bound that shrank: each is seen', () => {
  const sync = 'sync POST /api/field/sync';
  const plant = (
    change: (form: { sent: Record<string, unknown>; read: Record<string, unknown> }) => void,
  ) => {
    const form = structuredClone(now) as unknown as Parameters<typeof change>[0];
    change(form);
    return met(now, form as unknown as WireForm);
  };
  const at = (schema: unknown, ...path: readonly string[]) =>
    path.reduce((one, key) => (one as Record<string, unknown>)[key], schema) as Record<string, unknown>;
  const demanded = plant(({ sent }) =>
    (at(sent[`${sync} body`])['required'] as unknown as string[]).push('battery'),
  );
  assert.deepEqual(demanded, [`sends ${sync} body.battery: may be missing`]);
  const outcome = ['properties', 'outcomes', 'items', 'properties', 'state'];
  const word = plant(({ read }) =>
    (at(read[sync], ...outcome)['enum'] as unknown as string[]).push('postponed'),
  );
  assert.deepEqual(word, [`reads ${sync}.outcomes[].state: "postponed"`]);
  const shrunk = plant(({ sent }) => {
    at(sent[`${sync} body`], 'properties', 'records')['maxItems'] = 20;
  });
  assert.deepEqual(shrunk, [`sends ${sync} body.records: maxItems 20`]);
  const gone = plant(({ read }) => {
    const reply = at(read[sync]);
    reply['required'] = (reply['required'] as unknown as string[]).filter((name) => name !== 'watermark');
  });
  assert.deepEqual(gone, [`reads ${sync}.watermark: may be missing`]);
});
