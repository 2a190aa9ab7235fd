/** Draft entries from a spreadsheet in the customary columns; rows that cannot be read are named with their column. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { type PlanEntryFields, planEntryFields } from '@mingcha/core/plans/plan.ts';
import {
  type PlanColumn,
  readMethods,
  readNames,
  readRate,
  readTimes,
  readWindow,
  recognisePlanColumns,
} from '@mingcha/core/plans/plan-words.ts';
import type { PublishedItem } from '@mingcha/core/registers/items/item.ts';
import type { RuleClass } from '@mingcha/core/registers/rules/rule-book.ts';
import { runAction } from '../platform/action.ts';
import { agencyById } from '../platform/auth/organisation.queries.ts';
import type { Upload } from '../platform/http/call.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { inspectInWorker } from '../platform/spreadsheets/index.ts';
import { agenciesOfJurisdiction, sectionsOfAgency } from './entry.queries.ts';
import { insertOne } from './entry.service.ts';
import type { PlanWrite } from './plan.service.ts';
import { groundOf, openForEntries, type PlanGround } from './plan-file.ts';
import { levelOf } from './proposal.service.ts';

const mostRows = 500;

interface RowProblem {
  readonly row: number;
  readonly column: PlanColumn;
  readonly code: string;
  readonly value: string;
}
interface Imported {
  readonly count: number;
  readonly problems: RowProblem[];
}

/** Errors: `plan.file_missing`, `plan.file_invalid`, those of the spreadsheet reader, `plan.not_collecting`. */
export async function importEntries(
  platform: Platform,
  write: PlanWrite & { readonly planId: string },
  upload: Upload | null,
): Promise<Result<Imported>> {
  if (upload === null) return fail('plan.file_missing');
  const table = await inspectInWorker({ path: upload.path, sampleRows: mostRows });
  if (!table.ok) return table;
  const columns = recognisePlanColumns(table.value.titles);
  const rows = table.value.samples.filter((row) => row.role === 'data');
  if (columns.size === 0 || rows.length === 0) return fail('plan.file_invalid');
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<Imported>> => {
    const opened = await openForEntries(tx, actor, write.planId);
    if (!opened.ok) return opened;
    const plan = opened.value;
    const ground = await groundOf(tx, plan);
    const agency = await agencyById(tx, { jurisdictionId: plan.jurisdiction_id, id: plan.agency_id });
    const known: Known = {
      actor,
      ground,
      level: levelOf(agency?.level),
      sections: await sectionsOfAgency(tx, ground),
      agencies: await agenciesOfJurisdiction(tx, plan.jurisdiction_id),
    };
    const problems: RowProblem[] = [];
    let count = 0;
    for (const row of rows) {
      const cell = (column: PlanColumn): string => (row.cells[columns.get(column) ?? -1] ?? '').trim();
      const read = readRow(cell, known);
      if (!('fields' in read)) {
        problems.push({ row: row.row, ...read });
        continue;
      }
      await insertOne(tx, platform, {
        actor,
        ground,
        planId: plan.id,
        origin: 'file',
        state: 'draft',
        fields: read.fields,
      });
      count += 1;
    }
    await record(tx, platform, {
      type: 'plan.entries_imported',
      actor,
      subject: { kind: 'plan', id: plan.id },
      data: { count, problems: problems.length, sha256: upload.sha256 },
    });
    return ok({ count, problems });
  });
}

interface Known {
  readonly actor: Actor;
  readonly ground: PlanGround;
  readonly level: PlanEntryFields['drawLevel'];
  readonly sections: readonly { readonly id: string; readonly name: string }[];
  readonly agencies: readonly { readonly id: string; readonly name: string }[];
}

type ReadRow = { readonly fields: PlanEntryFields } | Omit<RowProblem, 'row'>;

function readRow(cell: (column: PlanColumn) => string, known: Known): ReadRow {
  const problem = (column: PlanColumn, code: string): ReadRow => ({
    column,
    code,
    value: cell(column).slice(0, 200),
  });
  const named: PlanColumn = cell('items') === '' ? 'scene' : 'items';
  const items = itemsIn(cell(named), known.ground.items);
  if (items === null) return problem(named, 'column.item_unknown');
  const take = cell('rate') === '' ? undefined : readRate(cell('rate'));
  if (take === null) return problem('rate', 'column.rate_unreadable');
  const times = readTimes(cell('times'));
  if (times === null) return problem('times', 'column.times_unreadable');
  const window = readWindow(cell('window'), known.ground.year);
  if (window === null) return problem('window', 'column.window_unreadable');
  const wanted = cell('section');
  const section = known.sections.find((one) => one.name === wanted);
  if (wanted !== '' && section === undefined) return problem('section', 'column.section_unknown');
  const sectionId = section?.id ?? known.actor.sectionId;
  return { fields: fieldsOf({ cell, known, items, take, times, window, sectionId }) };
}

interface RowParts {
  readonly cell: (column: PlanColumn) => string;
  readonly known: Known;
  readonly items: readonly PublishedItem[];
  readonly take: RuleClass['take'] | undefined;
  readonly times: number;
  readonly window: PlanEntryFields['window'];
  readonly sectionId: string | null;
}

function fieldsOf(row: RowParts): PlanEntryFields {
  const { cell, known, items, take, times, window, sectionId } = row;
  const name = (items[0]?.name ?? '').slice(0, 60);
  return planEntryFields.parse({
    form: 'draw',
    leadItemKey: items[0]?.itemKey ?? null,
    extraItemKeys: items.slice(1).map((item) => item.itemKey),
    scene: cell('items') === '' ? '' : cell('scene').slice(0, 60),
    scope: 'untargeted',
    objectsText: cell('objects').slice(0, 2000),
    filter: {},
    classes: take === undefined ? [] : [{ code: '01', name, where: {}, history: null, take }],
    times,
    methods: [...readMethods(cell('methods'))],
    window,
    drawLevel: known.level,
    checkLevel: known.level,
    participants: readNames(cell('partners'))
      .slice(0, 20)
      .map((partner) => participantOf(partner, known)),
    sectionId,
    responsibleId: null,
    teamSize: 2,
    visitsPerDay: 2,
    steps: '',
    requirements: '',
    remark: cell('remark').slice(0, 2000),
  });
}

function participantOf(name: string, known: Known) {
  const agencyId = known.agencies.find((one) => one.name === name)?.id ?? null;
  return { agencyId, outsideName: agencyId === null ? name.slice(0, 80) : '', itemKeys: [], duty: '' };
}

/** Items of a cell by name or code: the whole cell first, then each of its parts; null when one is unknown. */
function itemsIn(text: string, items: ReadonlyMap<string, PublishedItem>): readonly PublishedItem[] | null {
  const all = [...items.values()];
  const one = (word: string) =>
    all.find((item) => item.name === word || (item.code !== '' && item.code === word));
  const whole = one(text);
  if (whole !== undefined) return [whole];
  const parts = readNames(text).map(one);
  const found = parts.filter((item) => item !== undefined);
  return found.length > 0 && found.length === parts.length ? [...new Set(found)] : null;
}
