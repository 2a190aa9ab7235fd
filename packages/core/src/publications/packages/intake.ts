/**
 * What comes back from a portal of its own: sealed items, one line each, and what is inside once the office opened them. The
 * content of a request has the schema of its public route; a portal decides nothing about it. Pure.
 */
import { z } from 'zod';
import { instant, plainDate, uuid } from '../../common/schemas.ts';
import { deadline } from '../../registers/rules/rule-book.ts';

export const intakeKinds = ['objection', 'contact'] as const;
export type IntakeKind = (typeof intakeKinds)[number];

const lookUp = z.string().regex(/^[0-9a-f]{64}$/);

/** One line of the intake's file. */
export const intakeLine = z.strictObject({
  id: uuid,
  kind: z.enum(intakeKinds),
  takenAt: instant,
  sealed: z.base64().max(200_000),
});
export type IntakeLine = z.output<typeof intakeLine>;

/** What was sealed. */
export const intakeContent = z.strictObject({
  id: uuid,
  kind: z.enum(intakeKinds),
  /** Of the receipt that the citizen holds. */
  number: z.string().max(20),
  lookUp,
  /** By which the answer is sealed for the receipt's holder. */
  answerKey: z.base64().max(100),
  takenOn: plainDate,
  takenAt: instant,
  /** The body of the public route. */
  request: z.unknown(),
});
export type IntakeContent = z.output<typeof intakeContent>;

/** The file's name in the exchange folder; whole each time, so that one that is lost is no loss. */
export const intakeFileName = 'intake.jsonl';
export const intakeFileBytes = 256 * 1024 * 1024;

/** The key of the answer to a receipt, and what stands under it. */
export function answerKeyOf(of: string): string {
  return `answer ${of}`;
}
export const answerDocument = z.strictObject({ sealed: z.base64() });
/** What is sealed in it: what the look-up answers, or why the office could not take it. */
export const answerContent = z.union([
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), code: z.string().max(100) }),
]);

/** Working days and terms of one agency, so that a receipt names the day of the answer. */
export const intakeTermsFact = z.strictObject({
  years: z
    .array(
      z.strictObject({
        year: z.number().int(),
        source: z.string(),
        breaks: z.array(z.strictObject({ name: z.string(), from: plainDate, to: plainDate })).readonly(),
        makeUpDays: z.array(plainDate).readonly(),
      }),
    )
    .readonly(),
  deadlines: z.array(deadline),
  ruleVersion: z.number().int(),
});
export type IntakeTerms = z.output<typeof intakeTermsFact>;
