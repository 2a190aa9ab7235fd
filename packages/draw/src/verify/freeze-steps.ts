/** Steps 2, 3 and the frozen half of 9 (§11): parameters and F, the frame, inspectors, avoidance pairs, files. */
import { hex } from '../bytes.ts';
import { fileEntry } from '../certificate.ts';
import {
  conflictsRoot,
  frameFault,
  freezeId,
  inspectorsRoot,
  LEAF_LENGTH,
  repeatedCommitment,
  stratumAt,
  weightAt,
} from '../freeze.ts';
import { checkPlan, checkPub } from '../plan.ts';
import type { Context } from './context.ts';
import { must, notDisclosed, type Outcome, pass, same } from './report.ts';

export function checkFreeze({ params, body, hash }: Context): Outcome {
  checkPlan(params);
  same('freeze.id', 'freezeId', { expected: freezeId(hash, params), found: body.freezeId });
  same('freeze.disclosure', 'disclosure of the certificate', {
    expected: params.disclosure,
    found: body.disclosure,
  });
  return pass('freeze.ok', 'the parameter document gives the draw its identity');
}

export function checkFrame(context: Context): Outcome {
  const { params, hash } = context;
  const frame = context.frame();
  const { bundle } = context;
  if (typeof bundle.frame !== 'string')
    same('frame.hash', 'hash of the frame file', {
      expected: bundle.frame.hash,
      found: hex(hash.hash(frame)),
    });
  same('frame.length', 'length of the frame in bytes', {
    expected: params.frame.count * LEAF_LENGTH,
    found: frame.length,
  });
  const fault = frameFault(frame, params.strata.length);
  must(fault === null, 'frame.leaf', fault ?? '');
  for (let at = 0; at < frame.length; at += LEAF_LENGTH) {
    const stratum = params.strata[stratumAt(frame, at)];
    if (stratum?.rule === 'draw' && stratum.method === 'equal')
      must(
        weightAt(frame, at) === 1,
        'frame.weight',
        `leaf ${at / LEAF_LENGTH} has a weight in an equal draw`,
      );
  }
  context.progress(1, 3);
  const twice = repeatedCommitment(frame);
  must(twice < 0, 'frame.twice', `the commitment of leaf ${twice} stands twice in the frame`);
  context.progress(2, 3);
  same('frame.root', 'root of the frame', {
    expected: params.frame.root,
    found: hex(hash.merkle(frame, LEAF_LENGTH)),
  });
  return pass('frame.ok', `${params.frame.count} leaves, sorted, distinct, under the frozen root`);
}

export function checkInspectors({ bundle, params, hash }: Context): Outcome {
  const rows = bundle.inspectors;
  if (rows === null || rows === undefined) {
    must(params.disclosure.mode === 'sealed', 'inspectors.open', 'an open draw withholds its inspectors');
    return notDisclosed('the inspectors are not disclosed yet');
  }
  same('inspectors.count', 'number of inspectors', { expected: params.inspectors.count, found: rows.length });
  rows.forEach(({ c, pub }, i) => {
    must(i === 0 || (rows[i - 1]?.c ?? '') < c, 'inspectors.order', `inspector ${i + 1} is out of order`);
    checkPub(c, pub);
  });
  same('inspectors.root', 'root of the inspectors', {
    expected: params.inspectors.root,
    found: inspectorsRoot(hash, rows),
  });
  return pass('inspectors.ok', `${rows.length} inspectors under the frozen root`);
}

export function checkConflicts({ bundle, params, hash }: Context): Outcome {
  const pairs = bundle.conflicts;
  if (pairs === null || pairs === undefined) {
    must(params.disclosure.mode === 'sealed', 'conflicts.open', 'an open draw withholds its avoidance pairs');
    return notDisclosed('the avoidance pairs are not disclosed yet');
  }
  same('conflicts.count', 'number of avoidance pairs', {
    expected: params.conflicts.count,
    found: pairs.length,
  });
  pairs.forEach(([object, inspector], i) => {
    const before = pairs[i - 1];
    const ascends = before === undefined || before[0] + before[1] < object + inspector;
    must(ascends, 'conflicts.order', `avoidance pair ${i + 1} is out of order`);
  });
  same('conflicts.root', 'root of the avoidance pairs', {
    expected: params.conflicts.root,
    found: conflictsRoot(hash, pairs),
  });
  return pass('conflicts.ok', `${pairs.length} avoidance pairs under the frozen root`);
}

export function checkFiles(context: Context): Outcome {
  const { body, hash } = context;
  const entry = body.files.find((file) => file.name === 'frame.bin');
  must(entry !== undefined, 'files.frame', 'the certificate does not name frame.bin');
  same('files.frame', 'entry of frame.bin', {
    expected: fileEntry(hash, 'frame.bin', context.frame()),
    found: entry,
  });
  const others = body.files.filter((file) => file.name !== 'frame.bin').map((file) => file.name);
  const rest = others.length === 0 ? '' : `; not at hand: ${others.join(', ')}`;
  return pass('files.ok', `frame.bin is the file that was signed${rest}`);
}
