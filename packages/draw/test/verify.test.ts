/** The verifier: what each step says of honest draws and of particular frauds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex, unbase64 } from '../src/bytes.ts';
import { certificateMessage } from '../src/certificate.ts';
import { ed25519PublicKey } from '../src/ed25519.ts';
import { finishAlone } from '../src/flow.ts';
import { keyOf } from '../src/log.ts';
import { cosign, witnessKey } from '../src/note.ts';
import { sealDraw } from '../src/seal.ts';
import type { Plan } from '../src/types.ts';
import { countSteps, STEPS, verifyBundle } from '../src/verify/index.ts';
import { demoInput, FROZEN, finishDemo, productionPlan, SIGNER, testKey } from './demo.ts';
import {
  changed,
  DIGITS40,
  failures,
  finishSmall,
  type Loose,
  readBundle,
  smallInput,
  smallPlan,
  stepOf,
} from './small.ts';
import { continued, infeasiblePlan, resign, sm2Signature } from './vectors/evidence.ts';

const small = finishSmall().bytes;

test('an honest open draw passes every step that can be checked from the file', () => {
  for (const suite of ['SHA256', 'SM3'] as const) {
    const { ok, steps } = verifyBundle(finishDemo(productionPlan(suite)).bytes);
    assert.ok(ok);
    assert.deepEqual(
      steps.map((step) => step.id),
      [...STEPS],
    );
    const rest = steps.filter((step) => step.status !== 'PASS').map((step) => `${step.id} ${step.status}`);
    assert.deepEqual(rest, [
      'witness NOT CHECKED',
      'signatures NOT CHECKED',
      'register NOT CHECKED',
      'monitor NOT CHECKED',
    ]);
    assert.deepEqual(countSteps(steps), { PASS: 19, FAIL: 0, 'NOT DISCLOSED': 0, 'NOT CHECKED': 4 });
  }
});

test('the same input gives the same bytes', () => {
  assert.deepEqual(finishSmall().bytes, small);
});

test('the freeze time without witnesses is called self-declared, and reproduced draws are marked', () => {
  const bytes = finishDemo(productionPlan('SHA256')).bytes;
  assert.match(stepOf(bytes, 'time').reason, /self-declared/u);
  assert.match(stepOf(bytes, 'entropy').reason, /reproduced from a seed file/u);
});

test('signers are checked against the trust list, and unknown when there is none', () => {
  const key = hex(ed25519PublicKey(SIGNER.secretKey));
  assert.match(stepOf(small, 'signatures').reason, new RegExp(`signed by ${key}, identity NOT CHECKED`, 'u'));
  assert.equal(stepOf(small, 'signatures', { trust: [key] }).status, 'PASS');
  assert.equal(stepOf(small, 'signatures', { trust: [keyOf(SIGNER)] }).status, 'PASS');
  assert.deepEqual(failures(small, { trust: [] }), ['signatures']);
  assert.deepEqual(failures(small, { trust: ['00'.repeat(32)] }), ['signatures']);
});

test('an SM2 signature beside the Ed25519 one is verified under its explicit id', () => {
  const add = (id?: string): Uint8Array =>
    changed(small, (b) => {
      const { body } = readBundle(small).certificate;
      const signature = sm2Signature(certificateMessage(body)) as Loose;
      if (id !== undefined) signature.id = id;
      b.certificate.signatures.push(signature);
    });
  assert.deepEqual(failures(add()), []);
  assert.deepEqual(failures(add('')), ['signatures']);
});

test('an impossible assignment is proved by the certificate, and a doctored proof is refused', () => {
  const bytes = finishSmall(infeasiblePlan()).bytes;
  assert.equal(stepOf(bytes, 'assignment').code, 'assignment.impossible');
  const doctored = changed(bytes, (b) => {
    b.certificate.body.assign.infeasible[0].supply += 1;
    resign(b);
  });
  assert.ok(failures(doctored).includes('assignment'));
  const empty = changed(bytes, (b) => {
    b.certificate.body.assign.infeasible = [];
    resign(b);
  });
  assert.ok(failures(empty).includes('assignment'));
});

test('a seed below 64 bits is refused when drawing and when verifying', () => {
  const plan = smallPlan();
  const input = smallInput(plan);
  const lone = (): unknown =>
    finishAlone({
      sealed: sealDraw(input),
      objects: input.objects,
      delivered: [
        { kind: 'party', nonce: testKey('nonce'), made: 'here' },
        { kind: 'digits', text: DIGITS40, made: 'here' },
      ],
      signer: SIGNER,
      at: FROZEN,
      software: { name: 'mingcha', version: '0.1.0', commit: null },
    });
  assert.throws(lone, { code: 'seed.entropy' });
  const forged = changed(small, (b) => {
    for (const given of b.certificate.body.seed.contribs) given.made = 'here';
    b.certificate.body.seed.bits = 0;
    resign(b);
  });
  assert.ok(failures(forged).includes('entropy'));
});

const witnesses = ['w1', 'w2', 'w3'].map((name) => ({ name, secretKey: testKey(name) }));
const quorumPlan = (quorum: number): Plan => ({
  ...productionPlan('SHA256'),
  witness: {
    policy: 'quorum',
    quorum,
    keys: witnesses.map(({ name, secretKey }) => witnessKey(name, ed25519PublicKey(secretKey))),
  },
});

/** Cosigns the head in the certificate and repairs what hangs on it. */
function cosigned(plan: Plan, times: readonly number[]): Uint8Array {
  const { bytes } = finishDemo(plan);
  return changed(bytes, (b) => {
    const { log } = b.certificate.body;
    const cut = log.proof.indexOf('\n\n') + 2;
    const checkpoint = times.reduce(
      (note, time, i) => cosign(note, witnesses[i] ?? SIGNER, time),
      log.proof.slice(cut) as string,
    );
    log.proof = log.proof.slice(0, cut) + checkpoint;
    resign(b);
  });
}

// The certificate changed after it was logged, so `monitor` fails in these; the steps in question are looked at alone.
const T0 = Date.parse(FROZEN) / 1000;
const status = (bytes: Uint8Array, id: 'witness' | 'time' | 'beacon' | 'log'): string =>
  stepOf(bytes, id).status;

test('a quorum of witnesses fixes the freeze time, and the beacon must come 600 seconds after it', () => {
  const beaconTime = Date.parse('2023-09-15T11:00:03Z') / 1000;
  const two = cosigned(quorumPlan(2), [T0 + 10, T0 + 20]);
  assert.deepEqual(
    [status(two, 'witness'), status(two, 'time'), status(two, 'beacon')],
    ['PASS', 'PASS', 'PASS'],
  );
  assert.doesNotMatch(stepOf(two, 'time').reason, /self-declared/u);
  const one = cosigned(quorumPlan(2), [T0 + 10]);
  assert.equal(status(one, 'witness'), 'FAIL');
  const late = cosigned(quorumPlan(2), [T0 + 10, beaconTime - 599]);
  assert.equal(status(late, 'beacon'), 'FAIL');
  const justInTime = cosigned(quorumPlan(2), [T0 + 10, beaconTime - 600]);
  assert.equal(status(justInTime, 'beacon'), 'PASS');
});

test('contributions are dated before the beacon round is published, to the second', () => {
  const plan = productionPlan('SHA256');
  assert.deepEqual(failures(finishDemo(plan, '2023-09-15T11:00:02Z').bytes), []);
  const late = finishDemo(plan, '2023-09-15T11:00:03Z').bytes;
  assert.deepEqual(failures(late), ['beacon']);
  assert.equal(stepOf(late, 'beacon').code, 'beacon.late');
});

test('a draw voided after its completion verifies as void, once, and nothing of it goes on', () => {
  const finished = finishSmall();
  const voided = { type: 'voided', reason: 'disturbed', text: 'x', evidence: '5a'.repeat(32) } as const;
  const { status: state, code, reason } = stepOf(continued(finished, [voided]), 'monitor');
  assert.deepEqual([state, code], ['NOT CHECKED', 'monitor.voided']);
  assert.match(reason, /VOID since 2023-09-20T08:00:00Z/u);
  assert.deepEqual(failures(continued(finished, [voided])), []);
  assert.deepEqual(failures(continued(finished, [voided, { type: 'note' }])), []);
  const replaced = { type: 'replaced', c: '00'.repeat(32) } as const;
  assert.equal(stepOf(continued(finished, [voided, replaced]), 'monitor').code, 'monitor.void');
  assert.equal(stepOf(continued(finished, [voided, voided]), 'monitor').code, 'monitor.end');
});

test('a cosignature line that nobody can verify makes the log fail', () => {
  const { bytes } = finishDemo(productionPlan('SHA256'));
  const stranger = changed(bytes, (b) => {
    b.log.checkpoint = cosign(b.log.checkpoint as string, { name: 'stranger', secretKey: testKey('s') }, T0);
  });
  assert.deepEqual(failures(stranger), ['log']);
});

test('a missing reveal is skipped only where the plan says so and a beacon follows', () => {
  const plan = productionPlan('SHA256');
  const skipping = { ...plan, seed: { ...plan.seed, onMissing: 'skip' as const } };
  const withhold = (b: Loose): void => {
    b.certificate.body.seed.contribs[1].reveal = null;
    b.certificate.body.seed.contribs[1].revealedAt = null;
    resign(b);
  };
  const voided = changed(finishDemo(plan).bytes, withhold);
  assert.equal(stepOf(voided, 'contributions').code, 'contributions.missing');
  // Under skip the reveal that is in the log but not in the certificate is what gives the fraud away.
  const suppressed = changed(finishDemo(skipping).bytes, withhold);
  assert.equal(stepOf(suppressed, 'contributions').code, 'contributions.extra');
});

test('a large frame may lie beside the document and is held against its hash', () => {
  const frame = unbase64(readBundle(small).frame as string);
  const beside = changed(small, (b) => {
    b.frame = { file: 'frame.bin', hash: b.certificate.body.files[0].hash };
  });
  assert.deepEqual(failures(beside, { file: (name) => (name === 'frame.bin' ? frame : undefined) }), []);
  assert.ok(failures(beside).includes('frame'));
  const bent = frame.slice();
  bent[20] = (bent[20] ?? 0) ^ 1;
  assert.ok(failures(beside, { file: () => bent }).includes('frame'));
});

test('an open draw may not hold anything back, a sealed one may not show a part', () => {
  for (const member of ['inspectors', 'conflicts', 'assignment', 'openings'])
    assert.notDeepEqual(failures(changed(small, (b) => (b[member] = null))), [], member);
  const sealed = finishSmall(smallPlan({ disclosure: { mode: 'sealed', until: FROZEN } })).bytes;
  assert.deepEqual(failures(sealed), []);
  assert.deepEqual(failures(changed(sealed, (b) => (b.assignment = []))), ['assignment']);
  assert.deepEqual(failures(changed(sealed, (b) => (b.selected[0].area = 'a1'))), ['openings']);
});

test('progress is reported for every step, in order', () => {
  const seen: string[] = [];
  verifyBundle(small, { onProgress: (step, done) => done === 0 && seen.push(step) });
  assert.deepEqual([...new Set(seen)], [...STEPS]);
});

test('bytes that are no bundle end in one named step', () => {
  for (const bytes of [
    new Uint8Array(),
    Uint8Array.of(0xff),
    Buffer.from('[]'),
    Buffer.from('{"format":"rdraw/1 bundle"}'),
  ]) {
    const { ok, steps, bundle } = verifyBundle(bytes);
    assert.equal(ok, false);
    assert.equal(bundle, null);
    assert.deepEqual(
      steps.filter((step) => step.status === 'FAIL').map((step) => step.id),
      ['document'],
    );
  }
});

test('a party’s own signature on its reveal is verified where it is given', () => {
  const bytes = finishDemo(productionPlan('SHA256')).bytes;
  const forged = changed(bytes, (b) => {
    b.certificate.body.seed.contribs[0].key = hex(ed25519PublicKey(testKey('party')));
    b.certificate.body.seed.contribs[0].sig = 'AAAA';
    resign(b);
  });
  assert.equal(stepOf(forged, 'contributions').code, 'contributions.signature');
});

test('what cannot be sealed names the record that stands in the way', () => {
  const input = demoInput(productionPlan('SHA256'));
  const [first] = input.objects;
  assert.ok(first !== undefined);
  const seal =
    (change: object): (() => unknown) =>
    () =>
      sealDraw({ ...input, ...change });
  assert.throws(seal({ objects: [first, first] }), { code: 'freeze.object_twice', data: { id: '91141000' } });
  assert.throws(seal({ objects: [{ ...first, stratum: 99 }] }), { code: 'freeze.stratum' });
  assert.throws(seal({ objects: [{ ...first, weight: 2 }] }), { code: 'freeze.weight' });
  assert.throws(seal({ objects: [{ ...first, weight: 0 }] }), { code: 'freeze.weight' });
  assert.throws(seal({ pairs: [['nobody', 'ZF100']] }), {
    code: 'freeze.pair_object',
    data: { id: 'nobody' },
  });
  assert.throws(seal({ pairs: [['91141000', 'ZF9']] }), {
    code: 'freeze.pair_inspector',
    data: { id: 'ZF9' },
  });
  const [person] = input.inspectors;
  assert.ok(person !== undefined);
  assert.throws(seal({ inspectors: [person, person] }), { code: 'freeze.inspector_twice' });
  const team = { ...person, id: 'T1', members: [{ id: 'ZF100' }, { id: 'ZF101' }] };
  assert.throws(seal({ inspectors: [person, team], pairs: [] }), { code: 'freeze.inspector_twice' });
  assert.throws(seal({ inspectors: [{ ...team, members: [{ id: 'ZF100' }] }], pairs: [] }), {
    code: 'freeze.team',
  });
  const bent = { ...person, pub: { ...person.pub, areas: ['b', 'a'] } };
  assert.throws(seal({ inspectors: [bent], pairs: [] }), { code: 'freeze.pub' });
});
