/** Vector files 6 to 9: beacon, signed certificates, whole sessions, forgeries. */
import { ascii, base64, concat, decodeUtf8, hex, unbase64, unhex } from '../../src/bytes.ts';
import { certificateHash, certificateMessage, signCertificate } from '../../src/certificate.ts';
import {
  drandRandomness,
  QUICKNET,
  QUICKNET_GENESIS,
  QUICKNET_GROUP,
  QUICKNET_KEY,
  QUICKNET_PERIOD,
  timeOfRound,
} from '../../src/drand.ts';
import { buildDraw } from '../../src/draw.ts';
import { ed25519PublicKey } from '../../src/ed25519.ts';
import type { Finished } from '../../src/flow.ts';
import type { Suite } from '../../src/hash-provider.ts';
import type { JsonObject } from '../../src/json.ts';
import { drawEvent, keyOf, sealLog } from '../../src/log.ts';
import { providerFor } from '../../src/providers.ts';
import { partyCommitment } from '../../src/seed.ts';
import { sm2PublicKey, sm2Sign } from '../../src/sm2.ts';
import type { DrawEvent, Plan, Signature } from '../../src/types.ts';
import {
  demoContributions,
  demoObjects,
  finishDemo,
  productionPlan,
  ROUND,
  ROUND_SIGNATURE,
  SIGNER,
  sealDemo,
  testKey,
} from '../demo.ts';
import { changed, finishSmall, type Loose, smallPlan } from '../small.ts';
import { SUITES } from './primitives.ts';

function flipped(text: string, bit: number): string {
  const bytes = unhex(text);
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return hex(bytes);
}

export function beacons(): object {
  const signature = ROUND_SIGNATURE;
  const key = QUICKNET_KEY;
  const wrongKey =
    '868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a569937c529eeda66c7293784a9402801af31';
  const cases = [
    { name: 'the round itself', round: ROUND, signature, key, valid: true },
    { name: 'the round before', round: ROUND - 1, signature, key, valid: false },
    { name: 'the round after', round: ROUND + 1, signature, key, valid: false },
    { name: 'round 0', round: 0, signature, key, valid: false },
    { name: 'a key of another chain', round: ROUND, signature, key: wrongKey, valid: false },
    { name: 'a signature one byte short', round: ROUND, signature: signature.slice(2), key, valid: false },
    { name: 'the point at infinity', round: ROUND, signature: `c0${'00'.repeat(47)}`, key, valid: false },
    ...Array.from({ length: 48 }, (_, i) => i * 8 + (i % 8)).map((bit) => ({
      name: `bit ${bit} flipped`,
      round: ROUND,
      signature: flipped(signature, bit),
      key,
      valid: false,
    })),
  ];
  return {
    chain: QUICKNET,
    publicKey: key,
    groupHash: QUICKNET_GROUP,
    genesis: QUICKNET_GENESIS,
    period: QUICKNET_PERIOD,
    time: timeOfRound(ROUND),
    randomness: hex(drandRandomness(unhex(signature))),
    cases,
  };
}

/** SM2 key, nonce and signature of the standard's example (message digest, default id). */
const SM2_KEY = '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8';
const SM2_NONCE = '59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21';
export const SM2_ID = '1234567812345678';

/** Signs a message with the standard's key and nonce. */
export function sm2Signature(message: Uint8Array, id = SM2_ID): Signature {
  const secretKey = unhex(SM2_KEY);
  return {
    alg: 'sm2-sm3',
    key: hex(sm2PublicKey(secretKey)),
    id,
    sig: base64(sm2Sign(message, { secretKey, id }, unhex(SM2_NONCE))),
  };
}

export function certificates(): object {
  const { body } = finishSmall();
  const message = certificateMessage(body);
  const ed = signCertificate(body, SIGNER.secretKey);
  const sm = sm2Signature(message);
  const bent = (signature: Signature): Signature => ({
    ...signature,
    sig: base64(unhex(flipped(hex(unbase64(signature.sig)), 3))),
  });
  const other = hex(ed25519PublicKey(testKey('another key')));
  return {
    message: hex(message),
    body,
    standard: { message: hex(ascii('message digest')), signature: sm2Signature(ascii('message digest')) },
    ed25519Secret: hex(SIGNER.secretKey),
    cases: [
      { name: 'Ed25519', signature: ed, valid: true },
      { name: 'Ed25519 with a flipped bit', signature: bent(ed), valid: false },
      { name: 'Ed25519 of another key', signature: { ...ed, key: other }, valid: false },
      { name: 'SM2 with the default id', signature: sm, valid: true },
      { name: 'SM2 with an empty id', signature: sm2Signature(message, ''), valid: true },
      { name: 'SM2 checked under another id', signature: { ...sm, id: '' }, valid: false },
      { name: 'SM2 with a flipped bit', signature: bent(sm), valid: false },
      { name: 'SM2 without an id', signature: { alg: sm.alg, key: sm.key, sig: sm.sig }, valid: false },
    ],
  };
}

function demoSession(suite: Suite): object {
  const sealed = sealDemo(suite);
  const areas = new Map(
    demoObjects().map(({ record }, i) => [sealed.objects[i]?.c ?? '', record['area'] as string]),
  );
  const contributions = demoContributions(sealed);
  const { params, frame, inspectors, conflicts } = sealed;
  const drawn = buildDraw({
    params,
    frame,
    inspectors,
    conflicts,
    contributions,
    areaOf: (c) => areas.get(c) ?? '',
  });
  return {
    suite,
    params,
    freezeId: sealed.freezeId,
    frame: base64(frame),
    objects: sealed.objects,
    inspectors,
    conflicts,
    contributions,
    bits: drawn.bits,
    seed: drawn.seed,
    counts: drawn.counts,
    quotas: drawn.quotas,
    threshold: drawn.threshold,
    selected: drawn.selected,
    selRoot: drawn.selRoot,
    reserves: drawn.reserves,
    assign: drawn.assign,
    assignment: drawn.assignment,
  };
}

/** The demo session of Annex B: accepted by vector runners only, since it lacks time, witness and disclosure. */
export function sessions(): object {
  return { note: 'the demo session of Annex B in both suites', sessions: SUITES.map(demoSession) };
}

/** Complete bundles as files of their own. */
export function bundles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const suite of SUITES)
    for (const mode of ['open', 'sealed'] as const)
      files.set(
        `bundle-${suite.toLowerCase()}-${mode}.json`,
        decodeUtf8(finishDemo(productionPlan(suite, mode)).bytes),
      );
  files.set('bundle-infeasible.json', decodeUtf8(finishSmall(infeasiblePlan()).bytes));
  files.set('bundle-voided.json', decodeUtf8(continued(finishSmall(), [VOID])));
  files.set('bundle-select.json', decodeUtf8(finishSmall(smallPlan({ kind: 'select' })).bytes));
  return files;
}

type Further = Pick<DrawEvent, 'type'> & JsonObject;

/** What a void says in the log (§10.3). */
const VOID: Further = { type: 'voided', reason: 'disturbed', text: '现场停电', evidence: '5a'.repeat(32) };

/** A finished bundle whose log goes on with further events, sealed and signed anew. */
export function continued(finished: Finished, further: readonly Further[]): Uint8Array {
  const { params } = finished.body;
  const header = { params, freezeId: finished.body.freezeId, at: '2023-09-20T08:00:00Z', by: keyOf(SIGNER) };
  const events = further.map(({ type, ...data }) => drawEvent(header, type, data));
  return changed(finished.bytes, (b) => {
    b.log = sealLog({ origin: SIGNER.name, events: [...finished.events, ...events] }, SIGNER);
  });
}

/** The moment at which the demo's beacon round was published. */
const ROUND_AT = `${new Date(timeOfRound(ROUND) * 1000).toISOString().slice(0, 19)}Z`;

/** Whole bundles, sealed and signed by the book, of draws that broke a rule. */
function brokenDraws(): readonly Forgery[] {
  const small = finishSmall();
  const certificate = certificateHash(small.body);
  const done: Further = { type: 'completed', certificate };
  return [
    {
      name: 'contributions dated at the moment of the beacon',
      step: 'beacon',
      bytes: finishDemo(productionPlan('SHA256'), ROUND_AT).bytes,
    },
    { name: 'completed twice', step: 'monitor', bytes: continued(small, [done]) },
    { name: 'completed again after its void', step: 'monitor', bytes: continued(small, [VOID, done]) },
    { name: 'voided twice', step: 'monitor', bytes: continued(small, [VOID, VOID]) },
    {
      name: 'names opened after its void',
      step: 'monitor',
      bytes: continued(small, [VOID, { type: 'opened' }]),
    },
  ];
}

/** A small plan that nobody can staff: six seats a task, five inspectors. */
export function infeasiblePlan(): Plan {
  return smallPlan({
    assign: { templates: { '*': [{ dept: 'YJ', skills: [], n: 6, anyArea: false }] }, mix: 8 },
  });
}

/** Signs the changed body again, so that only the rule in question is broken. */
export function resign(bundle: Loose): void {
  bundle.certificate.signatures = [signCertificate(bundle.certificate.body, SIGNER.secretKey)];
}

interface Forgery {
  readonly name: string;
  readonly step: string;
  readonly bytes: Uint8Array;
}

function editFrame(bundle: Loose, edit: (frame: Uint8Array) => Uint8Array): void {
  bundle.frame = base64(edit(unbase64(bundle.frame as string)));
}

const swap = (rows: Loose, a: number, b: number): void => {
  [rows[a], rows[b]] = [rows[b], rows[a]];
};

export function forgeries(): readonly Forgery[] {
  const good = finishSmall().bytes;
  const demo = finishDemo(productionPlan('SHA256')).bytes;
  const hash = providerFor('SHA256');
  const forge = (name: string, step: string, change: (bundle: Loose) => void): Forgery => ({
    name,
    step,
    bytes: changed(step === 'beacon' ? demo : good, change),
  });
  return [
    forge('reordered leaf', 'frame', (b) =>
      editFrame(b, (f) => concat(f.subarray(39, 78), f.subarray(0, 39), f.subarray(78))),
    ),
    forge('duplicate c', 'frame', (b) =>
      editFrame(b, (f) => concat(f.subarray(0, 78 - 32), f.subarray(7, 39), f.subarray(78))),
    ),
    forge('leaf of 36 bytes', 'frame', (b) => editFrame(b, (f) => f.subarray(0, f.length - 3))),
    forge('leaf left out', 'frame', (b) => editFrame(b, (f) => f.subarray(39))),
    forge('late beacon', 'beacon', (b) => (b.certificate.body.params.time.frozen = '2023-09-15T10:50:04Z')),
    forge(
      'beacon of another round',
      'beacon',
      (b) => (b.certificate.body.seed.contribs[4].round = ROUND + 1),
    ),
    forge('commitment of another freeze', 'contributions', (b) => {
      const nonce = testKey('nonce');
      b.certificate.body.seed.contribs[0].commit = partyCommitment(
        hash,
        { freezeId: '11'.repeat(32), j: 0 },
        nonce,
      );
    }),
    forge('commitment of another party', 'contributions', (b) => {
      const { freezeId } = b.certificate.body;
      b.certificate.body.seed.contribs[0].commit = partyCommitment(
        hash,
        { freezeId, j: 1 },
        testKey('nonce'),
      );
    }),
    forge('reveal out of order', 'phases', (b) => (b.certificate.body.seed.contribs[0].committedAt = 3)),
    forge('wrong reserve', 'reserves', (b) => swap(b.reserves, 0, 1)),
    forge('reserve left out', 'reserves', (b) => b.reserves.pop()),
    forge('drawn object exchanged for a reserve', 'selection', (b) => (b.selected[0].c = b.reserves[0].c)),
    forge('drawn objects in another order', 'selection', (b) => swap(b.selected, 0, 1)),
    forge('threshold moved', 'selection', (b) => (b.certificate.body.select.threshold[0] = 'ff'.repeat(32))),
    forge('quota moved', 'quotas', (b) => (b.certificate.body.select.quotas[0] = 2)),
    forge('digits changed', 'seed', (b) => (b.certificate.body.seed.contribs[1].text = '0'.repeat(40))),
    forge(
      'a digit missing',
      'contributions',
      (b) => (b.certificate.body.seed.contribs[1].text = '0'.repeat(39)),
    ),
    forge('rate changed', 'freeze', (b) => (b.certificate.body.params.strata[0].rate = [1, 3])),
    forge('load of an inspector changed', 'inspectors', (b) => (b.inspectors[0].pub.load = 3)),
    forge('avoidance pair left out', 'conflicts', (b) => b.conflicts.pop()),
    forge(
      'seat given to a colleague',
      'assignment',
      (b) =>
        (b.assignment[0].inspector = b.inspectors.find(
          (p: Loose) => p.c !== b.assignment[0].inspector && p.c !== b.assignment[1].inspector,
        ).c),
    ),
    forge('opened record changed', 'openings', (b) => (b.openings[0].record.name = '另一公司')),
    forge('openings in another order', 'openings', (b) => swap(b.openings, 0, 1)),
    forge(
      'area changed',
      'openings',
      (b) => (b.selected[0].area = b.selected[0].area === 'a1' ? 'a2' : 'a1'),
    ),
    forge('log entry left out', 'log', (b) => b.log.events.splice(3, 1)),
    forge('log entry rewritten', 'log', (b) => (b.log.events[1].event.at = '2023-09-15T08:00:01Z')),
    forge('no signature', 'signatures', (b) => (b.certificate.signatures = [])),
    forge(
      'signature of another key',
      'signatures',
      (b) => (b.certificate.signatures[0].key = hex(ed25519PublicKey(testKey('x')))),
    ),
    forge('entropy overstated', 'entropy', (b) => (b.certificate.body.seed.bits += 256)),
    forge('unknown member', 'document', (b) => (b.comment = 'x')),
    forge('no time', 'document', (b) => delete b.certificate.body.params.time),
    forge('no witness policy', 'document', (b) => delete b.certificate.body.params.witness),
    forge('no disclosure', 'document', (b) => delete b.certificate.body.params.disclosure),
    forge('result signed but not in the log', 'monitor', (b) => {
      b.certificate.body.issuedAt = '2023-09-15T09:00:00Z';
      resign(b);
    }),
    ...brokenDraws(),
  ];
}

export function forgeryFile(): object {
  return {
    note: 'each bundle is refused; step names a step that must fail',
    cases: forgeries().map(({ name, step, bytes }) => ({ name, step, bundle: decodeUtf8(bytes) })),
  };
}
