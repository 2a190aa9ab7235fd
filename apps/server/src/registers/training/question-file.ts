/** Questions from a file, and the empty table with the columns that it knows. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { foldTitle } from '@mingcha/core/common/titles.ts';
import type { Question } from '@mingcha/core/registers/training/question.ts';
import { type QuestionColumn, questionTitles } from '@mingcha/core/registers/training/question-words.ts';
import { readQuestion } from '@mingcha/core/registers/training/read-question.ts';
import { trainingForm } from '@mingcha/core/registers/training/training-form.ts';
import { type FileReply, fileReply, type Upload } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';
import { writeXlsx } from '../../platform/spreadsheets/index.ts';
import type { ColumnPlan } from '../../platform/spreadsheets/types.ts';
import { readSmallTable, rowsOf } from '../inspectors/small-table.ts';

export interface ReadRow {
  readonly row: number;
  readonly stem: string;
  readonly question: Result<Question>;
}

/** Errors: those of the spreadsheet reader; `import.file_missing`; `questionBank.columns_invalid`. */
export async function readQuestionFile(
  platform: Platform,
  upload: Upload | null,
): Promise<Result<readonly ReadRow[]>> {
  if (upload === null) return fail('import.file_missing', {}, 'file');
  const knownTitles = Object.values(questionTitles).flat();
  const table = await readSmallTable(platform, { ...upload, knownTitles });
  if (!table.ok) return table;
  const folded = table.value.titles.map(foldTitle);
  const fields = Object.keys(questionTitles) as QuestionColumn[];
  const plan = fields.flatMap((field): readonly ColumnPlan[] => {
    const names = new Set<string>(questionTitles[field].map(foldTitle));
    const column = folded.findIndex((title) => names.has(title));
    return column < 0 ? [] : [{ field, column, cell: 'text', required: false }];
  });
  if (!(['stem', 'answer'] as const).every((field) => plan.some((column) => column.field === field)))
    return fail('questionBank.columns_invalid', {}, 'file');
  return ok(
    rowsOf(table.value, plan).map(({ row, values }) => ({
      row,
      stem: (values['stem'] ?? '').slice(0, 60),
      question: readQuestion(values),
    })),
  );
}

export function questionTable(): FileReply {
  const { sheet, columns, example } = trainingForm.questions;
  const titles = columns.map((title) => ({ key: title, title, width: title === columns[1] ? 50 : 16 }));
  const row = Object.fromEntries(columns.map((title, i) => [title, example[i] ?? '']));
  return fileReply({
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `${sheet}.xlsx`,
    disposition: 'attachment',
    body: writeXlsx({ name: sheet, columns: titles }, [row]),
  });
}
