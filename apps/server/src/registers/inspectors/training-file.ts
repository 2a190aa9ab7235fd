/** Reads a file of courses: which person each row means, and what keeps a row from being recorded. Writes nothing. */
import { isPlainDate } from '@mingcha/core/common/plain-date.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { foldTitle } from '@mingcha/core/common/titles.ts';
import { type TrainingFields, trainingFields } from '@mingcha/core/registers/inspectors/career.ts';
import type { ReadTrainingRow } from '@mingcha/core/registers/inspectors/career-api.ts';
import {
  type TrainingColumn,
  trainingResultWords,
  trainingTitles,
} from '@mingcha/core/registers/inspectors/training-words.ts';
import type { Upload } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';
import type { ColumnPlan } from '../../platform/spreadsheets/types.ts';
import { readSmallTable, rowsOf, type SmallRow } from './small-table.ts';

const cells = {
  name: 'name',
  certificateNumber: 'code',
  course: 'text',
  organiser: 'text',
  fromDay: 'date',
  toDay: 'dateEnd',
  hours: 'decimal',
  result: 'text',
  note: 'text',
} as const satisfies Readonly<Record<TrainingColumn, ColumnPlan['cell']>>;
const columns = Object.keys(trainingTitles) as TrainingColumn[];

export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly certificate_number: string;
}
export interface ReadCourse {
  readonly shown: ReadTrainingRow;
  /** Null when the row is refused. */
  readonly entry: { readonly inspectorId: string; readonly fields: TrainingFields } | null;
}

/** Errors: those of the spreadsheet reader; `import.file_missing`; `training.columns_invalid` naming what is missing. */
export async function readTrainingFile(
  platform: Platform,
  upload: Upload | null,
  people: readonly KnownPerson[],
): Promise<Result<readonly ReadCourse[]>> {
  if (upload === null) return fail('import.file_missing', {}, 'file');
  const knownTitles = Object.values(trainingTitles).flat();
  const table = await readSmallTable(platform, { ...upload, knownTitles });
  if (!table.ok) return table;
  const plan = planOf(table.value.titles);
  const has = (field: TrainingColumn) => plan.some((column) => column.field === field);
  if (!has('course') || !has('fromDay') || !(has('name') || has('certificateNumber')))
    return fail('training.columns_invalid', {}, 'file');
  return ok(rowsOf(table.value, plan).map((row) => readCourse(row, people)));
}

function planOf(titles: readonly string[]): readonly ColumnPlan[] {
  const folded = titles.map(foldTitle);
  return columns.flatMap((field): readonly ColumnPlan[] => {
    const names = new Set<string>(trainingTitles[field].map(foldTitle));
    const column = folded.findIndex((title) => names.has(title));
    const words = field === 'result' ? { words: trainingResultWords } : {};
    return column < 0 ? [] : [{ field, column, cell: cells[field], required: false, ...words }];
  });
}

function readCourse({ row, values }: SmallRow, people: readonly KnownPerson[]): ReadCourse {
  const value = (field: TrainingColumn) => values[field] ?? '';
  const person = personOf({ name: value('name'), number: value('certificateNumber') }, people);
  const hours = value('hours') === '' ? '1' : value('hours');
  const parsed = trainingFields.safeParse({
    course: value('course'),
    organiser: value('organiser').slice(0, 100),
    fromDay: value('fromDay'),
    toDay: isPlainDate(value('toDay')) ? value('toDay') : value('fromDay'),
    hoursTenths: Math.round(Number(hours) * 10),
    result: ['passed', 'failed'].includes(value('result')) ? value('result') : 'attended',
    note: value('note').slice(0, 200),
  });
  const problem =
    typeof person === 'string'
      ? person
      : !parsed.success
        ? 'training.row_invalid'
        : parsed.data.toDay < parsed.data.fromDay
          ? 'training.days_invalid'
          : null;
  const shown = {
    row,
    name: typeof person === 'string' ? value('name') : person.name,
    certificateNumber: typeof person === 'string' ? value('certificateNumber') : person.certificate_number,
    course: value('course'),
    fromDay: value('fromDay'),
    hours,
    problem,
  };
  return problem === null && typeof person !== 'string' && parsed.success
    ? { shown, entry: { inspectorId: person.id, fields: parsed.data } }
    : { shown, entry: null };
}

/** By certificate number; without one by a name that only one person bears. */
export function personOf(
  told: { readonly name: string; readonly number: string },
  people: readonly KnownPerson[],
): KnownPerson | 'training.person_not_found' | 'training.person_ambiguous' {
  if (told.number !== '')
    return people.find((person) => person.certificate_number === told.number) ?? 'training.person_not_found';
  const named = people.filter((person) => person.name === told.name);
  const [only] = named;
  if (only === undefined) return 'training.person_not_found';
  return named.length > 1 ? 'training.person_ambiguous' : only;
}
