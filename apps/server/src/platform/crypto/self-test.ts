/**
 * Known answers of every algorithm in use and the health of the random source, checked at every start before any key is
 * read: a runtime that was built without SM3 or SM4, or that computes wrongly, must not seal anything.
 */
import { randomBytes } from 'node:crypto';
import { SetupError } from '../setup-error.ts';
import { healthSampleBytes, randomFault } from './random-health.ts';
import { suites } from './sealed-value.ts';
import { SealedValueError } from './suite.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const abc = new TextEncoder().encode('abc');

/** Digest of `abc` (FIPS 180-4; GB/T 32905 A.1) and a signature (RFC 8032 §7.1 test 3; GB/T 32918.5 A.2). */
const known = {
  international: {
    digest: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    publicKey: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: bytes('af82'),
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  },
  national: {
    digest: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    publicKey:
      '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
    message: new TextEncoder().encode('message digest'),
    signature:
      'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
  },
} as const;

/** Throws SetupError `crypto.random_unhealthy`, `crypto.self_test` with the suite. */
export function selfTest(sample: Uint8Array = randomBytes(healthSampleBytes)): void {
  const fault = randomFault(sample);
  if (fault !== null) throw new SetupError('crypto.random_unhealthy', { fault });
  for (const suite of Object.values(suites)) {
    const answer = known[suite.name];
    const isRight =
      Buffer.from(suite.digest(abc)).toString('hex') === answer.digest &&
      suite.verify(bytes(answer.publicKey), answer.message, bytes(answer.signature)) &&
      !suite.verify(bytes(answer.publicKey), abc, bytes(answer.signature)) &&
      opensOnlyUnaltered(suite.name);
    if (!isRight) throw new SetupError('crypto.self_test', { suite: suite.name });
  }
}

function opensOnlyUnaltered(name: keyof typeof suites): boolean {
  const suite = suites[name];
  const key = new Uint8Array(32).fill(1);
  const frame = { nonce: new Uint8Array(suite.nonceBytes), header: abc };
  const sealed = suite.encrypt(key, frame, abc);
  if (Buffer.compare(suite.decrypt(key, frame, sealed), abc) !== 0) return false;
  try {
    suite.decrypt(key, frame, sealed.with(0, (sealed[0] ?? 0) ^ 1));
    return false;
  } catch (error) {
    return error instanceof SealedValueError;
  }
}
