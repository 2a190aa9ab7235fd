import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notePartsOf, sizeIn } from './note-parts.ts';

const note =
  'mingcha/ledger/130181\n6\nAAAA\ndraws 2\n\n\u2014 mingcha/ledger/130181 c2ln\n\u2014 notary eA==\n';

test('a note shows its origin and the installation’s own signature', () => {
  assert.deepEqual(notePartsOf(note), { origin: 'mingcha/ledger/130181', signature: 'c2ln' });
  assert.deepEqual(notePartsOf(''), { origin: '', signature: '' });
});

test('pasted text names its checkpoint when the whole note is there, also below a proof and with other line ends', () => {
  assert.equal(sizeIn(note), 6);
  assert.equal(sizeIn(`old 4\nAAAA\n\n${note}`.replaceAll('\n', '\r\n')), 6);
  assert.equal(sizeIn('\u2014 notary eA==\n'), null);
  assert.equal(sizeIn('mingcha/ledger/130181\n06\n'), null);
});
