/** SQL of question banks. */
import type { Question, QuestionKind, StoredQuestion } from '@mingcha/core/registers/training/question.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from '../object.queries.ts';
import './tables.ts';

const banks = (tx: Tx, scope: Scope) =>
  tx
    .selectFrom('question_banks as b')
    .selectAll('b')
    .select(
      (['single', 'multiple', 'trueFalse'] as const).map((kind) =>
        sql<number>`(SELECT count(*)::int FROM bank_questions q WHERE q.jurisdiction_id = b.jurisdiction_id AND q.bank_id = b.id AND q.kind = ${kind})`.as(
          kind,
        ),
      ),
    )
    .where('b.jurisdiction_id', '=', scope.jurisdictionId)
    .where('b.agency_id', '=', scope.agencyId);

export async function bankRows(tx: Tx, scope: Scope) {
  return banks(tx, scope).orderBy('b.name').execute();
}
export type StoredBank = Awaited<ReturnType<typeof bankRows>>[number];

export async function bankById(tx: Tx, scope: Scope, id: string): Promise<StoredBank | undefined> {
  return banks(tx, scope).where('b.id', '=', id).executeTakeFirst();
}

export async function lockBank(tx: Tx, scope: Scope, id: string): Promise<StoredBank | undefined> {
  return banks(tx, scope).where('b.id', '=', id).forUpdate('b').executeTakeFirst();
}

export async function saveBankRow(
  tx: Tx,
  scope: Scope,
  saved: {
    readonly id: string;
    readonly name: string;
    readonly note: string;
    readonly version: number;
    readonly by: string;
    readonly at: string;
  },
): Promise<void> {
  const { id, name, note, version, by, at } = saved;
  await tx
    .insertInto('question_banks')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      id,
      name,
      note,
      version,
      created_by: by,
      created_at: at,
      updated_at: at,
    })
    .onConflict((conflict) =>
      conflict.columns(['jurisdiction_id', 'id']).doUpdateSet({ name, note, version, updated_at: at }),
    )
    .execute();
}

type BankKey = Pick<StoredBank, 'jurisdiction_id' | 'id'>;

export async function bankQuestions(
  tx: Tx,
  bank: BankKey,
): Promise<readonly (StoredQuestion & { readonly version: number })[]> {
  const rows = await tx
    .selectFrom('bank_questions')
    .selectAll()
    .where('jurisdiction_id', '=', bank.jurisdiction_id)
    .where('bank_id', '=', bank.id)
    .orderBy(sql`array_position(ARRAY['single','multiple','trueFalse'], kind)`)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as QuestionKind,
    stem: row.stem,
    options: row.options,
    answer: row.answer,
    explanation: row.explanation,
    version: row.version,
  }));
}

/** Inserts what is new and gives how many that were. */
export async function insertQuestions(
  tx: Tx,
  bank: BankKey,
  made: { readonly questions: readonly StoredQuestion[]; readonly at: string },
): Promise<number> {
  if (made.questions.length === 0) return 0;
  const rows = await tx
    .insertInto('bank_questions')
    .values(
      made.questions.map(({ id, kind, stem, options, answer, explanation }) => ({
        jurisdiction_id: bank.jurisdiction_id,
        bank_id: bank.id,
        id,
        kind,
        stem,
        options: JSON.stringify(options),
        answer: JSON.stringify(answer),
        explanation,
        created_at: made.at,
        updated_at: made.at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return rows.length;
}

/** False when somebody changed or removed it meanwhile. */
export async function updateQuestion(
  tx: Tx,
  bank: BankKey,
  change: { readonly id: string; readonly version: number; readonly question: Question; readonly at: string },
): Promise<boolean> {
  const { kind, stem, options, answer, explanation } = change.question;
  const row = await tx
    .updateTable('bank_questions')
    .set({
      kind,
      stem,
      options: JSON.stringify(options),
      answer: JSON.stringify(answer),
      explanation,
      version: change.version + 1,
      updated_at: change.at,
    })
    .where('jurisdiction_id', '=', bank.jurisdiction_id)
    .where('bank_id', '=', bank.id)
    .where('id', '=', change.id)
    .where('version', '=', change.version)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function deleteQuestion(tx: Tx, bank: BankKey, id: string): Promise<boolean> {
  const row = await tx
    .deleteFrom('bank_questions')
    .where('jurisdiction_id', '=', bank.jurisdiction_id)
    .where('bank_id', '=', bank.id)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
