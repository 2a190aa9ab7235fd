/** Dossiers go to the archive room by a list that both sides sign; samples are drawn by an evaluator's own seed. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { sampleDossiers } from '@mingcha/core/followups/archive/archive.ts';
import type { SampleView, TransferView } from '@mingcha/core/followups/archive/archive-api.ts';
import { carriedNote, dossierCategory } from '@mingcha/core/followups/archive/dossier-form.ts';
import { paperData } from '@mingcha/core/tasks/papers/paper-data.ts';
import { paperForms } from '@mingcha/core/tasks/papers/paper-forms.ts';
import { runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type PaperFormat, paperReply } from '../../platform/documents/paper-reply.ts';
import { type FileReply, fileReply } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { issuePaper } from '../../tasks/papers/paper.service.ts';
import { paperSetting } from '../../tasks/papers/paper-setting.ts';
import {
  dossierPage,
  dossiersByNumber,
  dossiersOfTransfer,
  insertSample,
  insertTransfer,
  lockDossiers,
  type StoredDossier,
  type StoredSample,
  sampleById,
  sampledPool,
  samplePage,
  saveDossier,
  transferById,
  transferPage,
} from './archive.queries.ts';
import { dossierView } from './archive.service.ts';
import { fondsNumber } from './fonds.service.ts';

interface Paged {
  readonly after?: string | undefined;
  readonly limit: number;
}

export async function listDossiers(
  platform: Platform,
  actor: Actor,
  asked: Paged & {
    readonly year?: number | undefined;
    readonly retention?: string | undefined;
    readonly where: 'all' | 'here' | 'transferred';
    readonly text?: string | undefined;
  },
) {
  return inTransaction(platform.db, async (tx) => {
    const { year, retention, where, text, after, limit } = asked;
    const found = await dossierPage(tx, actor, { year, retention, where, text, after, limit });
    const page = pageOfRows(found, limit, (row) => [row.archive_number]);
    return ok({ rows: page.rows.map(dossierView), next: page.next });
  });
}

/** Errors: `dossier.not_found`, `dossier.not_built` {number}, `dossier.transferred_already` {number}, `dossier.box_mixed`, those of `issuePaper`. */
export async function transferDossiers(
  platform: Platform,
  write: {
    readonly actor: Actor;
    readonly actionId: string;
    readonly dossierIds: readonly string[];
    readonly boxNumber: string;
    readonly to: string;
  },
): Promise<Result<{ id: string; paperId: string }>> {
  const { actor, actionId, boxNumber, to } = write;
  return runAction(platform, { actor, actionId, routeId: 'dossiers.transfer' }, async (tx) => {
    const ids = [...new Set(write.dossierIds)];
    const dossiers = await lockDossiers(tx, actor, ids);
    if (dossiers.length !== ids.length) return fail('dossier.not_found');
    const refused = refusal(dossiers);
    if (refused !== null) return refused;
    const issued = await issueList(tx, platform, { actor, dossiers, to });
    if (!issued.ok) return issued;
    const id = platform.ids.next();
    const { jurisdictionId, agencyId } = actor;
    await insertTransfer(tx, {
      jurisdiction_id: jurisdictionId,
      id,
      agency_id: agencyId,
      paper_id: issued.value.paperId,
      box_number: boxNumber,
      to_name: to,
      dossiers: dossiers.length,
      made_on: platform.clock.today(),
      made_by: actor.accountId,
      made_name: actor.personName,
      created_at: platform.clock.now(),
    });
    for (const dossier of dossiers)
      await saveDossier(tx, { jurisdictionId, id: dossier.id }, { transfer_id: id });
    await record(tx, platform, {
      type: 'dossier.transferred',
      actor,
      subject: { kind: 'archiveTransfer', id },
      data: { boxNumber, to, count: dossiers.length },
    });
    return ok({ id, paperId: issued.value.paperId });
  });
}

function refusal(dossiers: readonly StoredDossier[]): ReturnType<typeof fail> | null {
  const [first] = dossiers;
  for (const { state, transfer_id, archive_number, year, retention } of dossiers) {
    if (state !== 'built') return fail('dossier.not_built', { number: archive_number });
    if (transfer_id !== null) return fail('dossier.transferred_already', { number: archive_number });
    if (year !== first?.year || retention !== first.retention) return fail('dossier.box_mixed');
  }
  return null;
}

async function issueList(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly dossiers: readonly StoredDossier[]; readonly to: string },
) {
  const { actor, dossiers, to } = of;
  const setting = await paperSetting(tx, platform, actor.agencyId);
  if (!setting.ok) return setting;
  return issuePaper(tx, platform, {
    jurisdictionId: actor.jurisdictionId,
    inspectionId: null,
    agencyId: actor.agencyId,
    kind: 'archiveTransfer',
    data: {
      agency: { name: setting.value.agency.name },
      issuedOn: platform.clock.today(),
      to,
      rows: dossiers.map((each) => ({
        archiveNumber: each.archive_number,
        title: each.title,
        retention: each.retention,
        pieces: each.pieces,
        pages: each.pages,
        sha256: each.package_sha256,
        note: each.carried_to === '' ? '' : carriedNote(each.carried_to),
      })),
      giver: actor.personName,
    },
    by: actor,
  });
}

export async function listTransfers(platform: Platform, actor: Actor, asked: Paged) {
  return inTransaction(platform.db, async (tx) => {
    const { after, limit } = asked;
    const found = await transferPage(tx, actor, { after, limit });
    const page = pageOfRows(found, limit, (row) => [row.created_at, row.id]);
    const rows = page.rows.map(
      (row): TransferView => ({
        id: row.id,
        boxNumber: row.box_number,
        to: row.to_name,
        dossiers: row.dossiers,
        madeOn: row.made_on,
        madeName: row.made_name,
        paperId: row.paper_id,
        scanned: row.scan_file_id !== null,
      }),
    );
    return ok({ rows, next: page.next });
  });
}

/** The label of a box, made of its dossiers. Errors: `dossier.not_found`. */
export async function boxLabel(
  platform: Platform,
  actor: Actor,
  wanted: { readonly id: string; readonly format: PaperFormat },
): Promise<Result<FileReply>> {
  const paper = await inTransaction(platform.db, async (tx) => {
    const transfer = await transferById(tx, actor, wanted.id);
    if (transfer === undefined) return fail('dossier.not_found');
    const setting = await paperSetting(tx, platform, actor.agencyId);
    if (!setting.ok) return setting;
    const dossiers = await dossiersOfTransfer(tx, { jurisdictionId: actor.jurisdictionId, id: wanted.id });
    const first = dossiers[0];
    if (first === undefined) return fail('dossier.not_found');
    const data = paperData.boxLabel.parse({
      agency: { name: setting.value.agency.name },
      issuedOn: transfer.made_on,
      boxNumber: transfer.box_number,
      fonds: await fondsNumber(tx, actor),
      year: first.year,
      category: dossierCategory,
      retention: first.retention,
      rows: dossiers.map((each) => ({ archiveNumber: each.archive_number, title: each.title })),
    });
    return ok(paperForms.boxLabel.build(data, { number: '', wording: setting.value.wording, check: null }));
  });
  return paper.ok ? ok(await paperReply(paper.value, wanted.format, paper.value.title)) : paper;
}

/** Errors: `dossier.pool_empty` {year}. */
export async function drawSample(
  platform: Platform,
  write: {
    readonly actor: Actor;
    readonly actionId: string;
    readonly purpose: string;
    readonly evaluator: string;
    readonly year: number;
    readonly seed: string;
    readonly wanted: number;
  },
): Promise<Result<{ id: string }>> {
  const { actor, actionId, purpose, evaluator, year, seed, wanted } = write;
  return runAction(platform, { actor, actionId, routeId: 'dossiers.sample' }, async (tx) => {
    const found = await sampledPool(tx, actor, year);
    if (found.length === 0) return fail('dossier.pool_empty', { year });
    const sample = sampleDossiers({ pool: found, seed, wanted });
    const id = platform.ids.next();
    await insertSample(tx, {
      jurisdiction_id: actor.jurisdictionId,
      id,
      agency_id: actor.agencyId,
      purpose,
      evaluator,
      year,
      seed,
      wanted,
      pool_size: sample.pool.length,
      pool_sha256: sample.poolSha256,
      pool: JSON.stringify(sample.pool),
      drawn: JSON.stringify(sample.drawn),
      drawn_by: actor.accountId,
      drawn_name: actor.personName,
      drawn_at: platform.clock.now(),
    });
    await record(tx, platform, {
      type: 'dossier.sampled',
      actor,
      subject: { kind: 'dossierSample', id },
      data: { poolSha256: sample.poolSha256, count: sample.drawn.length, seed },
    });
    return ok({ id });
  });
}

async function sampleView(tx: Tx, actor: Actor, row: StoredSample): Promise<SampleView> {
  const dossiers = await dossiersByNumber(tx, actor, row.drawn);
  const named = new Map(dossiers.map((each) => [each.archive_number, each]));
  return {
    id: row.id,
    purpose: row.purpose,
    evaluator: row.evaluator,
    year: row.year,
    seed: row.seed,
    wanted: row.wanted,
    poolSize: row.pool_size,
    poolSha256: row.pool_sha256,
    drawn: row.drawn.map((archiveNumber) => ({
      archiveNumber,
      dossierId: named.get(archiveNumber)?.id ?? null,
      objectName: named.get(archiveNumber)?.object_name ?? '',
    })),
    drawnName: row.drawn_name,
    drawnAt: row.drawn_at,
  };
}

export async function listSamples(platform: Platform, actor: Actor, asked: Paged) {
  return inTransaction(platform.db, async (tx) => {
    const { after, limit } = asked;
    const page = pageOfRows(await samplePage(tx, actor, { after, limit }), limit, (row) => [
      row.drawn_at,
      row.id,
    ]);
    const rows: SampleView[] = [];
    for (const row of page.rows) rows.push(await sampleView(tx, actor, row));
    return ok({ rows, next: page.next });
  });
}

/** Seed, pool and list: whoever has this file draws the same list with the draw library. Errors: `dossier.not_found`. */
export async function sampleFile(platform: Platform, actor: Actor, id: string): Promise<Result<FileReply>> {
  const row = await inTransaction(platform.db, (tx) => sampleById(tx, actor, id));
  if (row === undefined) return fail('dossier.not_found');
  const { seed, wanted, pool, drawn, pool_sha256, year, evaluator, drawn_at } = row;
  const content = {
    format: 'mingcha dossier sample 1',
    year,
    evaluator,
    seed,
    wanted,
    poolSha256: pool_sha256,
    drawnAt: drawn_at,
    pool,
    drawn,
  };
  return ok(
    fileReply({
      contentType: 'application/json',
      fileName: `dossier-sample-${id}.json`,
      disposition: 'attachment',
      body: new TextEncoder().encode(`${JSON.stringify(content, null, 1)}\n`),
    }),
  );
}
