/**
 * Where a check sheet stands: which lines are asked, which are answered, what each section still lacks, and whether
 * "all conform" may be said. Used by the phone, by the entry of paper visits and by the list of what is missing. Pure.
 */
import type { SheetLine } from '../../registers/sheets/sheet.ts';
import { answerWords } from './sheet-answer-words.ts';
import type { LineAnswer } from './visit-fields.ts';
import type { PackedVisit } from './visit-pack.ts';

type Sheet = PackedVisit['sheets'][number];
type Answers = ReadonlyMap<string, LineAnswer>;

/** Key of a line in `VisitContent.lines` and `notes`. */
export function lineId(sheetVersionId: string, lineKey: string): string {
  return `${sheetVersionId}/${lineKey}`;
}

/** Whether an answer is the one that a condition names, in either language or as a choice or value. */
export function saidSo(answer: LineAnswer | undefined, wanted: string): boolean {
  if (answer === undefined) return false;
  if (answer.value !== null && String(answer.value) === wanted) return true;
  if (answer.answer === null) return false;
  return answer.answer === wanted || answerWords[answer.answer].includes(wanted.toLowerCase());
}

/** A line without a condition is always asked; one with a condition once its line was answered so. */
export function isAsked(
  sheetVersionId: string,
  line: Pick<SheetLine, 'askedWhen'>,
  answers: Answers,
): boolean {
  const when = line.askedWhen;
  return when === null || saidSo(answers.get(lineId(sheetVersionId, when.key)), when.answer);
}

/** Whether a line has its answer: conformity a verdict, a measure, choice or text its value or a reason not to. */
export function isAnswered(line: Pick<SheetLine, 'answer'>, answer: LineAnswer | undefined): boolean {
  if (answer === undefined) return false;
  if (answer.answer === 'notApplicable' || answer.answer === 'notChecked') return true;
  if (line.answer === 'conformity') return answer.answer !== null;
  return answer.value !== null && answer.value !== '';
}

export interface SectionProgress {
  readonly index: number;
  readonly title: string;
  readonly asked: number;
  readonly answered: number;
  readonly problems: number;
  readonly missing: readonly SheetLine[];
}

/** Each section of a sheet with its figures, in order. */
export function sheetProgress(sheet: Sheet, answers: Answers): readonly SectionProgress[] {
  return sheet.sections.map((section, index) => {
    const asked = section.lines.filter((each) => isAsked(sheet.versionId, each, answers));
    const answerOf = (each: SheetLine) => answers.get(lineId(sheet.versionId, each.key));
    const missing = asked.filter((each) => !isAnswered(each, answerOf(each)));
    return {
      index,
      title: section.title,
      asked: asked.length,
      answered: asked.length - missing.length,
      problems: asked.filter((each) => answerOf(each)?.answer === 'nonConform').length,
      missing,
    };
  });
}

/**
 * The lines that "all conform" answers: those asked, judged by conformity and not answered yet. What was answered by
 * hand stays, and measures, choices and texts are never filled in.
 */
export function linesForAllConform(sheet: Sheet, section: number, answers: Answers): readonly SheetLine[] {
  return (sheet.sections[section]?.lines ?? []).filter(
    (each) =>
      each.answer === 'conformity' &&
      isAsked(sheet.versionId, each, answers) &&
      answers.get(lineId(sheet.versionId, each.key)) === undefined,
  );
}
