/** Which draws the typed words mean. */
import type { PublicDrawSummary } from '@mingcha/core/draws/public-draw-api.ts';

/** Whether a draw is meant by the typed text. Pure. */
export function holds(draw: PublicDrawSummary, typed: string): boolean {
  const text =
    `${draw.number} ${draw.title.zh} ${draw.title.en} ${draw.agencyName} ${draw.itemName}`.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
