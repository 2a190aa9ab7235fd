/** Use cases of question banks. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { BankQuestion, BankRow } from '@mingcha/core/registers/training/bank-api.ts';
import { type Question, questionProblem } from '@mingcha/core/registers/training/question.ts';
import { runAction } from '../../platform/action.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  bankById,
  bankQuestions,
  bankRows,
  deleteQuestion,
  insertQuestions,
  lockBank,
  type StoredBank,
  saveBankRow,
  updateQuestion,
} from './bank.queries.ts';
import { readQuestionFile } from './question-file.ts';

interface Saved {
  readonly id: string;
  readonly version: number;
}

const bankRowOf = ({ id, name, note, version, single, multiple, trueFalse }: StoredBank): BankRow => ({
  id,
  name,
  note,
  version,
  single,
  multiple,
  trueFalse,
});

export async function listBanks(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => ok({ rows: (await bankRows(tx, actor)).map(bankRowOf) }));
}

/** Errors: `questionBank.not_found`. */
export async function getBank(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<BankRow & { questions: BankQuestion[] }>> {
  return inTransaction(platform.db, async (tx) => {
    const bank = await bankById(tx, actor, id);
    if (bank === undefined) return fail('questionBank.not_found');
    return ok({ ...bankRowOf(bank), questions: [...(await bankQuestions(tx, bank))] });
  });
}

/** Errors: `questionBank.not_found`, `questionBank.changed_meanwhile`, `questionBank.already_exists`. */
export async function saveBank(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id?: string | undefined;
    readonly version?: number | undefined;
    readonly name: string;
    readonly note: string;
  },
): Promise<Result<Saved>> {
  const request = { actor, actionId: input.actionId, routeId: 'banks.save' };
  return runAction(platform, request, async (tx): Promise<Result<Saved>> => {
    const { name, note } = input;
    const bank = input.id === undefined ? null : await lockBank(tx, actor, input.id);
    if (bank === undefined) return fail('questionBank.not_found');
    if (bank !== null && bank.version !== input.version) return fail('questionBank.changed_meanwhile');
    const taken = (await bankRows(tx, actor)).some((each) => each.name === name && each.id !== bank?.id);
    if (taken) return fail('questionBank.already_exists', {}, 'name');
    const id = bank?.id ?? platform.ids.next();
    const version = (bank?.version ?? 0) + 1;
    const at = platform.clock.now();
    await saveBankRow(tx, actor, { id, name, note, version, by: actor.accountId, at });
    await record(tx, platform, {
      type: 'questionBank.saved',
      actor,
      subject: { kind: 'questionBank', id },
      data: { title: name, version },
    });
    return ok({ id, version });
  });
}

/** Errors: `questionBank.not_found`, those of `questionProblem`, `question.already_exists`, `question.changed_meanwhile`. */
export async function saveQuestion(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly questionId: string | undefined;
    readonly version: number | undefined;
    readonly question: Question;
  },
): Promise<Result<Saved>> {
  const request = { actor, actionId: input.actionId, routeId: 'banks.question' };
  return runAction(platform, request, async (tx): Promise<Result<Saved>> => {
    const bank = await lockBank(tx, actor, input.id);
    if (bank === undefined) return fail('questionBank.not_found');
    const { question, questionId } = input;
    const problem = questionProblem(question);
    if (problem !== null) return fail(problem.code, {}, problem.field);
    const isTwin = (await bankQuestions(tx, bank)).some(
      (each) => each.kind === question.kind && each.stem === question.stem && each.id !== questionId,
    );
    if (isTwin) return fail('question.already_exists', {}, 'stem');
    const at = platform.clock.now();
    const id = questionId ?? platform.ids.next();
    const version = (input.version ?? 0) + 1;
    if (questionId === undefined) await insertQuestions(tx, bank, { questions: [{ ...question, id }], at });
    else {
      const change = { id, version: input.version ?? 0, question, at };
      if (!(await updateQuestion(tx, bank, change))) return fail('question.changed_meanwhile');
    }
    await record(tx, platform, {
      type: 'questionBank.question_saved',
      actor,
      subject: { kind: 'questionBank', id: bank.id },
      data: { question: id, version },
    });
    return ok({ id, version });
  });
}

/** Tests that were drawn keep what they asked. Errors: `questionBank.not_found`, `question.not_found`. */
export async function removeQuestion(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly questionId: string },
): Promise<Result<{ id: string }>> {
  const request = { actor, actionId: input.actionId, routeId: 'banks.removeQuestion' };
  return runAction(platform, request, async (tx) => {
    const bank = await lockBank(tx, actor, input.id);
    if (bank === undefined) return fail('questionBank.not_found');
    if (!(await deleteQuestion(tx, bank, input.questionId))) return fail('question.not_found');
    await record(tx, platform, {
      type: 'questionBank.question_removed',
      actor,
      subject: { kind: 'questionBank', id: bank.id },
      data: { question: input.questionId },
    });
    return ok({ id: input.questionId });
  });
}

export interface QuestionImport {
  readonly added: number;
  readonly known: number;
  readonly refused: { row: number; stem: string; problem: string }[];
}

/** Errors: `questionBank.not_found`, `questionBank.nothing_to_record`, those of the file. */
export async function importQuestions(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly upload: Upload | null },
): Promise<Result<QuestionImport>> {
  const read = await readQuestionFile(platform, input.upload);
  if (!read.ok) return read;
  const request = { actor, actionId: input.actionId, routeId: 'banks.import' };
  return runAction(platform, request, async (tx): Promise<Result<QuestionImport>> => {
    const bank = await lockBank(tx, actor, input.id);
    if (bank === undefined) return fail('questionBank.not_found');
    const questions = read.value.flatMap((row) =>
      row.question.ok ? [{ ...row.question.value, id: platform.ids.next() }] : [],
    );
    if (questions.length === 0) return fail('questionBank.nothing_to_record', {}, 'file');
    const at = platform.clock.now();
    let added = 0;
    for (let from = 0; from < questions.length; from += 500)
      added += await insertQuestions(tx, bank, { questions: questions.slice(from, from + 500), at });
    const refused = read.value.flatMap(({ row, stem, question }) =>
      question.ok ? [] : [{ row, stem, problem: question.error.code }],
    );
    await record(tx, platform, {
      type: 'questionBank.imported',
      actor,
      subject: { kind: 'questionBank', id: bank.id },
      data: { added, refused: refused.length },
    });
    return ok({ added, known: questions.length - added, refused: refused.slice(0, 100) });
  });
}
