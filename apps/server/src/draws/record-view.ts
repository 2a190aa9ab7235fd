/** The data of the 抽取记录表 (experience B8): everything the paper prints, in one read. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { drawNumber } from '@mingcha/core/draws/draw-pool.ts';
import type { DrawRecord } from '@mingcha/core/draws/draw-views.ts';
import { displayFreezeId } from '@mingcha/draw';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { basisOf } from './basis.ts';
import { currentBundle } from './bundle.ts';
import { type CaseFile, openCase, readCase } from './case-file.ts';
import { contributionViews, entropySoFar } from './contributions-view.ts';
import type { DrawKey } from './draw.queries.ts';
import { drawnObjects, reserveObjects } from './drawn-objects.ts';
import { logHead } from './log.queries.ts';
import { filterWords } from './preview.ts';
import { mayKnowNames, noteNames } from './readers.ts';
import { type SnapshotRow, snapshotById } from './snapshot.queries.ts';
import { software } from './software.ts';
import { type DrawnCase, drawnCount, loadDrawn } from './standing.ts';
import { amendmentViews, participantView, snapshotView } from './view.ts';

/** All fields of the record of a sealed draw; null before the seal. */
export async function drawRecord(tx: Tx, key: DrawKey): Promise<DrawRecord | null> {
  const file = await readCase(tx, key);
  const { draw, ceremony } = file;
  const snapshot =
    draw.snapshotId === null
      ? undefined
      : await snapshotById(tx, { jurisdictionId: draw.jurisdictionId, snapshotId: draw.snapshotId });
  if (ceremony.freezeId === null || snapshot === undefined || draw.no === null) return null;
  const drawn = await loadDrawn(tx, file, 'screen');
  const head = await logHead(tx, draw);
  return {
    ...taskFields(file, draw.no),
    basis: await basisOf(tx, draw),
    ...poolFields(file, snapshot),
    ...resultFields(drawn),
    contributions: contributionViews(file),
    freezeId: ceremony.freezeId,
    freezeDisplay: displayFreezeId(ceremony.freezeId),
    entropyBits: entropySoFar(file),
    voids: await voidsBefore(tx, file),
    sealers: [ceremony.firstSealer, ceremony.secondSealer].flatMap(
      (id) => file.actions.find(({ action }) => action.by === id)?.personName ?? [],
    ),
    attendees: [...ceremony.attendees],
    checkpoint: head?.checkpoint ?? null,
    bundleSha256: null,
    publicPath: `/draws/${draw.id}`,
  };
}

function taskFields(file: CaseFile, no: number) {
  const { draw, participants } = file;
  const { settings } = draw;
  return {
    number: drawNumber({ series: draw.series, no, attempt: draw.attempt }),
    title: draw.title,
    planNumber: settings.planNumber,
    targeted: settings.scope.mode === 'targeted',
    joint: participants.length > 1,
    time: { sealedAt: draw.sealedAt ?? '', drawnAt: draw.drawnAt },
    place: settings.place,
    software: { name: software.name, version: software.version },
    agencyName: participants.find((row) => row.initiator)?.agencyName ?? '',
    participants: participants.map(participantView),
    window: settings.window,
  };
}

function poolFields(file: CaseFile, snapshot: SnapshotRow) {
  const leftOut = new Map<string, number>();
  for (const { reason, count } of snapshot.facts.leftOut)
    leftOut.set(reason, (leftOut.get(reason) ?? 0) + count);
  return {
    snapshot: snapshotView(snapshot),
    filterWords: filterWords(file.draw.settings),
    leftOut: [...leftOut].map(([reason, count]) => ({ reason, count })),
    operatorStandsInPool: snapshot.facts.operatorStandsInPool,
    planned: snapshotView(snapshot).strata.reduce((sum, stratum) => sum + stratum.target, 0),
  };
}

function resultFields(drawn: DrawnCase | null) {
  if (drawn === null)
    return { seed: null, drawn: 0, objects: [], reserves: [], amendments: [], certificateHash: null };
  const objects = [...drawnObjects(drawn)];
  return {
    seed: drawn.result.figures.seed,
    drawn: drawnCount(drawn.result),
    objects,
    // As many as could be needed; the whole rank order stands in the bundle.
    reserves: reserveObjects(drawn).slice(0, Math.max(20, 2 * objects.length)),
    amendments: amendmentViews(drawn),
    certificateHash: drawn.result.certificateHash,
  };
}

/** Voids of this draw and of the attempts before it. */
async function voidsBefore(tx: Tx, file: CaseFile): Promise<DrawRecord['voids']> {
  const voids: DrawRecord['voids'] = [];
  for (let at: CaseFile | null = file; at !== null; ) {
    const { draw, ceremony, actions }: CaseFile = at;
    const voided = actions.findLast(({ action }) => action.kind === 'voided');
    if (voided !== undefined && ceremony.voidRequest !== null && draw.no !== null) {
      const { reason, text } = ceremony.voidRequest;
      voids.unshift({
        number: drawNumber({ series: draw.series, no: draw.no, attempt: draw.attempt }),
        reason,
        text,
        at: voided.action.at,
      });
    }
    at =
      draw.previousId === null
        ? null
        : await readCase(tx, { jurisdictionId: draw.jurisdictionId, id: draw.previousId });
  }
  return voids;
}

/**
 * The record for those who may know names, with the digest of the bundle as it stands; `mark` is the number on what is printed
 * before the release, else empty. Errors: `draw.not_found`, `draw.role_forbidden`, `draw.not_drawn_yet`.
 */
export async function recordFor(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly kind: 'list' | 'print' },
): Promise<Result<{ readonly record: DrawRecord; readonly mark: string }>> {
  const found = await inTransaction(
    platform.db,
    async (tx): Promise<Result<{ key: DrawKey; record: DrawRecord; mark: string }>> => {
      const file = await openCase(tx, actor, asked.id);
      if (!file.ok) return file;
      if (!mayKnowNames(actor, file.value)) return fail('draw.role_forbidden');
      const record = await drawRecord(tx, file.value.draw);
      if (record === null) return fail('draw.not_drawn_yet');
      const mark = await noteNames(tx, platform, { file: file.value, actor, kind: asked.kind });
      return ok({ key: file.value.draw, record, mark });
    },
  );
  if (!found.ok) return found;
  const bundle = await currentBundle(platform, found.value.key);
  const { record, mark } = found.value;
  return ok({ record: { ...record, bundleSha256: bundle?.sha256 ?? null }, mark });
}

/** The record on the screen. Errors: those of `recordFor`. */
export async function readRecord(platform: Platform, actor: Actor, id: string): Promise<Result<DrawRecord>> {
  const found = await recordFor(platform, actor, { id, kind: 'list' });
  return found.ok ? ok(found.value.record) : found;
}
