/**
 * Question banks and short tests (题库, 测试): kinds of questions, how a test is drawn from a bank, scored and shown. Pure: chance
 * is handed in. Officers' courses use it, and so may trainings of other people. What is asked never carries its answer.
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../../common/result.ts';
import { line, requiredLine, uuid } from '../../common/schemas.ts';

/** 单选, 多选, 判断. A true-or-false question has no options of its own: 0 is right, 1 is wrong. */
export const questionKinds = ['single', 'multiple', 'trueFalse'] as const;
export type QuestionKind = (typeof questionKinds)[number];

const mostOptions = 8;
const mostQuestions = 100;

const choice = z
  .number()
  .int()
  .min(0)
  .max(mostOptions - 1);

/** One question with its right answer: places in `options`, ascending; `questionProblem` says whether it can be asked. */
export const question = z.object({
  kind: z.enum(questionKinds),
  stem: requiredLine(500),
  options: z.array(requiredLine(200)).max(mostOptions),
  answer: z.array(choice).max(mostOptions),
  /** Shown with the right answer; where the rule stands. */
  explanation: line(500),
});
export type Question = z.output<typeof question>;

/** What keeps a question from being asked; null when it can be. */
export function questionProblem(
  given: Pick<Question, 'kind' | 'options' | 'answer'>,
): { readonly code: string; readonly field: 'options' | 'answer' } | null {
  const { kind, options, answer } = given;
  const places = kind === 'trueFalse' ? 2 : options.length;
  if (kind === 'trueFalse' ? options.length > 0 : options.length < 2)
    return { code: 'question.options_invalid', field: 'options' };
  if (new Set(options).size < options.length)
    return { code: 'question.options_twice_invalid', field: 'options' };
  const isSorted = answer.every((each, i) => i === 0 || each > (answer[i - 1] ?? each));
  if (answer.length === 0 || !isSorted || answer.some((each) => each >= places))
    return { code: 'question.answer_invalid', field: 'answer' };
  if (kind === 'multiple' ? answer.length < 2 : answer.length > 1)
    return { code: 'question.answer_count_invalid', field: 'answer' };
  return null;
}

/** How many of each kind a test asks, what passes, how often and how long one may try. */
export const testRules = z
  .object({
    single: z.number().int().min(0).max(mostQuestions),
    multiple: z.number().int().min(0).max(mostQuestions),
    trueFalse: z.number().int().min(0).max(mostQuestions),
    /** Percent of the questions that must be right. */
    passMark: z.number().int().min(1).max(100),
    attempts: z.number().int().min(1).max(10),
    minutes: z.number().int().min(1).max(240),
  })
  .refine((rules) => askedCount(rules) >= 1 && askedCount(rules) <= mostQuestions, {
    message: 'test.count_invalid',
    path: ['single'],
  });
export type TestRules = z.output<typeof testRules>;

export function askedCount(rules: Readonly<Record<QuestionKind, number>>): number {
  return questionKinds.reduce((sum, kind) => sum + rules[kind], 0);
}

/** A question as a person is asked: without answer and explanation. */
export const askedQuestion = z.object({
  id: uuid,
  kind: z.enum(questionKinds),
  stem: z.string(),
  options: z.array(z.string()),
});
export type AskedQuestion = z.output<typeof askedQuestion>;
export type StoredQuestion = Question & { readonly id: string };

/** Only the members of `askedQuestion`, whatever else the question carries. */
export function asAsked({ id, kind, stem, options }: StoredQuestion): AskedQuestion {
  return { id, kind, stem, options };
}

/** An even number from 0 up to but not `below`. */
export type Chance = (below: number) => number;

/**
 * Draws a test: of each kind so many as the rules say, each question of a kind as likely as the others, none twice, kinds in
 * their order. Errors: `test.bank_too_small` {kind, have, need}.
 */
export function drawQuestions(
  bank: readonly StoredQuestion[],
  rules: Readonly<Record<QuestionKind, number>>,
  chance: Chance,
): Result<readonly StoredQuestion[]> {
  const drawn: StoredQuestion[] = [];
  for (const kind of questionKinds) {
    const rest = bank.filter((each) => each.kind === kind);
    const need = rules[kind];
    if (rest.length < need) return fail('test.bank_too_small', { kind, have: rest.length, need });
    for (let taken = 0; taken < need; taken += 1) drawn.push(...rest.splice(chance(rest.length), 1));
  }
  return ok(drawn);
}

/** What a person marked, by question; a question left out counts as wrong. */
export const testAnswers = z
  .array(z.object({ id: uuid, marked: z.array(choice).max(mostOptions) }))
  .max(mostQuestions);
export type TestAnswers = z.output<typeof testAnswers>;

export interface TestScore {
  readonly right: number;
  readonly asked: number;
  /** Percent, rounded down: 79.9 does not pass at 80. */
  readonly percent: number;
  readonly passed: boolean;
  /** Ids of the questions answered wrongly or not at all. */
  readonly wrong: readonly string[];
}

/** A question is right when exactly its answer is marked: 多选、少选、错选均不得分. Each counts the same. */
export function scoreTest(
  asked: readonly StoredQuestion[],
  answers: TestAnswers,
  passMark: number,
): TestScore {
  const marked = new Map(answers.map((each) => [each.id, new Set(each.marked)]));
  const wrong = asked
    .filter(({ id, answer }) => {
      const given = marked.get(id) ?? new Set();
      return given.size !== answer.length || !answer.every((place) => given.has(place));
    })
    .map(({ id }) => id);
  const right = asked.length - wrong.length;
  return {
    right,
    asked: asked.length,
    percent: asked.length === 0 ? 0 : Math.floor((right * 100) / asked.length),
    passed: asked.length > 0 && right * 100 >= passMark * asked.length,
    wrong,
  };
}

/** One try at a test. */
export interface Attempt {
  /** Instants. */
  readonly dueAt: string;
  readonly submittedAt: string | null;
  readonly passed: boolean;
}

export interface TestStanding {
  readonly used: number;
  readonly left: number;
  readonly passed: boolean;
  /** A try that runs: begun, not handed in, in time. */
  readonly isRunning: boolean;
  /** Right answers and explanations are shown: passed, or no try is left. Before, they would be the next try's answers. */
  readonly showsAnswers: boolean;
}

/** Where a person stands with a test at an instant. A try that ran out of time is spent. */
export function testStanding(tries: readonly Attempt[], most: number, now: string): TestStanding {
  const isRunning = tries.some((each) => each.submittedAt === null && now <= each.dueAt);
  const passed = tries.some((each) => each.submittedAt !== null && each.passed);
  const left = passed ? 0 : Math.max(0, most - tries.length);
  return {
    used: tries.length,
    left,
    passed,
    isRunning,
    showsAnswers: !isRunning && (passed || left === 0),
  };
}
