/**
 * The visit and page at which somebody is working, kept so that after a crash the phone can offer to go on there.
 * It is taken away when the person goes home in order, so that nobody is asked about what is finished.
 */
import { nowInstant } from '../../shared/platform/clock.ts';
import { type Kept, saveNote } from './kept.ts';

export interface OpenVisit {
  readonly visit: string;
  /** Address below `/m`. */
  readonly path: string;
  readonly at: string;
}

const name = 'open';

export function noteOpen(kept: Kept, visit: string): void {
  const path = window.location.pathname.replace(/^\/m/, '') + window.location.search;
  const before = openVisit(kept);
  const fresh = before?.visit === visit && before.path === path;
  if (fresh && Date.parse(nowInstant()) - Date.parse(before.at) < 10_000) return;
  keepOpen(kept, { visit, path, at: nowInstant() });
}

export function keepOpen(kept: Kept, open: OpenVisit): void {
  void saveNote(kept, name, open).catch(() => undefined);
}

export function openVisit(kept: Kept): OpenVisit | null {
  return (kept.now().notes[name] as OpenVisit | null | undefined) ?? null;
}

export function closeVisit(kept: Kept): void {
  if (openVisit(kept) !== null) void saveNote(kept, name, null).catch(() => undefined);
}
