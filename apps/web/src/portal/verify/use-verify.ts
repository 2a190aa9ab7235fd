/** One verification at a time in a worker: its progress, its report, the way to stop it. */
import type { StepId } from '@mingcha/draw';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Announced, VerifyFiles, VerifyNews, VerifyOrder, VerifyReport } from './verify-messages.ts';

export type VerifyState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'running'; readonly step: StepId; readonly part: number }
  | { readonly kind: 'done'; readonly report: VerifyReport }
  | { readonly kind: 'failed'; readonly why: 'download' | 'file' | 'crash' };

export interface Verification {
  readonly state: VerifyState;
  /** Reads the files as told and verifies them; a second call replaces the first. */
  readonly run: (read: (signal: AbortSignal) => Promise<VerifyFiles | 'download' | 'file'>) => void;
  readonly stop: () => void;
}

export function useVerify(makeWorker: () => Worker, announced: Announced | null): Verification {
  const [state, setState] = useState<VerifyState>({ kind: 'idle' });
  const running = useRef<{ stop: () => void } | null>(null);
  const stop = useCallback(() => {
    running.current?.stop();
    running.current = null;
    setState({ kind: 'idle' });
  }, []);
  useEffect(() => () => running.current?.stop(), []);
  const run: Verification['run'] = (read) => {
    running.current?.stop();
    const abort = new AbortController();
    let worker: Worker | null = null;
    running.current = {
      stop: () => {
        abort.abort();
        worker?.terminate();
      },
    };
    setState({ kind: 'loading' });
    const begin = async (): Promise<void> => {
      const files = await read(abort.signal);
      if (abort.signal.aborted) return;
      if (typeof files === 'string') {
        setState({ kind: 'failed', why: files });
        return;
      }
      worker = startWorker(makeWorker, { files, announced }, setState);
    };
    begin().catch(() => {
      if (!abort.signal.aborted) setState({ kind: 'failed', why: 'crash' });
    });
  };
  return { state, run, stop };
}

function startWorker(
  makeWorker: () => Worker,
  order: VerifyOrder,
  setState: (state: VerifyState) => void,
): Worker {
  const worker = makeWorker();
  worker.addEventListener('message', (event: MessageEvent<VerifyNews>) => {
    const news = event.data;
    if (news.kind === 'progress') setState({ kind: 'running', step: news.step, part: news.part });
    else {
      setState({ kind: 'done', report: news.report });
      worker.terminate();
    }
  });
  worker.addEventListener('error', () => {
    setState({ kind: 'failed', why: 'crash' });
    worker.terminate();
  });
  setState({ kind: 'running', step: 'document', part: 0 });
  worker.postMessage(order);
  return worker;
}
