/** Publication packages as the office's administrators see and make them, and the intake that they carry in by hand. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { packageFileName } from '@mingcha/core/publications/packages/package.ts';
import type { PackageView } from '@mingcha/core/publications/packages/package-api.ts';
import { z } from 'zod';
import { runAction } from '../../platform/action.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type FileReply, fileReply, type Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { makePackage } from './build.service.ts';
import { portalStatusName } from './exchange.ts';
import { intakeFigures } from './intake.queries.ts';
import { type IntakeCount, importIntakeFile } from './intake.service.ts';
import {
  lastPackage,
  packageByAction,
  packageByNumber,
  packagePage,
  type StoredPackage,
} from './package.queries.ts';

const pageLength = 50;

export async function listPackages(platform: Platform, before: number | null) {
  const { folder } = platform.config.exchange;
  const { rows, intake } = await inTransaction(platform.db, async (tx) => ({
    rows: await packagePage(tx, { before, limit: pageLength }),
    intake: await intakeFigures(tx),
  }));
  const shown = rows.slice(0, pageLength);
  return ok({
    rows: shown.map(viewOf),
    next: rows.length > pageLength ? (shown.at(-1)?.number ?? null) : null,
    officeKey: Buffer.from(platform.signer.publicKey).toString('hex'),
    folder,
    portal: folder === null ? null : await portalStatus(folder),
    intake,
  });
}

function viewOf(row: StoredPackage): PackageView {
  const { number, kind, records, recalls, documents, removals } = row;
  return {
    number,
    kind,
    records,
    recalls,
    documents,
    removals,
    madeAt: row.made_at,
    madeName: row.made_name,
    bytes: Number(row.bytes),
    hasFile: row.sha256 !== null,
    placedAt: row.placed_at,
  };
}

const status = z.object({
  number: z.number().int(),
  madeAt: z.string().nullable(),
  problem: z
    .object({ code: z.string().max(100), data: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
});

/** The portal's own word, which nobody signed: it is shown and decides nothing. */
async function portalStatus(folder: string) {
  const text = await readFile(join(folder, 'intake', portalStatusName), 'utf8').catch(() => '');
  try {
    return status.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Errors: `package.number_low_invalid` {last}, `package.busy`. */
export async function makeByHand(
  platform: Platform,
  actor: Actor,
  of: { readonly actionId: string; readonly isFull: boolean; readonly atLeast: number | null },
): Promise<Result<{ number: number | null }>> {
  const { actionId, isFull, atLeast } = of;
  const before = await inTransaction(platform.db, async (tx) => ({
    own: await packageByAction(tx, actionId),
    last: (await lastPackage(tx))?.number ?? 0,
  }));
  if (before.own === undefined && atLeast !== null && atLeast <= before.last)
    return fail('package.number_low_invalid', { last: before.last }, 'atLeast');
  // The package is no part of the action's transaction: it is long, and the same action again finds it by its id.
  if (before.own === undefined) {
    const number = atLeast === null ? {} : { atLeast };
    const made = await makePackage(platform, { isFull, ...number, madeName: actor.personName, actionId });
    if (made === null && isFull) return fail('package.busy');
  }
  return runAction(platform, { actor, actionId, routeId: 'packages.make' }, async (tx) => {
    const made = await packageByAction(tx, actionId);
    await record(tx, platform, {
      type: 'package.made',
      actor,
      subject: { kind: 'package', id: actionId },
      data: { packageNumber: made?.number ?? null, isFull },
    });
    return ok({ number: made?.number ?? null });
  });
}

/** Errors: `package.not_found`, `package.file_gone`. */
export async function packageFile(platform: Platform, number: number): Promise<Result<FileReply>> {
  const row = await inTransaction(platform.db, (tx) => packageByNumber(tx, number));
  if (row === undefined) return fail('package.not_found');
  if (row.sha256 === null) return fail('package.file_gone');
  return ok(
    fileReply({
      contentType: 'application/octet-stream',
      fileName: packageFileName(number),
      disposition: 'attachment',
      body: createReadStream(platform.files.pathOf(row.sha256)),
    }),
  );
}

/** Errors: `package.intake_unreadable_invalid`. */
export async function importByHand(
  platform: Platform,
  actor: Actor,
  of: { readonly actionId: string; readonly upload: Upload | null },
): Promise<Result<IntakeCount>> {
  const { actionId, upload } = of;
  if (upload === null) return fail('package.intake_unreadable_invalid', {}, 'file');
  const done = await importIntakeFile(platform, upload.path);
  if (!done.ok) return done;
  return runAction(platform, { actor, actionId, routeId: 'packages.importIntake' }, async (tx) => {
    const { taken, known, refused, unreadable } = done.value;
    await record(tx, platform, {
      type: 'package.intake_imported',
      actor,
      subject: { kind: 'package', id: actionId },
      data: { taken, known, refused, unreadable },
    });
    return ok(done.value);
  });
}
