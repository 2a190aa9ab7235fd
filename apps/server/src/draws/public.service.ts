/**
 * What everybody may read about draws. Every figure here is public by the protocol; names, areas, teams and salts
 * pass only after the release, inspectors' names never.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { agencyCode, drawNumber } from '@mingcha/core/draws/draw-pool.ts';
import type { PublicDrawSummary, PublicDrawView } from '@mingcha/core/draws/public-draw-api.ts';
import { displayFreezeId, hex, LEAF_LENGTH } from '@mingcha/draw';
import { decodeCursor, pageOfRows } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { publicBasisOf } from './basis.ts';
import { type CurrentBundle, currentBundle, isDisclosed } from './bundle.ts';
import { type CaseFile, readCase } from './case-file.ts';
import { contributionViews } from './contributions-view.ts';
import { type DrawKey, drawById, redrawOf } from './draw.queries.ts';
import { logOrigin, logVerifierKey } from './draw-log.ts';
import { parseRecord, recordField } from './frozen.ts';
import { frozenIdsOfCode } from './frozen-code.ts';
import { entriesFrom, logHead } from './log.queries.ts';
import { filterWords, previewStrata } from './preview.ts';
import { jurisdictionOfAgency, sealedDraw, sealedDraws } from './public.queries.ts';
import { sealedDocument } from './sealed-params.ts';
import { type SnapshotRow, snapshotById } from './snapshot.queries.ts';
import { type DrawnCase, drawnCount, loadDrawn } from './standing.ts';
import { ownTicket, ticketLanes } from './tickets.ts';

async function findKey(platform: Platform, id: string): Promise<Result<DrawKey>> {
  const key = await inTransaction(platform.db, (tx) => sealedDraw(tx, id));
  return key === undefined ? fail('draw.not_found') : ok(key);
}

async function snapshotOf(tx: Tx, file: CaseFile): Promise<SnapshotRow> {
  const { snapshotId } = await sealedDocument(tx, file.draw);
  const snapshot = await snapshotById(tx, { jurisdictionId: file.draw.jurisdictionId, snapshotId });
  if (snapshot === undefined) throw new Error(`no snapshot ${snapshotId}`);
  return snapshot;
}

function publicState(file: CaseFile): PublicDrawSummary['state'] {
  const { state } = file.ceremony;
  if (state === 'recorded') return 'drawn';
  return state === 'drawn' ||
    state === 'infeasible' ||
    state === 'released' ||
    state === 'closed' ||
    state === 'voided'
    ? state
    : 'sealed';
}

async function summary(tx: Tx, file: CaseFile): Promise<PublicDrawSummary> {
  const { draw, ceremony, participants, actions } = file;
  const snapshot = await snapshotOf(tx, file);
  const voided = ceremony.state === 'voided' ? ceremony.voidRequest : null;
  const { series, no, attempt, settings } = draw;
  const strata = previewStrata(snapshot.plan.strata, snapshot.facts.counts);
  return {
    id: draw.id,
    title: draw.title,
    number: drawNumber({ series, no: no ?? 0, attempt }),
    agencyName: participants.find((row) => row.initiator)?.agencyName ?? '',
    itemName: settings.item.name,
    joint: participants.length > 1,
    targeted: settings.scope.mode === 'targeted',
    state: publicState(file),
    sealedAt: draw.sealedAt ?? '',
    drawnAt: draw.drawnAt,
    freezeId: ceremony.freezeId ?? '',
    objects: snapshot.objects,
    drawnCount: draw.drawnAt === null ? null : strata.reduce((sum, stratum) => sum + stratum.target, 0),
    voided:
      voided === null
        ? null
        : {
            reason: voided.reason,
            text: voided.text,
            at: actions.findLast(({ action }) => action.kind === 'voided')?.action.at ?? voided.at,
          },
  };
}

export async function listPublicDraws(
  platform: Platform,
  query: {
    readonly agencyId?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
) {
  return inTransaction(platform.db, async (tx) => {
    const found = await sealedDraws(tx, {
      agencyId: query.agencyId,
      after: decodeCursor(query.after, 2),
      limit: query.limit,
    });
    const page = pageOfRows(found, query.limit, (row) => [row.sealedAt, row.id]);
    const rows: PublicDrawSummary[] = [];
    for (const key of page.rows) rows.push(await summary(tx, await readCase(tx, key)));
    return ok({ rows, next: page.next });
  });
}

/** The public page of a draw. Errors: `draw.not_found`. */
export async function readPublicDraw(platform: Platform, id: string): Promise<Result<PublicDrawView>> {
  const key = await findKey(platform, id);
  if (!key.ok) return key;
  const bundle = await currentBundle(platform, key.value);
  return inTransaction(
    platform.db,
    async (tx): Promise<Result<PublicDrawView>> =>
      ok(await publicView(tx, platform, { file: await readCase(tx, key.value), bundle })),
  );
}

interface PublicInput {
  readonly file: CaseFile;
  readonly bundle: CurrentBundle | null;
}

async function publicView(tx: Tx, platform: Platform, input: PublicInput): Promise<PublicDrawView> {
  const { file, bundle } = input;
  const { draw } = file;
  const { document } = await sealedDocument(tx, draw);
  const snapshot = await snapshotOf(tx, file);
  const head = await logHead(tx, draw);
  return {
    ...(await summary(tx, file)),
    ...sealedFields(file, snapshot),
    basis: await publicBasisOf(tx, draw),
    ...resultFields(file, await loadDrawn(tx, file, 'screen')),
    previous:
      draw.previousId === null
        ? null
        : await neighbour(tx, { jurisdictionId: draw.jurisdictionId, id: draw.previousId }),
    redraw: await redrawLink(tx, file),
    bundle: bundle === null ? null : { sha256: bundle.sha256, size: bundle.size },
    frameFile: frameFileOf(bundle, snapshot),
    checkpoint: head?.checkpoint ?? null,
    keys: { log: logVerifierKey(platform, document.org), certificate: hex(platform.signer.publicKey) },
  };
}

function frameFileOf(bundle: CurrentBundle | null, snapshot: SnapshotRow): PublicDrawView['frameFile'] {
  if (bundle === null || bundle.frameSha256 === null) return null;
  return { name: 'frame.bin', sha256: bundle.frameSha256, size: snapshot.objects * LEAF_LENGTH };
}

function sealedFields(file: CaseFile, snapshot: SnapshotRow) {
  const { settings } = file.draw;
  return {
    participants: file.participants.filter((row) => row.state === 'confirmed').map((row) => row.agencyName),
    window: settings.window,
    filterWords: filterWords(settings),
    strata: previewStrata(snapshot.plan.strata, snapshot.facts.counts).map(publicStratum),
    inspectors: snapshot.inspectors,
    pairs: snapshot.pairs,
    freezeDisplay: displayFreezeId(file.ceremony.freezeId ?? ''),
    sources: contributionViews(file).map(({ kind, label, text, nonce, signature }) => ({
      kind,
      label,
      value: text ?? nonce ?? signature,
    })),
    releaseAt: settings.disclosure.mode === 'sealed' ? settings.disclosure.releaseAt : null,
    operatorStandsInPool: snapshot.facts.operatorStandsInPool,
  };
}

function publicStratum(stratum: ReturnType<typeof previewStrata>[number]): PublicDrawView['strata'][number] {
  const { code, name, rule, base, rate, round, product, target, reason } = stratum;
  return { code, name, rule, base, rate, round, product, target, reason };
}

function resultFields(
  file: CaseFile,
  drawn: DrawnCase | null,
): Pick<PublicDrawView, 'drawnCount' | 'entropyBits' | 'seed' | 'drawnObjects' | 'amendments'> {
  if (drawn === null)
    return { drawnCount: null, entropyBits: null, seed: null, drawnObjects: null, amendments: [] };
  const { figures } = drawn.result;
  const approved = drawn.amendments.filter((row) => row.amendment !== null);
  return {
    drawnCount: drawnCount(drawn.result),
    entropyBits: figures.bits,
    seed: figures.seed,
    drawnObjects: isDisclosed(file.ceremony, file.draw.settings.disclosure.mode) ? openNames(drawn) : null,
    amendments: approved.map((row) => ({
      kind: row.request.kind,
      reason: row.request.reason,
      at: row.decidedAt ?? row.proposedAt,
    })),
  };
}

function openNames(drawn: DrawnCase): NonNullable<PublicDrawView['drawnObjects']> {
  const standing = new Set(drawn.standing.objects.map((object) => object.c));
  const { strata } = drawn.seal.document;
  return drawn.selected.flatMap((row) => {
    if (row.reserve && !standing.has(row.c)) return [];
    const record = parseRecord(row.record);
    return [
      {
        name: recordField(record, 'name'),
        code: recordField(record, 'code'),
        stratum: strata[row.stratum]?.name ?? '',
        rank: row.rank,
        replaced: !standing.has(row.c),
      },
    ];
  });
}

async function neighbour(tx: Tx, key: DrawKey): Promise<PublicDrawView['previous']> {
  const draw = await drawById(tx, key);
  if (draw === undefined || draw.sealedAt === null) return null;
  return {
    id: draw.id,
    number: drawNumber({ series: draw.series, no: draw.no ?? 0, attempt: draw.attempt }),
  };
}

/** A redraw is public once it is sealed itself. */
async function redrawLink(tx: Tx, file: CaseFile): Promise<PublicDrawView['redraw']> {
  const next = await redrawOf(tx, file.draw);
  return next === undefined ? null : neighbour(tx, next);
}

/** Digests to stream from the file store. Errors: `draw.not_found`, `draw.not_drawn_yet`. */
export async function publicBundle(platform: Platform, id: string): Promise<Result<CurrentBundle>> {
  const key = await findKey(platform, id);
  if (!key.ok) return key;
  const bundle = await currentBundle(platform, key.value);
  return bundle === null ? fail('draw.not_drawn_yet') : ok(bundle);
}

async function withDrawn<T>(
  platform: Platform,
  id: string,
  work: (tx: Tx, drawn: DrawnCase) => Promise<Result<T>>,
): Promise<Result<T>> {
  const key = await findKey(platform, id);
  if (!key.ok) return key;
  return inTransaction(platform.db, async (tx): Promise<Result<T>> => {
    const drawn = await loadDrawn(tx, await readCase(tx, key.value), 'screen');
    return drawn === null ? fail('draw.not_drawn_yet') : work(tx, drawn);
  });
}

export async function publicTickets(platform: Platform, id: string) {
  return withDrawn(platform, id, async (tx, drawn) => {
    const names = isDisclosed(drawn.file.ceremony, drawn.file.draw.settings.disclosure.mode);
    return ok({ lanes: await ticketLanes(tx, drawn, names) });
  });
}

/** An enterprise's own ticket by its typed code, after the release only (ruling 11). Errors: `draw.not_released`, `draw.ticket_not_found`. */
export async function findTicket(platform: Platform, id: string, code: string) {
  return withDrawn(platform, id, async (tx, drawn) => {
    const { draw, ceremony } = drawn.file;
    if (!isDisclosed(ceremony, draw.settings.disclosure.mode)) return fail('draw.not_released');
    const ids = await frozenIdsOfCode(tx, drawn.snapshot, code);
    for (const objectId of ids) {
      const own = await ownTicket(tx, platform, { drawn, objectId });
      if (own !== null) return ok(ticketView(drawn, own));
    }
    return fail('draw.ticket_not_found', {}, 'code');
  });
}

function ticketView(drawn: DrawnCase, own: NonNullable<Awaited<ReturnType<typeof ownTicket>>>) {
  const stratum = drawn.seal.document.strata[own.stratum];
  const { quotas, threshold } = drawn.result.figures;
  const quota = quotas[own.stratum] ?? 0;
  return {
    code: recordField(parseRecord(own.record), 'code'),
    stratum: stratum?.name ?? '',
    rule: stratum?.rule ?? 'none',
    reason: stratum?.rule === 'none' ? stratum.reason : null,
    ticket: own.ticket,
    threshold: threshold[own.stratum] ?? null,
    rank: own.rank,
    size: own.size,
    quota,
    drawn: stratum?.rule === 'all' || (stratum?.rule === 'draw' && own.rank <= quota),
  };
}

/** Head and entries of an agency's public draw log. Errors: `draw.not_found`. */
export async function readDrawLog(platform: Platform, agencyId: string, from: number) {
  return inTransaction(platform.db, async (tx) => {
    const agency = await jurisdictionOfAgency(tx, agencyId);
    if (agency === undefined) return fail('draw.not_found');
    const org = agencyCode({ divisionCode: agency.divisionCode, id: agency.agencyId });
    const head = await logHead(tx, agency);
    return ok({
      origin: logOrigin(org),
      size: head?.size ?? 0,
      checkpoint: head?.checkpoint ?? null,
      verifierKey: logVerifierKey(platform, org),
      entries: [...(await entriesFrom(tx, agency, { from, limit: 256 }))],
    });
  });
}
