/** Vector files 1 and 2: hashing, canonical JSON, commitments, trees with all proofs. */
import { ascii, encodeUtf8, hex } from '../../src/bytes.ts';
import {
  blindOf,
  displayFreezeId,
  inspectorCommitment,
  inspectorLeaf,
  objectCommitment,
  objectLeaf,
  pairLeaf,
  recordHash,
  saltOf,
} from '../../src/freeze.ts';
import type { Suite } from '../../src/hash-provider.ts';
import { jcs } from '../../src/json.ts';
import { providerFor } from '../../src/providers.ts';
import { keysOf, partyCommitment, seedOf } from '../../src/seed.ts';
import { keyed, type Label, tag, tagged } from '../../src/tagged.ts';
import { consistencyPath, inclusionPath, leafHash, rootOf } from '../../src/tree.ts';

export const SUITES: readonly Suite[] = ['SHA256', 'SM3'];
const LABELS: readonly Label[] = [
  'rec',
  'obj',
  'insp',
  'salt',
  'blind',
  'freeze',
  'party',
  'seed',
  'round',
  'cascade',
  'pps',
  'select',
  'ticket',
  'assign',
  'perm',
  'task',
  'mix',
  'sub',
];

const fill = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
/** The record of §13. */
export const RECORD = { area: '140502', id: '91140500MA0K000001', name: '晋城市某某"危化"公司' };

function suiteValues(suite: Suite): object {
  const hash = providerFor(suite);
  const none = new Uint8Array();
  const c = objectCommitment(hash, saltOf(hash, fill(1), RECORD.id), recordHash(hash, RECORD));
  const pub = { dept: 'YJ', skills: ['lead'], areas: ['140502', '140521'], cap: 6, load: 1 };
  const person = { id: 'ZF100', name: '执法员0', pub };
  const ci = inspectorCommitment(hash, saltOf(hash, fill(4), person.id), recordHash(hash, person));
  const seed = seedOf(hash, { freezeId: '02'.repeat(32), delay: 0 }, [ascii('9'), ascii('87')]);
  const keys = keysOf(hash, seed);
  return {
    suite,
    hashes: ['', 'abc', 'abcd'.repeat(16)].map((text) => ({ text, hash: hex(hash.hash(ascii(text))) })),
    tags: LABELS.map((label) => ({ label, tag: hex(tag(hash, label)) })),
    tagged: [{ label: 'obj', message: '', value: hex(tagged(hash, 'obj', none)) }],
    keyed: [
      {
        key: '00'.repeat(32),
        label: 'ticket',
        message: 'ff'.repeat(32),
        value: hex(keyed(hash, fill(0))('ticket', fill(255))),
      },
    ],
    object: {
      record: RECORD,
      canonical: hex(jcs(RECORD)),
      master: '01'.repeat(32),
      recordHash: hex(recordHash(hash, RECORD)),
      salt: hex(saltOf(hash, fill(1), RECORD.id)),
      c: hex(c),
      stratum: 0,
      weight: 1,
      leaf: hex(objectLeaf(0, 1, c)),
      leafHash: hex(leafHash(hash, objectLeaf(0, 1, c))),
      blind: blindOf(hash, fill(1)),
    },
    inspector: {
      record: person,
      master: '04'.repeat(32),
      c: hex(ci),
      leaf: hex(inspectorLeaf(pub, ci)),
      leafHash: hex(leafHash(hash, inspectorLeaf(pub, ci))),
    },
    pair: { object: hex(c), inspector: hex(ci), leaf: hex(pairLeaf(c, ci)) },
    seeds: [0, 3].map((delay) => ({
      freezeId: '02'.repeat(32),
      delay,
      contributions: ['9', '87'],
      seed: hex(seedOf(hash, { freezeId: '02'.repeat(32), delay }, [ascii('9'), ascii('87')])),
    })),
    keys: { seed: hex(seed), select: hex(keys.select), round: hex(keys.round), assign: hex(keys.assign) },
    party: {
      freezeId: '02'.repeat(32),
      j: 0,
      nonce: '03'.repeat(32),
      commitment: partyCommitment(hash, { freezeId: '02'.repeat(32), j: 0 }, fill(3)),
    },
  };
}

/** Values that have a canonical form. */
const ACCEPTED: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  9007199254740991,
  '',
  '企业"甲"\\',
  '𠮷野家',
  [],
  {},
  [1, [2, {}]],
  { b: 1, a: [null, false], '!': '~', 'A-b': 'ä' },
  { log: { checkpoint: 'a\n1\n', proof: 'x\n' } },
  RECORD,
];

/** Byte strings that are refused, with the reason's code. */
const REFUSED: readonly (readonly [string, string | Uint8Array, string])[] = [
  ['duplicate member', '{"a":1,"a":1}', 'json.canonical'],
  ['float', '1.5', 'json.number'],
  ['float that is whole', '1.0', 'json.canonical'],
  ['exponent', '1e3', 'json.canonical'],
  ['negative zero', '-0', 'json.number'],
  ['beyond 2^53-1', '9007199254740992', 'json.number'],
  ['unsorted members', '{"b":1,"a":1}', 'json.canonical'],
  ['space', '{"a": 1}', 'json.canonical'],
  ['final newline', '{}\n', 'json.canonical'],
  ['byte order mark', '\ufeff{}', 'json.syntax'],
  ['escaped slash', '"\\/"', 'json.canonical'],
  ['escaped letter', '"\\u0061"', 'json.canonical'],
  ['not NFC', '"e\u0301"', 'json.string'],
  ['control character', '"\\n"', 'json.string'],
  ['delete character', '"\u007f"', 'json.string'],
  ['lone surrogate', '"\\ud800"', 'json.string'],
  ['empty member name', '{"":1}', 'json.member'],
  ['member name outside ASCII', '{"ä":1}', 'json.member'],
  ['member name with space', '{"a b":1}', 'json.member'],
  ['line feed in another member', '{"log":{"text":"a\\n"}}', 'json.string'],
  ['line feed of a note elsewhere', '{"checkpoint":"a\\n"}', 'json.string'],
  ['broken UTF-8', Uint8Array.of(0x22, 0xc3, 0x22), 'bytes.utf8'],
  ['overlong UTF-8', Uint8Array.of(0x22, 0xc1, 0x81, 0x22), 'bytes.utf8'],
  ['surrogate in UTF-8', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), 'bytes.utf8'],
  ['nothing', '', 'json.syntax'],
  ['trailing comma', '[1,]', 'json.syntax'],
];

export function primitives(): object {
  return {
    suites: SUITES.map(suiteValues),
    canonical: {
      accepted: ACCEPTED.map((value) => ({ value, bytes: hex(jcs(value)) })),
      refused: REFUSED.map(([name, bytes, code]) => ({
        name,
        bytes: hex(typeof bytes === 'string' ? encodeUtf8(bytes) : bytes),
        code,
      })),
    },
    display: { freezeId: 'b8e0dd19'.repeat(8), text: displayFreezeId('b8e0dd19'.repeat(8)) },
  };
}

export function trees(): object {
  return {
    note: 'entry i of a tree is the byte i repeated i times',
    suites: SUITES.map((suite) => {
      const hash = providerFor(suite);
      const leaves = Array.from({ length: 17 }, (_, i) => leafHash(hash, new Uint8Array(i).fill(i)));
      return {
        suite,
        letters: ['abc', 'abcdefg'].map((text) => ({
          entries: text.split(''),
          root: hex(
            rootOf(
              hash,
              text.split('').map((letter) => leafHash(hash, ascii(letter))),
            ),
          ),
        })),
        trees: Array.from({ length: 18 }, (_, size) => {
          const some = leaves.slice(0, size);
          return {
            size,
            root: hex(rootOf(hash, some)),
            inclusion: some.map((_, index) => inclusionPath(hash, some, index).map(hex)),
            consistency: Array.from({ length: size + 1 }, (_, old) =>
              consistencyPath(hash, some, old).map(hex),
            ),
          };
        }),
      };
    }),
  };
}
