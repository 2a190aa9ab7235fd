/** What a draw stands on, for its readers; the names of items are those of the seal once there is one. */
import type { DrawBasis } from '@mingcha/core/draws/draw-basis.ts';
import { drawNumber } from '@mingcha/core/draws/draw-pool.ts';
import type { DrawSettings } from '@mingcha/core/draws/draw-task.ts';
import type { JsonObject } from '@mingcha/draw';
import type { Tx } from '../platform/db/database.ts';
import { publishedItems } from '../registers/items/published-items.queries.ts';
import { type DrawRow, drawById } from './draw.queries.ts';
import { entryWords } from './origin.queries.ts';
import type { Settled } from './origin.ts';
import { sealedDocument } from './sealed-params.ts';

export async function basisOf(tx: Tx, draw: DrawRow): Promise<DrawBasis> {
  const { settings, ruleBookVersion } = draw;
  const origin = await originWords(tx, draw);
  return {
    ...origin,
    items: await itemsOf(tx, draw),
    ruleBookVersion,
    insteadOf: await insteadOf(tx, draw, settings),
  };
}

/** Who approved and why stays with the office: names of persons do not leave it. */
export async function publicBasisOf(tx: Tx, draw: DrawRow): Promise<DrawBasis> {
  return { ...(await basisOf(tx, draw)), approval: null };
}

async function originWords(
  tx: Tx,
  draw: DrawRow,
): Promise<Pick<DrawBasis, 'kind' | 'number' | 'title' | 'approval'>> {
  const { origin, planNumber } = draw.settings;
  if (origin === null) return { kind: 'none', number: planNumber, title: '', approval: null };
  if (origin.kind === 'adHoc') {
    const { approver, day, reason, document, number } = origin.ground;
    return { kind: 'adHoc', number, title: document, approval: { approver, day, reason } };
  }
  const words = await entryWords(tx, draw.jurisdictionId, origin.entryId);
  return { kind: 'plan', number: words?.number ?? planNumber, title: words?.title ?? '', approval: null };
}

async function itemsOf(tx: Tx, draw: DrawRow): Promise<DrawBasis['items']> {
  const { item, itemKeys } = draw.settings;
  const own = [{ code: item.code, name: item.name }];
  if (draw.freezeId !== null) return sealedItems((await sealedDocument(tx, draw)).document) ?? own;
  const published = await publishedItems(tx, draw);
  const found = itemKeys.flatMap((key) => published.find(({ itemKey }) => itemKey === key) ?? []);
  return found.length === 0 ? own : found.map(({ code, name }) => ({ code, name }));
}

/** The items in the sealed document; null in documents of the first version. */
function sealedItems(document: object): DrawBasis['items'] | null {
  const { about } = document as { about?: { items?: DrawBasis['items'] } };
  return about?.items ?? null;
}

async function insteadOf(tx: Tx, draw: DrawRow, settings: DrawSettings): Promise<DrawBasis['insteadOf']> {
  if (settings.insteadOf === null) return null;
  const { drawId, reason } = settings.insteadOf;
  const other = await drawById(tx, { jurisdictionId: draw.jurisdictionId, id: drawId });
  if (other === undefined || other.no === null) return null;
  const { series, no, attempt } = other;
  return { number: drawNumber({ series, no, attempt }), reason };
}

/** The part of it that is sealed with the draw: hashed, and public for ever. */
export function sealedBasis(
  settled: Settled | null,
  facts: { readonly ruleBookVersion: number; readonly basis: DrawBasis },
): JsonObject {
  if (settled === null) return {};
  const { kind, number, title, insteadOf: other } = facts.basis;
  const clean = (text: string): string => text.normalize('NFC');
  return {
    plan: { kind, number: clean(number), title: clean(title) },
    items: settled.items.map(({ code, name }) => ({ code: clean(code), name: clean(name) })),
    ruleBook: facts.ruleBookVersion,
    ...(other === null ? {} : { insteadOf: { number: other.number, reason: clean(other.reason) } }),
  };
}
