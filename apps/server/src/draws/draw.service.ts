/**
 * The draw itself: objects and inspectors in one go, exactly once per seal. The row lock puts rivals in order, the
 * primary key of the result refuses a second one whatever happens, and nothing here depends on chance or time.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { decideDraw, decideMove } from '@mingcha/core/draws/draw-rules.ts';
import {
  base64,
  type Certificate,
  type CertificateBody,
  type Contribution,
  certificateBody,
  certificateHash,
  certificateLog,
  certificateMessage,
  checkpointBody,
  countEntropy,
  hex,
  logHash,
  type Params,
  rootOf,
} from '@mingcha/draw';
import { noteDrawn } from '../plans/entry-draw.queries.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Platform } from '../platform/platform.ts';
import type { CaseFile } from './case-file.ts';
import { type Computed, computeDraw, contributionsOf } from './compute.ts';
import { appendEvents, logOrigin, protocolInstant, signedNote } from './draw-log.ts';
import { serverHash } from './hash.ts';
import { entriesOfDraw, logLeaves } from './log.queries.ts';
import { insertAssignments, insertResult, insertSelected } from './result.queries.ts';
import { sealedDocument } from './sealed-params.ts';
import { snapshotById } from './snapshot.queries.ts';
import { software } from './software.ts';
import type { TaskWrite } from './task.service.ts';
import { accept, type Decided, type Nothing, nothingMore, writeDraw } from './write.ts';

/** Draws. Errors: `draw.already_drawn`, `draw.wrong_step`, `draw.attendance_missing`, `draw.outside_witness_missing`, `draw.entropy_too_low`, `draw.deadline_passed`. */
export async function drawNow(
  platform: Platform,
  write: TaskWrite & { readonly id: string },
): Promise<Result<Nothing>> {
  const { actor } = write;
  return writeDraw(
    platform,
    { ...write, drawId: write.id, audit: 'draw.drawn' },
    async (tx, file, moment): Promise<Result<Decided<Nothing>>> => {
      const move = decideMove(file.ceremony, 'drawn');
      if (!move.ok) return move;
      const { document: params, snapshotId } = await sealedDocument(tx, file.draw);
      const snapshot = await snapshotById(tx, { jurisdictionId: file.draw.jurisdictionId, snapshotId });
      if (snapshot === undefined) return fail('draw.snapshot_gone');
      const contributions = await contributionsOf(tx, file.draw, file.ceremony);
      const decided = decideDraw(file.ceremony, moment, {
        unit: file.unit,
        operatorStandsInPool: snapshot.facts.operatorStandsInPool,
        bits: countEntropy(params.seed.sources, contributions),
      });
      if (!decided.ok) return decided;
      const computed = await computeDraw(tx, { params, snapshot, contributions });
      return storeDraw(tx, platform, { file, actor, now: moment.now, params, contributions, computed });
    },
  );
}

interface Storing {
  readonly file: CaseFile;
  readonly actor: Actor;
  readonly now: string;
  readonly params: Params;
  readonly contributions: readonly Contribution[];
  readonly computed: Computed;
}

async function storeDraw(tx: Tx, platform: Platform, input: Storing): Promise<Result<Decided<Nothing>>> {
  const { file, actor, now, params, computed } = input;
  const { drawn } = computed;
  const place = { draw: { ...file.draw, freezeId: drawn.freezeId }, params };
  await appendEvents(tx, platform, {
    ...place,
    events: [{ type: 'seeded', at: now, data: { seed: drawn.seed } }],
  });
  const certificate = await certify(tx, platform, input);
  const certificateName = certificateHash(certificate.body, serverHash(params.suite));
  const isInfeasible = drawn.assign !== null && 'infeasible' in drawn.assign;
  await appendEvents(tx, platform, {
    ...place,
    events: [
      { type: isInfeasible ? 'infeasible' : 'completed', at: now, data: { certificate: certificateName } },
    ],
  });
  const { seed, bits, counts, quotas, threshold, selRoot, reserveCounts, assign } = drawn;
  const figures = { seed, bits, counts, quotas, threshold, selRoot, reserveCounts, assign };
  await insertResult(tx, file.draw, { drawnAt: now, figures, certificate, certificateHash: certificateName });
  await insertSelected(tx, file.draw, computed.rows);
  await insertAssignments(tx, file.draw, drawn.assignment ?? []);
  const { jurisdictionId, id: drawId } = file.draw;
  const objects = quotas.reduce((sum, quota) => sum + quota, 0);
  if (!isInfeasible) await noteDrawn(tx, { jurisdictionId, drawId, objects });
  const action = { kind: isInfeasible ? 'foundInfeasible' : 'drawn', by: actor.accountId, at: now } as const;
  const next = await accept(tx, file, { actor, action, drawnAt: now });
  return ok({
    file: next,
    value: nothingMore,
    data: { certificate: certificateName, selRoot, drawn: drawn.selected.length },
  });
}

/** The signed certificate; its log proof stands under the head right after the freeze, which existed before the seed. */
async function certify(tx: Tx, platform: Platform, input: Storing): Promise<Certificate> {
  const { file, params, computed, contributions, now } = input;
  const entries = await entriesOfDraw(tx, file.draw, file.draw.id);
  const frozen = entries.find((entry) => entry.type === 'frozen');
  if (frozen === undefined) throw new Error('the freeze is not in the log');
  const leaves = (await logLeaves(tx, file.draw)).slice(0, frozen.index + 1);
  const origin = logOrigin(params.org);
  const head = checkpointBody({ origin, size: leaves.length, root: rootOf(logHash, leaves), extensions: [] });
  const body = certificateBody({
    params,
    frame: computed.frame,
    drawn: computed.drawn,
    contributions,
    log: certificateLog({
      origin,
      leaves,
      index: frozen.index,
      checkpoint: signedNote(head, origin, platform.signer),
    }),
    software,
    issuedAt: protocolInstant(now),
    provider: serverHash(params.suite),
  });
  return { body, signatures: [signatureOf(platform, body)] };
}

function signatureOf(platform: Platform, body: CertificateBody): Certificate['signatures'][number] {
  const { signer } = platform;
  return { alg: 'ed25519', key: hex(signer.publicKey), sig: base64(signer.sign(certificateMessage(body))) };
}
