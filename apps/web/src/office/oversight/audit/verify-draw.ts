/** One computation of a draw in the auditor's own browser: fetches the bundle, compares its digest, lets a worker verify it. */
import type { ViewStep } from '@mingcha/core/draws/verify-view.ts';
import { useEffect, useRef, useState } from 'react';

export interface DrawOrder {
  readonly bundle: Uint8Array;
}
export interface DrawVerdict {
  readonly ok: boolean;
  readonly steps: readonly ViewStep[];
}
export type DrawComputation =
  | { readonly kind: 'idle' | 'running' | 'differs' | 'failed' }
  | { readonly kind: 'done'; readonly verdict: DrawVerdict };

/** Runs on demand; `sha256` is the digest that the record names. */
export function useDrawComputation(address: string, sha256: string | null) {
  const [state, setState] = useState<DrawComputation>({ kind: 'idle' });
  const worker = useRef<Worker | null>(null);
  useEffect(() => () => worker.current?.terminate(), []);
  const run = async (): Promise<void> => {
    setState({ kind: 'running' });
    const response = await fetch(address).catch(() => null);
    if (response === null || !response.ok) return setState({ kind: 'failed' });
    const bundle = new Uint8Array(await response.arrayBuffer());
    if ((await digestOf(bundle)) !== sha256) return setState({ kind: 'differs' });
    worker.current?.terminate();
    const made = new Worker(new URL('./verify-draw-worker.ts', import.meta.url), { type: 'module' });
    worker.current = made;
    made.addEventListener('message', (event: MessageEvent<DrawVerdict>) =>
      setState({ kind: 'done', verdict: event.data }),
    );
    made.addEventListener('error', () => setState({ kind: 'failed' }));
    made.postMessage({ bundle } satisfies DrawOrder);
  };
  return { state, run };
}

async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
