/**
 * What the office answers to receipts of a portal of its own: the same view as at the office's own pages, sealed by the key that
 * only the receipt's number and code give. Answers travel for four hundred days after the item came.
 */
import { createHash } from 'node:crypto';
import { answerKeyOf } from '@mingcha/core/publications/packages/intake.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { contactById } from '../contacts/contact.queries.ts';
import { senderView } from '../contacts/read.service.ts';
import { objectionById } from '../objections/objection.queries.ts';
import { applicantView } from '../objections/public.service.ts';
import { itemsSince, type StoredItem } from './intake.queries.ts';
import { sealWith } from './intake-keys.ts';

const daysKept = 400;
const itemsAtOnce = 200;

interface SealedAnswer {
  readonly key: string;
  readonly route: 'answer';
  readonly stamp: string;
  readonly body: { readonly sealed: string };
}

export async function* sealedAnswers(platform: Platform): AsyncGenerator<SealedAnswer> {
  const since = new Date(Date.parse(platform.clock.now()) - daysKept * 86_400_000).toISOString();
  let after: readonly [string, string] | null = null;
  for (;;) {
    const page: { readonly items: readonly StoredItem[]; readonly texts: readonly string[] } =
      await inTransaction(platform.db, async (tx) => {
        const items = await itemsSince(tx, { since, after, limit: itemsAtOnce });
        const texts: string[] = [];
        for (const item of items) texts.push(JSON.stringify(await answerTo(tx, item)));
        return { items, texts };
      });
    for (const [at, item] of page.items.entries()) {
      const text = page.texts[at] ?? '';
      const sealed = sealWith(
        platform.random,
        platform.secrets.open(item.answer_key),
        Buffer.from(text),
      ).toString('base64');
      const stamp = createHash('sha256').update(`${item.look_up} ${text}`).digest('hex');
      yield { key: answerKeyOf(item.look_up), route: 'answer', stamp, body: { sealed } };
      after = [item.received_at, item.id];
    }
    if (page.items.length < itemsAtOnce) return;
  }
}

async function answerTo(tx: Tx, item: StoredItem): Promise<unknown> {
  const { subject_id: id, kind } = item;
  if (id === null) return { ok: false, code: item.refusal ?? '' };
  if (kind === 'objection') {
    const row = await objectionById(tx, id);
    return row === undefined
      ? { ok: false, code: 'objection.receipt.not_found' }
      : { ok: true, value: await applicantView(tx, row) };
  }
  const row = await contactById(tx, id);
  const view = row === undefined ? null : await senderView(tx, row);
  return view === null ? { ok: false, code: 'contact.receipt.not_found' } : { ok: true, value: view };
}
