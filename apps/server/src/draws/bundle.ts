/**
 * The evidence bundle of a draw, built from the stored rows alone and so the same bytes whenever it is built. What
 * disclosure does not permit yet is null in it. The file store keeps built bundles; losing them loses nothing.
 */
import { Readable } from 'node:stream';
import type { Ceremony } from '@mingcha/core/draws/ceremony.ts';
import { type Amendment, buildBundle, MAX_INLINE, type Opening } from '@mingcha/draw';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { type CaseFile, readCase } from './case-file.ts';
import type { DrawKey } from './draw.queries.ts';
import { logEvidence } from './draw-log.ts';
import { framePieces, frozenInspectors, loadFrame, parseRecord, recordField, saltsOf } from './frozen.ts';
import { serverHash } from './hash.ts';
import { entriesOfDraw } from './log.queries.ts';
import {
  amendmentsOf,
  assignmentsOf,
  insertBundle,
  resultOf,
  type SelectedObject,
  type StoredBundle,
  selectedOf,
  storedBundle,
} from './result.queries.ts';
import { sealedDocument } from './sealed-params.ts';
import { pairsOf, type SnapshotRow, snapshotById } from './snapshot.queries.ts';

/** Whether names may be public: the draw is open, or has been released. */
export function isDisclosed(ceremony: Ceremony, mode: 'sealed' | 'open'): boolean {
  const released =
    ceremony.state === 'released' || ceremony.state === 'closed' || ceremony.voidedFrom === 'released';
  const isDrawn = ['drawn', 'infeasible', 'recorded', 'released', 'closed'].includes(
    ceremony.voidedFrom ?? ceremony.state,
  );
  return released || (mode === 'open' && isDrawn);
}

export interface BuiltBundle {
  readonly bytes: Uint8Array;
  readonly events: number;
  /** The snapshot whose frame lies beside the document. */
  readonly frameBeside: SnapshotRow | null;
}

/** Builds the bundle as it may be public now; null before the result. */
export async function buildBundleOf(tx: Tx, platform: Platform, file: CaseFile): Promise<BuiltBundle | null> {
  const { draw, ceremony } = file;
  const result = await resultOf(tx, draw);
  if (result === undefined) return null;
  const { document: params, snapshotId, freezeId } = await sealedDocument(tx, draw);
  const snapshot = await snapshotById(tx, { jurisdictionId: draw.jurisdictionId, snapshotId });
  if (snapshot === undefined) throw new Error(`no snapshot ${snapshotId}`);
  const entry = result.certificate.body.files.find((each) => each.name === 'frame.bin');
  const isBeside = snapshot.objects > MAX_INLINE && entry !== undefined;
  const disclosed = isDisclosed(ceremony, draw.settings.disclosure.mode);
  const selected = await selectedOf(tx, draw, 'all');
  const evidence = await logEvidence(tx, { ...draw, freezeId });
  const amendments = (await amendmentsOf(tx, draw)).flatMap((row) =>
    row.amendment === null ? [] : [row.amendment],
  );
  const bytes = buildBundle({
    certificate: result.certificate,
    frame: isBeside ? { file: entry.name, hash: entry.hash } : await loadFrame(tx, snapshot),
    drawn: {
      selected: selected
        .filter((row) => !row.reserve)
        .map((row) => ({ ...ranked(row), ticket: row.ticket, area: areaOf(row) })),
      reserves: selected.filter((row) => row.reserve).map((row) => ({ ...ranked(row), ticket: row.ticket })),
      assignment:
        result.figures.assign !== null && 'infeasible' in result.figures.assign
          ? null
          : await assignmentsOf(tx, draw),
    },
    disclosed: disclosed
      ? {
          inspectors: (await frozenInspectors(tx, snapshot)).map(({ c, pub }) => ({ c, pub })),
          conflicts: await pairsOf(tx, snapshot),
          openings: openingsOf(platform, { snapshot, selected, suite: params.suite }),
        }
      : null,
    amendments: [...amendments]
      .sort((a, b) => a.index - b.index)
      .map((amendment) => (disclosed ? amendment : sealedAmendment(amendment))),
    log: { checkpoint: evidence.checkpoint, events: evidence.events },
  });
  return { bytes, events: evidence.events.length, frameBeside: isBeside ? snapshot : null };
}

function ranked(row: SelectedObject) {
  return { stratum: row.stratum, rank: row.rank, c: row.c };
}

function areaOf(row: SelectedObject): string {
  return recordField(parseRecord(row.record), 'area');
}

function openingsOf(
  platform: Platform,
  input: {
    readonly snapshot: SnapshotRow;
    readonly selected: readonly SelectedObject[];
    readonly suite: 'SHA256' | 'SM3';
  },
): readonly Opening[] {
  const saltFor = saltsOf(platform, input.snapshot, serverHash(input.suite));
  return input.selected.flatMap((row) => {
    if (row.reserve) return [];
    const record = parseRecord(row.record);
    return [{ c: row.c, record, salt: saltFor(record.id) }];
  });
}

/** What an amendment may tell before the names are open. */
function sealedAmendment(amendment: Amendment): Amendment {
  return amendment.type === 'replaced'
    ? { ...amendment, opening: null, team: null }
    : { ...amendment, changes: null };
}

export interface CurrentBundle extends StoredBundle {
  readonly events: number;
}

/** The stored bundle of the draw's present state, building it when it is not there yet; null before the result. */
export async function currentBundle(platform: Platform, key: DrawKey): Promise<CurrentBundle | null> {
  const known = await inTransaction(platform.db, async (tx) => {
    const file = await readCase(tx, key);
    const events = (await entriesOfDraw(tx, file.draw, key.id)).length;
    const stored = await storedBundle(tx, key, events);
    return stored === undefined ? null : { ...stored, events };
  });
  if (known !== null && (await platform.files.has(known.sha256))) return known;
  // State, log and amendments of one moment: a step in between would leave a bundle under the wrong count for ever.
  const built = await platform.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => buildBundleOf(tx, platform, await readCase(tx, key)));
  if (built === null) return null;
  const stored = await platform.files.put(built.bytes);
  const frame =
    built.frameBeside === null
      ? null
      : await platform.files.put(Readable.from(framePieces(platform, built.frameBeside)));
  const bundle = {
    events: built.events,
    sha256: stored.sha256,
    size: stored.size,
    frameSha256: frame?.sha256 ?? null,
  };
  await inTransaction(platform.db, (tx) => insertBundle(tx, key, bundle));
  return bundle;
}
