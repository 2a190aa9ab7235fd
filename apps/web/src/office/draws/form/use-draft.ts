/**
 * Keeps a typed task: in this browser at every change, so that a reload or a closed laptop loses nothing; on the
 * server when the person saves or goes on to the check page, so that the ledger tells of decisions, not of pauses in
 * typing. What it would draw is computed from what is typed. Saves run one after the other.
 */

import { createDraw, editDraw, previewSettings } from '@mingcha/core/draws/draw-api.ts';
import { drawSettings } from '@mingcha/core/draws/draw-task.ts';
import type { DrawPreview, DrawView } from '@mingcha/core/draws/draw-views.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { newActionId } from '../../../shared/api/action-id.ts';
import { type ApiError, type CallResult, callApi } from '../../../shared/api/call-api.ts';
import { readSetting, writeSetting } from '../../../shared/settings.ts';
import { type Draft, settingsOf } from './draft.ts';

/** What the draft belongs to: a new task, or a saved one with the version that was read. */
export type DraftPlace =
  | { readonly kind: 'new' }
  | { readonly kind: 'saved'; readonly id: string; readonly version: number };

const keyOf = (place: DraftPlace): string =>
  place.kind === 'new' ? 'draw-draft.new' : `draw-draft.${place.id}`;

/** For what was kept before tasks had a scene. */
const noScene: Partial<Draft> = { scene: '' };

/** What this browser kept of a task that was not saved; null when there is nothing. */
export function keptDraft(place: DraftPlace): Draft | null {
  const text = readSetting(keyOf(place));
  if (text === null || text === '') return null;
  try {
    return { ...noScene, ...(JSON.parse(text) as Draft) };
  } catch {
    return null;
  }
}

export function dropDraft(place: DraftPlace): void {
  writeSetting(keyOf(place), '');
}

/**
 * From its first save the task has an address of its own, so that reloading the page opens it. The page itself
 * stays as it is: the router is not told, because it would build the form anew under the person's hands.
 */
function standAt(id: string): void {
  const { history } = window;
  History.prototype.replaceState.call(
    history,
    history.state,
    '',
    `/draws/${id}/edit${window.location.search}`,
  );
}

async function send(place: DraftPlace, draft: Draft): Promise<CallResult<typeof createDraw>> {
  const body = { actionId: newActionId(), settings: settingsOf(draft) };
  return place.kind === 'new'
    ? callApi(createDraw, { body })
    : callApi(editDraw, { params: { id: place.id }, body: { ...body, version: place.version } });
}

export interface DraftStore {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  /** Saves what is typed; the saved draw, or null when it was refused (`error`). */
  readonly save: () => Promise<DrawView | null>;
  readonly saving: boolean;
  /** Something typed is not on the server yet. */
  readonly unsaved: boolean;
  readonly error: ApiError | null;
  readonly savedAt: string | null;
  readonly preview: DrawPreview | null;
  readonly previewing: boolean;
}

export function useDraft(first: DraftPlace, initial: Draft): DraftStore {
  const queries = useQueryClient();
  const [draft, setDraft] = useState(initial);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [stored, setStored] = useState(() =>
    first.kind === 'saved' && keptDraft(first) === null ? initial : null,
  );
  const place = useRef(first);
  const latest = useRef(initial);
  const saved = useRef<{ readonly draft: Draft; readonly view: DrawView } | null>(null);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const change = useCallback((part: Partial<Draft>) => {
    latest.current = { ...latest.current, ...part };
    writeSetting(keyOf(place.current), JSON.stringify(latest.current));
    setDraft(latest.current);
    setError(null);
  }, []);
  const saveNow = useCallback(async (): Promise<DrawView | null> => {
    const typed = latest.current;
    if (saved.current?.draft === typed) return saved.current.view;
    setSaving(true);
    const before = place.current;
    const result = await send(before, typed);
    setSaving(false);
    if (!result.ok) {
      setError(result.error);
      return null;
    }
    const view = result.value;
    place.current = { kind: 'saved', id: view.id, version: view.version };
    saved.current = { draft: typed, view };
    dropDraft(before);
    if (before.kind === 'new') standAt(view.id);
    if (latest.current !== typed) writeSetting(keyOf(place.current), JSON.stringify(latest.current));
    setStored(typed);
    setSavedAt(view.updatedAt);
    void queries.invalidateQueries({ queryKey: ['draws.list'] });
    void queries.invalidateQueries({ queryKey: ['draws.get'] });
    return view;
  }, [queries]);
  const save = useCallback(() => {
    const next = queue.current.then(saveNow);
    queue.current = next;
    return next;
  }, [saveNow]);
  const drawId = useCallback(() => (place.current.kind === 'saved' ? place.current.id : null), []);
  const { preview, previewing } = usePreview(draft, drawId);
  return { draft, change, save, saving, unsaved: draft !== stored, error, savedAt, preview, previewing };
}

const pause = 900;

/** Computes what a whole draft would draw when typing rests; nothing is saved by it. */
function usePreview(
  draft: Draft,
  drawId: () => string | null,
): { readonly preview: DrawPreview | null; readonly previewing: boolean } {
  const [preview, setPreview] = useState<DrawPreview | null>(null);
  const [previewing, setPreviewing] = useState(false);
  useEffect(() => {
    const settings = settingsOf(draft);
    if (!drawSettings.safeParse(settings).success) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      setPreviewing(true);
      void callApi(previewSettings, { body: { drawId: drawId(), settings }, signal: stop.signal })
        .then((result) => {
          setPreviewing(false);
          if (result.ok) setPreview(result.value);
        })
        .catch((failure: unknown) => {
          if (!stop.signal.aborted) throw failure;
        });
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [draft, drawId]);
  return { preview, previewing };
}
