/** A row of a file of questions as a question, or what is wrong with it. */
import { fail, ok, type Result } from '../../common/result.ts';
import { type Question, type QuestionKind, question, questionProblem } from './question.ts';
import { kindWords, optionColumns, type QuestionColumn, rightWords, wrongWords } from './question-words.ts';

type Cells = Readonly<Partial<Record<QuestionColumn, string>>>;

/** Errors: `question.kind_invalid`, `question.stem_invalid` and those of `questionProblem`. */
export function readQuestion(cells: Cells): Result<Question> {
  const cell = (name: QuestionColumn): string => (cells[name] ?? '').trim();
  const stem = cell('stem');
  if (stem === '') return fail('question.stem_invalid');
  const options = optionColumns.map(cell);
  // A gap between options would shift the letters of the answer.
  const count = options.findLastIndex((each) => each !== '') + 1;
  const given = options.slice(0, count);
  if (given.includes('')) return fail('question.options_invalid');
  const kind = kindOf(cell('kind'), { answer: cell('answer'), options: given.length });
  if (kind === null) return fail('question.kind_invalid');
  const read = {
    kind,
    stem,
    options: kind === 'trueFalse' ? [] : given,
    answer: placesOf(kind, cell('answer')),
    explanation: cell('explanation'),
  };
  const problem = questionProblem(read);
  if (problem !== null) return fail(problem.code);
  const parsed = question.safeParse(read);
  return parsed.success ? ok(parsed.data) : fail('question.stem_invalid');
}

/** By its word; without one by what the answer looks like. */
function kindOf(
  word: string,
  of: { readonly answer: string; readonly options: number },
): QuestionKind | null {
  if (word !== '') return kindWords[word.toLowerCase()] ?? null;
  if (of.options === 0) return 'trueFalse';
  return placesOf('multiple', of.answer).length > 1 ? 'multiple' : 'single';
}

/** `ACD`, `A、C`, `a,c` as places; 对 and 错 as 0 and 1. What is not understood gives no place. */
function placesOf(kind: QuestionKind, text: string): number[] {
  const told = text.normalize('NFKC').toLowerCase().trim();
  if (kind === 'trueFalse') {
    if (rightWords.includes(told) || told === 'a') return [0];
    return wrongWords.includes(told) || told === 'b' ? [1] : [];
  }
  const letters = told.replaceAll(/[\s,、;.|/]/g, '');
  if (!/^[a-f]+$/.test(letters)) return [];
  return [...new Set([...letters].map((letter) => letter.charCodeAt(0) - 97))].toSorted((a, b) => a - b);
}
