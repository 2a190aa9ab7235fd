/** Attendance of a session from a file: people by certificate number or name, attendance in people's own words. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { foldTitle } from '@mingcha/core/common/titles.ts';
import { trainingTitles } from '@mingcha/core/registers/inspectors/training-words.ts';
import { type Attendance, attendances } from '@mingcha/core/registers/training/course.ts';
import { trainingForm } from '@mingcha/core/registers/training/training-form.ts';
import type { Upload } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';
import type { ColumnPlan } from '../../platform/spreadsheets/types.ts';
import { readSmallTable, rowsOf } from '../inspectors/small-table.ts';
import { type KnownPerson, personOf } from '../inspectors/training-file.ts';

const titles = {
  name: trainingTitles.name,
  certificateNumber: trainingTitles.certificateNumber,
  attendance: trainingForm.attendanceTitles,
} as const;
const cells = { name: 'name', certificateNumber: 'code', attendance: 'text' } as const;
type Column = keyof typeof titles;

export interface ReadAttendance {
  readonly row: number;
  readonly name: string;
  /** A refusal's code; null when the row is recorded. */
  readonly problem: string | null;
  readonly entry: { readonly inspectorId: string; readonly attendance: Attendance } | null;
}

/** Errors: those of the spreadsheet reader; `import.file_missing`; `attendance.columns_invalid`. */
export async function readAttendanceFile(
  platform: Platform,
  upload: Upload | null,
  called: readonly KnownPerson[],
): Promise<Result<readonly ReadAttendance[]>> {
  if (upload === null) return fail('import.file_missing', {}, 'file');
  const table = await readSmallTable(platform, { ...upload, knownTitles: Object.values(titles).flat() });
  if (!table.ok) return table;
  const plan = planOf(table.value.titles);
  const has = (field: Column) => plan.some((column) => column.field === field);
  if (!has('attendance') || !(has('name') || has('certificateNumber')))
    return fail('attendance.columns_invalid', {}, 'file');
  return ok(
    rowsOf(table.value, plan).map(({ row, values }) => {
      const told = { name: values['name'] ?? '', number: values['certificateNumber'] ?? '' };
      const person = personOf(told, called);
      const attendance = attendanceOf(values['attendance'] ?? '');
      const name = told.name === '' ? told.number : told.name;
      if (typeof person === 'string')
        return {
          row,
          name,
          problem: person === 'training.person_not_found' ? 'course.person_not_called' : person,
          entry: null,
        };
      if (attendance === null) return { row, name, problem: 'attendance.word_invalid', entry: null };
      return { row, name, problem: null, entry: { inspectorId: person.id, attendance } };
    }),
  );
}

function planOf(given: readonly string[]): readonly ColumnPlan[] {
  const folded = given.map(foldTitle);
  return (Object.keys(titles) as Column[]).flatMap((field): readonly ColumnPlan[] => {
    const names = new Set<string>(titles[field].map(foldTitle));
    const column = folded.findIndex((title) => names.has(title));
    return column < 0 ? [] : [{ field, column, cell: cells[field], required: false }];
  });
}

function attendanceOf(text: string): Attendance | null {
  const told = text.trim().toLowerCase();
  const words: Readonly<Record<Attendance, readonly string[]>> = trainingForm.attendanceWords;
  return attendances.find((each) => words[each].includes(told)) ?? null;
}
