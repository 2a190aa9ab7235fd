/** Use cases of training records (R048): a course for everybody who took part, from a form or a file. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { TrainingFields } from '@mingcha/core/registers/inspectors/career.ts';
import type { ReadTrainingRow } from '@mingcha/core/registers/inspectors/career-api.ts';
import { runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Page } from '../object.queries.ts';
import {
  insertTraining,
  peopleForTraining,
  removeTrainingRow,
  type TrainingFilter,
  trainingPage,
  trainingRowOf,
} from './training.queries.ts';
import { readTrainingFile } from './training-file.ts';

const shownRows = 100;

export async function listTraining(
  platform: Platform,
  actor: Actor,
  query: { readonly filter: TrainingFilter; readonly page: Page },
) {
  return inTransaction(platform.db, async (tx) => {
    const found = await trainingPage(tx, actor, { ...query.filter, page: query.page });
    const page = pageOfRows(found, query.page.limit, (row) => [row.from_day, row.id]);
    return ok({ rows: page.rows.map(trainingRowOf), next: page.next });
  });
}

export async function recordTraining(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; inspectorIds: readonly string[]; fields: TrainingFields },
): Promise<Result<{ recorded: number; known: number }>> {
  const { fields } = input;
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'training.record' }, async (tx) => {
    if (fields.toDay < fields.fromDay) return fail('training.days_invalid', {}, 'toDay');
    const own = new Set((await peopleForTraining(tx, actor)).map((person) => person.id));
    const ids = [...new Set(input.inspectorIds)];
    if (ids.some((id) => !own.has(id))) return fail('training.person_not_found', {}, 'inspectorIds');
    const records = ids.map((inspectorId) => ({ id: platform.ids.next(), inspectorId, fields }));
    const recorded = await insertTraining(tx, actor, {
      records,
      by: actor.accountId,
      at: platform.clock.now(),
    });
    if (recorded === 0) return fail('training.already_exists', { course: fields.course });
    await record(tx, platform, {
      type: 'training.recorded',
      actor,
      subject: { kind: 'agency', id: actor.agencyId },
      data: { course: fields.course, recorded },
    });
    return ok({ recorded, known: ids.length - recorded });
  });
}

export async function previewTraining(
  platform: Platform,
  actor: Actor,
  upload: Upload | null,
): Promise<Result<{ ready: number; rows: ReadTrainingRow[] }>> {
  const people = await inTransaction(platform.db, (tx) => peopleForTraining(tx, actor));
  const read = await readTrainingFile(platform, upload, people);
  if (!read.ok) return read;
  const shown = read.value.map((course) => course.shown);
  const rows = [
    ...shown.filter((row) => row.problem !== null),
    ...shown.filter((row) => row.problem === null),
  ];
  return ok({
    ready: read.value.filter((course) => course.entry !== null).length,
    rows: rows.slice(0, shownRows),
  });
}

export async function importTraining(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; upload: Upload | null },
): Promise<Result<{ recorded: number; known: number; refused: number }>> {
  const people = await inTransaction(platform.db, (tx) => peopleForTraining(tx, actor));
  const read = await readTrainingFile(platform, input.upload, people);
  if (!read.ok) return read;
  const entries = read.value.flatMap((course) => course.entry ?? []);
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'training.import' }, async (tx) => {
    if (entries.length === 0) return fail('training.nothing_to_record');
    const records = entries.map((entry) => ({ id: platform.ids.next(), ...entry }));
    let recorded = 0;
    for (let at = 0; at < records.length; at += 1000)
      recorded += await insertTraining(tx, actor, {
        records: records.slice(at, at + 1000),
        by: actor.accountId,
        at: platform.clock.now(),
      });
    const refused = read.value.length - entries.length;
    await record(tx, platform, {
      type: 'training.imported',
      actor,
      subject: { kind: 'agency', id: actor.agencyId },
      data: { recorded, refused },
    });
    return ok({ recorded, known: entries.length - recorded, refused });
  });
}

export async function removeTraining(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; reason: string },
): Promise<Result<{ id: string }>> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'training.remove' }, async (tx) => {
    const removed = await removeTrainingRow(tx, actor, input.id);
    if (removed === undefined) return fail('training.not_found');
    await record(tx, platform, {
      type: 'training.removed',
      actor,
      subject: { kind: 'inspector', id: removed.inspector_id },
      data: { course: removed.course, day: removed.from_day, reason: input.reason },
    });
    return ok({ id: input.id });
  });
}
