/**
 * The exchange protocol of automatic channels (docs/channels/exchange.md): one signed JSON post per step, answers read
 * strictly, everything unexpected is "not taken" or "may have arrived". No database.
 */
import { createHash, createHmac } from 'node:crypto';
import type { LayoutRow, OutsideChannel, Reason } from '@mingcha/core/publications/channels/channel.ts';
import { z } from 'zod';
import type { Config } from '../../platform/config.ts';
import { unanswered } from '../../platform/notices/gateway-reply.ts';
import { type Posted, postJson } from '../../platform/outside/post-json.ts';

export interface OtherSide {
  readonly config: Pick<Config, 'gateways'>;
  readonly kind: OutsideChannel;
  readonly address: string;
  readonly account: string;
  readonly secret: string;
  /** Of this moment, ISO. */
  readonly at: string;
  readonly timeoutMs: number;
}

export interface RecordBody {
  /** Idempotency key. */
  readonly key: string;
  readonly layout: string;
  readonly recordId: string;
  readonly version: number;
  readonly operation: 'add' | 'modify' | 'remove';
  readonly externalId: string | null;
  readonly blocks: Readonly<Record<string, readonly LayoutRow[]>>;
}

export type Answer =
  | { readonly kind: 'accepted'; readonly externalId: string | null; readonly receipt: string | null }
  | { readonly kind: 'refused'; readonly reasons: readonly Reason[] }
  /** Asked by key: the other side has never seen it. */
  | { readonly kind: 'unknown' }
  /** Not taken, and the whole channel is concerned. */
  | { readonly kind: 'deferred'; readonly problem: string; readonly detail: string }
  | { readonly kind: 'uncertain'; readonly problem: string; readonly detail: string };

const short = z.string().max(200);
const reply = z.discriminatedUnion('result', [
  z.object({ result: z.literal('accepted'), externalId: short.nullish(), receipt: short.nullish() }),
  z.object({
    result: z.literal('refused'),
    reasons: z
      .array(z.object({ field: z.string().max(60).default(''), text: z.string().max(500) }))
      .max(50)
      .default([]),
  }),
  z.object({ result: z.literal('unknown') }),
]);

/** SHA-256 of the body as it leaves, lower-case hex. */
export const bodyDigest = (body: unknown): string =>
  createHash('sha256').update(JSON.stringify(body), 'utf8').digest('hex');

async function call(side: OtherSide, step: 'records' | 'queries' | 'lists', body: object): Promise<Posted> {
  const text = JSON.stringify(body);
  const timestamp = String(Math.floor(Date.parse(side.at) / 1000));
  const digest = createHash('sha256').update(text, 'utf8').digest('hex');
  const signed = `${timestamp}\n${step}\n${digest}`;
  return postJson(side.config, {
    url: `${side.address.replace(/\/$/, '')}/${step}`,
    body: text,
    timeoutMs: side.timeoutMs,
    headers: {
      'x-channel': side.kind,
      'x-account': side.account,
      'x-timestamp': timestamp,
      'x-signature': createHmac('sha256', side.secret).update(signed, 'utf8').digest('hex'),
    },
  });
}

function answered(answer: z.output<typeof reply>): Answer {
  if (answer.result === 'unknown') return { kind: 'unknown' };
  if (answer.result === 'refused')
    return {
      kind: 'refused',
      reasons: answer.reasons.map(({ field, text }) => ({ field, code: 'theirs' as const, text })),
    };
  return { kind: 'accepted', externalId: answer.externalId ?? null, receipt: answer.receipt ?? null };
}

function read(posted: Posted): Answer {
  // A refusal comes with status 422 and its reasons; anything else outside 2xx is no answer of its own.
  const said = posted.kind === 'reply' && posted.status < 500 ? reply.safeParse(posted.json) : null;
  const isOwn = posted.kind === 'reply' && (posted.status < 300 || posted.status === 422);
  if (said?.success === true && isOwn) return answered(said.data);
  const missing = unanswered(posted);
  if (missing?.kind === 'uncertain')
    return { kind: 'uncertain', problem: missing.problem, detail: missing.detail };
  if (missing?.kind === 'deferred')
    return { kind: 'deferred', problem: missing.problem, detail: missing.detail };
  // Success without the agreed words: it may have been taken.
  if (missing === null) return { kind: 'uncertain', problem: 'notUnderstood', detail: '' };
  const status = posted.kind === 'reply' ? String(posted.status) : '';
  return { kind: 'deferred', problem: 'notUnderstood', detail: status };
}

/** Hands a record over. An answer of "unknown" makes no sense here and counts as one that was not understood. */
export async function sendRecord(side: OtherSide, body: RecordBody): Promise<Answer> {
  const answer = read(await call(side, 'records', body));
  if (answer.kind === 'unknown') return { kind: 'uncertain', problem: 'notUnderstood', detail: '' };
  return answer;
}

/** Asks what became of a key. */
export async function askRecord(side: OtherSide, key: string): Promise<Answer> {
  const answer = read(await call(side, 'queries', { key }));
  // A question changes nothing there, so that its failure says nothing about the record.
  return answer.kind === 'uncertain' ? { ...answer, kind: 'deferred' } : answer;
}

const listReply = z.object({
  rows: z
    .array(
      z.object({
        recordId: z.string().max(60),
        version: z.number().int(),
        externalId: short.nullish(),
        isRemoved: z.boolean().default(false),
        title: z.string().max(200).default(''),
      }),
    )
    .max(200),
  next: z.string().max(200).nullable(),
});
export type TheirRow = z.output<typeof listReply>['rows'][number];

const mostPages = 1000;

/** Everything the other side has of ours, or the problem that came between. */
export async function listTheirs(
  side: OtherSide,
): Promise<{ readonly rows: readonly TheirRow[] } | { readonly problem: string; readonly detail: string }> {
  const rows: TheirRow[] = [];
  let after: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const posted = await call(side, 'lists', { after, limit: 200 });
    const found = posted.kind === 'reply' && posted.status < 300 ? listReply.safeParse(posted.json) : null;
    if (found?.success !== true) {
      const missing = unanswered(posted);
      return missing === null || missing.kind === 'accepted'
        ? { problem: 'notUnderstood', detail: '' }
        : { problem: missing.problem, detail: missing.detail };
    }
    rows.push(...found.data.rows);
    after = found.data.next;
    if (after === null) return { rows };
  }
  return { problem: 'tooLong', detail: String(rows.length) };
}
