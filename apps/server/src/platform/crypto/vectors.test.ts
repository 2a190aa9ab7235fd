/** Known answers of the national algorithms, held against implementations that share no code with the ones in use. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createCipheriv, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sm2PublicKey, sm2Sign, sm2Verify, sm3Provider } from '@mingcha/draw';
import { nationalSuite, sm2SignerId } from './national.ts';
import { sm4Block, sm4Counter } from './testing-sm4.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (value: Uint8Array) => Buffer.from(value).toString('hex');
const utf8 = (text: string) => new TextEncoder().encode(text);
/** A message of each length that no two implementations could cut in the same wrong way. */
const filled = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 0xff);

test('C-01 SM3 gives the digests of GB/T 32905 appendix A and agrees with a second implementation at 40 lengths', () => {
  const standard = [
    ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
  ] as const;
  for (const [text, digest] of standard) assert.equal(hex(nationalSuite.digest(utf8(text))), digest);
  // Around every edge of the padding, and longer ones.
  const lengths = [0, 1, 31, 32, 33, 1000, 4096, ...Array.from({ length: 33 }, (_, i) => 50 + i)];
  for (const length of lengths)
    assert.equal(
      hex(nationalSuite.digest(filled(length))),
      hex(sm3Provider.hash(filled(length))),
      `${length}`,
    );
});

test('C-01 HMAC-SM3 is RFC 2104 over SM3 for keys of 32 bytes, computed by the second implementation', () => {
  for (let i = 0; i < 20; i += 1) {
    const [key, message] = [filled(32).map((byte) => byte ^ i), filled(17 * i)];
    const padded = (by: number) => Uint8Array.from({ length: 64 }, (_, at) => (key[at] ?? 0) ^ by);
    const inner = sm3Provider.hash(Buffer.concat([padded(0x36), message]));
    const outer = sm3Provider.hash(Buffer.concat([padded(0x5c), inner]));
    assert.equal(hex(nationalSuite.hmac(key, message)), hex(outer));
  }
});

test('C-01 SM4 gives the block of GB/T 32907 appendix A; counter mode agrees with one written from the standard, 40 times', () => {
  const key = bytes('0123456789abcdeffedcba9876543210');
  assert.equal(hex(sm4Block(key, key)), '681edf34d206965e86b3e94f536e4246');
  const counter = (k: Uint8Array, iv: Uint8Array, data: Uint8Array) => {
    const cipher = createCipheriv('sm4-ctr', k, iv);
    return Buffer.concat([cipher.update(data), cipher.final()]);
  };
  assert.equal(hex(counter(key, key, new Uint8Array(16))), '681edf34d206965e86b3e94f536e4246');
  // draft-ribose-cfrg-sm4-10, A.2.5.1.
  const plain = bytes(
    'aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb',
  );
  const published =
    'ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7f234bc0e24c11980fd1286310ce37b926e02fcd0faa0baf38b2933851d824514';
  assert.equal(hex(counter(key, bytes('000102030405060708090a0b0c0d0e0f'), plain)), published);
  for (let i = 0; i < 40; i += 1) {
    const [k, data] = [filled(16).map((byte) => byte ^ (3 * i)), filled(7 * i)];
    // Counters that carry over the last byte, the last word, and around the end.
    const start = filled(16).fill(0xff, i % 17);
    assert.equal(hex(counter(k, start, data)), hex(sm4Counter(k, start, data)), `${i}`);
  }
});

test('C-01 SM4 of a million rounds is the second value of GB/T 32907 appendix A', {
  skip: process.env['LONG_RUN'] === undefined,
}, () => {
  const key = bytes('0123456789abcdeffedcba9876543210');
  let block: Uint8Array = key;
  for (let i = 0; i < 1_000_000; i += 1) block = sm4Block(key, block);
  assert.equal(hex(block), '595298c7c6fd271f0402f804c33d3f66');
});

interface Sm2Vectors {
  readonly cases: readonly {
    readonly publicKey: string;
    readonly id: string;
    readonly message: string;
    readonly signature: string;
  }[];
}
const openssl = JSON.parse(
  readFileSync(new URL('vectors/sm2-openssl.json', import.meta.url), 'utf8'),
) as Sm2Vectors;

test('C-01 SM2 gives the signature of GB/T 32918.5 appendix A for its key and nonce', () => {
  const secretKey = bytes('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8');
  const nonce = bytes('59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21');
  const message = utf8('message digest');
  const signature = sm2Sign(message, { secretKey, id: sm2SignerId }, nonce);
  assert.equal(
    hex(signature),
    'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
  );
  assert.ok(nationalSuite.verify(sm2PublicKey(secretKey), message, signature));
});

test('C-01 24 SM2 signatures made by OpenSSL verify, and none does with another message, signer id or changed byte', () => {
  assert.equal(openssl.cases.length, 24);
  for (const { publicKey, id, message, signature } of openssl.cases) {
    const signer = { publicKey: bytes(publicKey), id };
    assert.ok(sm2Verify(bytes(message), signer, bytes(signature)), id);
    assert.ok(!sm2Verify(bytes(`${message}00`), signer, bytes(signature)));
    assert.ok(!sm2Verify(bytes(message), { ...signer, id: `${id}.` }, bytes(signature)));
    const changed = bytes(signature);
    changed[40] = (changed[40] ?? 0) ^ 1;
    assert.ok(!sm2Verify(bytes(message), signer, changed));
  }
});

test('C-01 ECDSA on the SM2 curve, which node gives for an SM2 key, is no SM2 signature, 20 times', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'SM2' });
  const point = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-65));
  const der = privateKey.export({ format: 'der', type: 'pkcs8' });
  const secret = new Uint8Array(
    der.subarray(der.indexOf(Buffer.from('0201010420', 'hex')) + 5).subarray(0, 32),
  );
  assert.equal(hex(nationalSuite.publicKey(secret)), hex(point));
  for (let i = 0; i < 20; i += 1) {
    const message = filled(i);
    const ecdsa = sign('sm3', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    assert.equal(nationalSuite.verify(point, message, ecdsa), false);
    assert.equal(nationalSuite.verify(point, message, nationalSuite.sign(secret, message)), true);
  }
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

test('C-01 OpenSSL verifies the SM2 signatures that we make', {
  skip: hasOpenssl ? false : 'no openssl command on this machine',
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingcha-sm2-'));
  try {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'SM2' });
    const der = privateKey.export({ format: 'der', type: 'pkcs8' });
    const secret = new Uint8Array(
      der.subarray(der.indexOf(Buffer.from('0201010420', 'hex')) + 5).subarray(0, 32),
    );
    const file = (name: string) => join(folder, name);
    writeFileSync(file('key'), publicKey.export({ format: 'pem', type: 'spki' }));
    for (let i = 0; i < 3; i += 1) {
      writeFileSync(file('message'), filled(20 * i + 1));
      writeFileSync(file('signature'), derSignature(nationalSuite.sign(secret, filled(20 * i + 1))));
      const said = execFileSync(
        'openssl',
        `pkeyutl -verify -pubin -inkey ${file('key')} -rawin -in ${file('message')} -digest sm3 -pkeyopt distid:${sm2SignerId} -sigfile ${file('signature')}`.split(
          ' ',
        ),
      );
      assert.match(said.toString(), /Verified Successfully/);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** r ‖ s as OpenSSL wants it: a sequence of two integers. */
function derSignature(raw: Uint8Array): Buffer {
  const integer = (part: Uint8Array) => {
    const start = part.findIndex((byte) => byte !== 0);
    const short = Buffer.from(part.subarray(start));
    const body = (short[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.of(0), short]) : short;
    return Buffer.concat([Buffer.of(2, body.length), body]);
  };
  const body = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}
