/** Canonical JSON, bytes and text: one spelling for each value, and nothing is ever repaired. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { base32, base64, compareBytes, decodeUtf8, encodeUtf8, hex, unbase64, unhex } from '../src/bytes.ts';
import { DrawError } from '../src/error.ts';
import { recordHash } from '../src/freeze.ts';
import { checkText, jcs, parseCanonical } from '../src/json.ts';
import { providerFor } from '../src/providers.ts';
import type { Loose } from './small.ts';
import { primitives } from './vectors/primitives.ts';

const vectors = primitives() as Loose;

test('every accepted value has the listed bytes and comes back from them', () => {
  for (const { value, bytes } of vectors.canonical.accepted) {
    assert.equal(hex(jcs(value)), bytes);
    assert.deepEqual(parseCanonical(unhex(bytes as string)), value);
  }
});

test('every other spelling is refused with its reason', () => {
  for (const { name, bytes, code } of vectors.canonical.refused)
    assert.throws(() => parseCanonical(unhex(bytes as string)), { code }, name as string);
});

test('members that JavaScript treats specially are ordinary members or refused, never lost', () => {
  const value = Object.create(null) as Record<string, number>;
  value['constructor'] = 1;
  assert.deepEqual(parseCanonical(jcs(value)), { constructor: 1 });
  assert.throws(() => parseCanonical(encodeUtf8('{"__proto__":1}')), DrawError);
  assert.throws(() => jcs({ a: undefined }), { code: 'json.type' });
  assert.throws(() => jcs(new Date(0)), { code: 'json.type' });
  assert.throws(() => jcs(1n), { code: 'json.type' });
});

const name = fc
  .string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((n) => String.fromCharCode(n)), minLength: 1 })
  .filter((s) => s !== '__proto__');
const text = fc
  .string({ unit: 'binary' })
  .map((s) => s.normalize('NFC'))
  // oxlint-disable-next-line no-control-regex
  .filter((s) => s.isWellFormed() && !/[\u0000-\u001f\u007f]/u.test(s) && s.normalize('NFC') === s);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().map((n) => n + 0),
    text,
    fc.array(tie('value')),
    fc.dictionary(name, tie('value')),
  ),
})).value;

test('any value survives the way through its bytes, whatever the order of its members', () => {
  fc.assert(
    fc.property(json, (value) => {
      const bytes = jcs(value);
      assert.equal(hex(jcs(parseCanonical(bytes))), hex(bytes));
      assert.deepEqual(JSON.parse(decodeUtf8(bytes)), JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 300 },
  );
  assert.equal(hex(jcs({ a: 1, b: 2 })), hex(jcs({ b: 2, a: 1 })));
});

test('our UTF-8 is the platform’s UTF-8, and broken sequences are refused as the platform refuses them', () => {
  const platform = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (s) => {
      if (s.isWellFormed()) assert.equal(hex(encodeUtf8(s)), Buffer.from(s).toString('hex'));
      else assert.throws(() => encodeUtf8(s), { code: 'bytes.utf8' });
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      let expected: string | null = null;
      try {
        expected = platform.decode(bytes);
      } catch {
        // the platform refuses these bytes
      }
      if (expected === null) assert.throws(() => decodeUtf8(bytes), { code: 'bytes.utf8' });
      else assert.equal(decodeUtf8(bytes), expected);
    }),
    { numRuns: 2000 },
  );
});

test('hex and base64 have one spelling each', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      assert.deepEqual(unhex(hex(bytes)), bytes);
      assert.deepEqual(unbase64(base64(bytes)), bytes);
      assert.equal(base64(bytes), Buffer.from(bytes).toString('base64'));
    }),
  );
  for (const wrong of ['A', 'AA', 'AA=', 'AB==', 'AAB=', 'AA==\n', 'AA-_', ' AAA', '====', 'A===', 'AAAA='])
    assert.throws(() => unbase64(wrong), { code: 'bytes.base64' }, wrong);
  for (const wrong of ['a', 'AA', '0x', 'zz']) assert.throws(() => unhex(wrong), { code: 'bytes.hex' });
  assert.equal(base32(encodeUtf8('foobar')), 'MZXW6YTBOI');
});

test('bytes are compared as unsigned with the shorter prefix first', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
      assert.equal(Math.sign(compareBytes(a, b)), Buffer.compare(a, b));
    }),
  );
});

// D-07: same set, same hash; anything visibly or invisibly different, another hash or a refusal.
const NAMES = ['企业一', '矿山Ａ', 'Café', 'Å坊', '𠮷野家', '㐂寿司', '龍𪚥厂', 'ガス店', '한글', 'ﬁrma'];

test('canonical equivalents are refused in decomposed form and never hashed as something else', () => {
  const hash = providerFor('SHA256');
  let refused = 0;
  for (const base of NAMES) {
    const nfc = base.normalize('NFC');
    for (const form of ['NFD', 'NFKC', 'NFKD'] as const) {
      const other = base.normalize(form);
      const record = { id: '1', name: other };
      if (other === nfc) continue;
      if (other.normalize('NFC') !== other) {
        assert.throws(() => recordHash(hash, record), { code: 'json.string' });
        refused += 1;
      } else assert.notDeepEqual(recordHash(hash, record), recordHash(hash, { id: '1', name: nfc }));
    }
  }
  assert.ok(refused >= 6);
});

test('a byte order mark, line ends and spaces make another record or none', () => {
  const hash = providerFor('SM3');
  const plain = hex(recordHash(hash, { id: '1', name: '甲公司' }));
  const seen = new Set([plain]);
  for (const other of [
    '甲公司 ',
    ' 甲公司',
    '甲 公司',
    '\ufeff甲公司',
    '甲公司\u200b',
    '甲公司\u3000',
    '乙公司',
    '甲公司.',
  ])
    seen.add(hex(recordHash(hash, { id: '1', name: other })));
  assert.equal(seen.size, 9);
  for (const broken of ['甲公司\r\n', '甲\t公司', '甲公司\n'])
    assert.throws(() => checkText(broken), { code: 'json.string' });
});

test('different records never share a hash in 300 variants', () => {
  const hash = providerFor('SHA256');
  const hashes = new Set<string>();
  for (let i = 0; i < 300; i += 1)
    hashes.add(hex(recordHash(hash, { id: String(i % 30), name: `${NAMES[i % 10]}${Math.floor(i / 30)}` })));
  assert.equal(hashes.size, 300);
});
