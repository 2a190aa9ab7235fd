/**
 * What a person opened lately through the search: kept in this window only, so that the next person at the same desk sees
 * nothing of it.
 */
import type { PaletteEntry } from '../../shared/ui/palette-match.ts';

const most = 6;
const keyOf = (accountId: string): string => `mingcha.recent.${accountId}`;

function isEntry(value: unknown): value is PaletteEntry {
  return (
    typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    'title' in value &&
    typeof value.key === 'string' &&
    typeof value.title === 'string' &&
    value.key.startsWith('recent:/')
  );
}

export function recentOf(accountId: string): readonly PaletteEntry[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(accountId)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isEntry).slice(0, most) : [];
  } catch {
    return [];
  }
}

/** Puts an entry first; the same one stands once. */
export function keepRecent(accountId: string, entry: PaletteEntry): void {
  const key = `recent:${entry.key.replace(/^recent:/, '')}`;
  const others = recentOf(accountId).filter((one) => one.key !== key);
  try {
    sessionStorage.setItem(keyOf(accountId), JSON.stringify([{ ...entry, key }, ...others].slice(0, most)));
  } catch {
    // Without storage nothing is kept.
  }
}
