/**
 * The list of a task as a file: XLSX, CSV or PDF. Each line, and each page of the PDF, carries who took it out and when
 * (R130); that it was taken out stands in the ledger and in the task's record of readers.
 */
import type { Paper } from '@mingcha/core/common/paper.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { format } from '@mingcha/core/common/text.ts';
import type { InspectedObject } from '@mingcha/core/tasks/inspection.ts';
import { taskListForm } from '@mingcha/core/tasks/task-list-form.ts';
import { agencyById } from '../platform/auth/organisation.queries.ts';
import { businessDay } from '../platform/business-day.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { paperReply } from '../platform/documents/paper-reply.ts';
import { type FileReply, fileReply } from '../platform/http/call.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { writeCsv, writeXlsx } from '../platform/spreadsheets/index.ts';
import { inspectionsOfTask, type ListedInspection, type ListedTask, taskById } from './task.queries.ts';
import { itemNames, listedFor, noteSeen, readerOf, seesNames } from './task-view.ts';
import { standing } from './team.ts';

type Column = keyof typeof taskListForm.columns;
type Line = Readonly<Record<Column, string>>;
type FileFormat = 'xlsx' | 'csv' | 'pdf';

/** Errors: `task.not_found`, `task.names_sealed.forbidden`. */
export async function exportList(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly format: FileFormat },
): Promise<Result<FileReply>> {
  const loaded = await inTransaction(platform.db, async (tx): Promise<Result<Loaded>> => {
    const task = await taskById(tx, readerOf(actor), asked.id);
    if (task === undefined) return fail('task.not_found');
    if (!seesNames(task, actor, platform.clock.now()))
      return fail('task.names_sealed.forbidden', { until: task.reveal_at ?? '' });
    const found = await inspectionsOfTask(tx, task, listedFor(task, actor));
    const items = await itemNames(tx, found);
    const agency = await agencyById(tx, { jurisdictionId: actor.jurisdictionId, id: actor.agencyId });
    const number = await noteSeen(tx, platform, {
      task,
      actor,
      kind: asked.format === 'pdf' ? 'print' : 'export',
    });
    await record(tx, platform, {
      type: 'task.list_exported',
      actor,
      subject: { kind: 'inspectionTask', id: task.id },
      data: { format: asked.format, inspections: found.length },
    });
    const watermark = format(taskListForm.watermark, {
      name: actor.personName,
      agency: agency?.name ?? '',
      at: minuteOf(platform),
      number,
    });
    const rows = found
      .filter(isStanding)
      .map((each, i) => lineOf(each, { task, items, watermark, serial: i + 1 }));
    return ok({ task, rows, watermark });
  });
  if (!loaded.ok) return loaded;
  return ok(await fileOf(platform, loaded.value, asked.format));
}

interface Loaded {
  readonly task: ListedTask;
  readonly rows: readonly Line[];
  readonly watermark: string;
}

function isStanding({ inspection }: ListedInspection): boolean {
  return inspection.outcome !== 'replaced' && inspection.outcome !== 'cancelled';
}

/** The moment in the business zone, to the minute. */
function minuteOf(platform: Platform): string {
  return new Intl.DateTimeFormat('zh-CN', {
    timeZone: platform.config.zone,
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(Date.parse(platform.clock.now()));
}

function lineOf(
  found: ListedInspection,
  of: {
    readonly task: ListedTask;
    readonly items: ReadonlyMap<string, string>;
    readonly watermark: string;
    readonly serial: number;
  },
): Line {
  const { task, items } = of;
  const object = found.inspection.object as InspectedObject;
  const teams = found.teams.filter((team) => team.stage !== 'withdrawn');
  const members = standing(found.members);
  const { separator, teamSeparator, lead } = taskListForm;
  const people = teams.map((team) =>
    members
      .filter((each) => each.agency_id === team.agency_id)
      .map((each) => `${each.name}${each.role === 'lead' ? `[${lead}]` : ''}（${each.certificate_number}）`)
      .join(separator),
  );
  const named = teams.flatMap((team) =>
    team.item_keys.flatMap((key) => items.get(`${team.agency_id} ${key}`) ?? []),
  );
  return {
    serial: String(of.serial),
    object: object.name,
    code: object.uscc ?? object.localCode ?? '',
    address: object.address,
    agencies: teams.map((team) => team.agency_name).join(separator),
    items: [...new Set(named)].join(separator),
    people: people.join(teamSeparator),
    window: `${task.window_from} — ${task.window_to}`,
    watermark: of.watermark,
  };
}

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

async function fileOf(platform: Platform, loaded: Loaded, wanted: FileFormat): Promise<FileReply> {
  const { task, rows } = loaded;
  const name = `${taskListForm.sheet} ${task.number}`.replaceAll(/[\\/?*[\]:]/g, ' ');
  if (wanted === 'pdf') return paperReply(listPaper(platform, loaded), 'pdf', name);
  const columns = Object.entries(taskListForm.columns).map(([key, title]) => ({ key, title, width: 20 }));
  const body =
    wanted === 'csv' ? writeCsv(columns, rows) : writeXlsx({ name: taskListForm.sheet, columns }, rows);
  return fileReply({
    contentType: types[wanted],
    fileName: `${name}.${wanted}`,
    disposition: 'attachment',
    body,
  });
}

const printed: readonly Column[] = ['serial', 'object', 'code', 'address', 'agencies', 'people'];

function listPaper(platform: Platform, { task, rows, watermark }: Loaded): Paper {
  const { columns } = taskListForm;
  const sent = task.dispatched_at === null ? '' : businessDay(platform, task.dispatched_at);
  return {
    language: 'zh-CN',
    authority: task.agency_name,
    title: taskListForm.title,
    number: task.number,
    foot: format(taskListForm.foot, { watermark }),
    orientation: 'landscape',
    blocks: [
      {
        kind: 'fields',
        rows: [
          [{ label: taskListForm.task, value: task.title }],
          [
            { label: columns.window, value: `${task.window_from} — ${task.window_to}` },
            { label: taskListForm.issued, value: sent },
          ],
          ...(task.instructions === ''
            ? []
            : [[{ label: taskListForm.instructions, value: task.instructions }]]),
        ],
      },
      {
        kind: 'table',
        heads: printed.map((key) => columns[key]),
        widths: [1, 5, 4, 5, 5, 7],
        rows: rows.map((row) => printed.map((key) => row[key])),
      },
    ],
  };
}
