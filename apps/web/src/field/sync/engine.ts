/**
 * The sync engine: one per person and browser, in whichever tab leads. It seals drafts, sends records in order, then
 * files, then fetches the pack; it never throws anything away and tells what it does. "Sending" lives in its memory
 * only, so nothing is shown as under way that is not.
 */
import { elapsedMs, nowInstant, nowMs } from '../../shared/platform/clock.ts';
import { changeFile, giveUpDelivered } from '../store/files.ts';
import { dropOld, sealDrafts, waitAgain } from '../store/journal.ts';
import { type Kept, saveNote, savePacked } from '../store/kept.ts';
import { dayMs, keptDays } from '../store/kept-state.ts';
import { pauseAfter, throwDie } from './backoff.ts';
import { type Problem, syncNote } from './exchange.ts';
import { fetchPack } from './fetch-pack.ts';
import { sendFiles } from './send-files.ts';
import { sendRecords } from './send-records.ts';

export type Link =
  | 'starting'
  | 'online'
  /** Nothing answers. */
  | 'offline'
  /** A gateway or an overloaded server answers. */
  | 'busy'
  /** Somebody else answers. */
  | 'notOurs'
  | 'signedOut'
  /** The account or the device is not accepted any more. */
  | 'refused';

export interface EngineState {
  readonly link: Link;
  /** Ids of records and files on the wire. */
  readonly sending: ReadonlySet<string>;
  /** By the phone's clock, milliseconds; null when nothing is planned. */
  readonly nextTryAt: number | null;
  readonly working: boolean;
  /** The tasks are on their way. */
  readonly fetching: boolean;
  /** Code of the refusal when `refused`. */
  readonly code: string | null;
}

export interface Engine {
  readonly now: () => EngineState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Something new is here: send it soon, unless a failure has just asked for patience. */
  readonly wake: () => void;
  /** At once: somebody pressed 重试, or the network came back. */
  readonly tryNow: () => void;
  /** At once, and until the server has answered nothing says any more that the session is over. */
  readonly signedIn: () => void;
  /** Refused things wait again, then everything is tried. */
  readonly tryRefused: (ids: ReadonlySet<string> | 'all') => Promise<void>;
  readonly stop: () => void;
}

/** Typing goes on for a while; drafts become records after this pause, milliseconds. */
const draftPause = 1500;
const packEvery = 5 * 60_000;
const packAfterSending = 30_000;

export function startEngine(kept: Kept, options: { readonly refused: boolean }): Engine {
  const first: Link = options.refused ? 'refused' : 'starting';
  const body = engineBody(
    kept,
    { link: first, sending: new Set(), nextTryAt: null, working: false, fetching: false, code: null },
    options.refused,
  );
  const stopLeading = options.refused ? () => {} : lead(`mingcha-engine-${kept.slot}`, body.begin);
  const stopEvents = followEvents(kept, body);
  return {
    now: body.now,
    subscribe: body.subscribe,
    wake: body.wake,
    tryNow: body.tryNow,
    signedIn: body.signedIn,
    tryRefused: async (ids) => {
      await waitAgain(kept, ids);
      for (const file of kept.now().files)
        if (file.state === 'attention' && (ids === 'all' || ids.has(file.id)))
          await changeFile(kept, file.id, { state: 'waiting', code: null });
      body.tryNow();
    },
    stop: () => {
      stopEvents();
      stopLeading();
      body.end();
    },
  };
}

const storeProblem: Problem = { link: 'busy', code: 'field.store_failed' };

type Body = ReturnType<typeof engineBody>;

// oxlint-disable-next-line max-lines-per-function -- one closure holds the engine's few variables
function engineBody(kept: Kept, start: EngineState, refused: boolean) {
  let state = start;
  let leading = false;
  let running = false;
  let again: 'no' | 'soon' | 'now' = 'no';
  let failures = 0;
  let packAt = Number.NEGATIVE_INFINITY;
  let fetching = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();
  const others =
    typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`mingcha-engine-${kept.slot}`);
  const show = (next: Partial<EngineState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
    if (leading) others?.postMessage({ state });
  };
  const plan = (pause: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), pause);
  };
  const sending = (ids: ReadonlySet<string>) => show({ sending: ids });

  /** What stopped the sending; `quiet` when there was nothing to send, so that nobody was asked. */
  async function round(): Promise<Problem | 'quiet' | null> {
    await sealDrafts(kept);
    const sent = await sendRecords(kept, { sending, failures });
    if (sent.problem !== null) return sent.problem;
    // The server has answered: photos may take long, and nobody is offline meanwhile.
    if (sent.any) show({ link: 'online', code: null });
    const files = await sendFiles(kept, { sending });
    if (files.problem !== null) return files.problem;
    const any = sent.any || files.any;
    if (elapsedMs() - packAt > (any ? packAfterSending : packEvery)) void refresh();
    return any ? null : 'quiet';
  }

  /** Beside the sending: a large pack on a narrow network must not hold up what was written. */
  async function refresh(): Promise<void> {
    if (fetching) return;
    fetching = true;
    show({ fetching: true });
    const problem = await fetchPack(kept).catch((): Problem => storeProblem);
    fetching = false;
    show({ fetching: false });
    if (problem === null) packAt = elapsedMs();
    if (running || !leading) return;
    // What waits to be sent finds out by itself how the network is: a pack that came says nothing of it.
    if (!hasWaiting()) await finish(problem);
    else if (state.nextTryAt === null) plan(draftPause);
  }

  function hasWaiting(): boolean {
    const { drafts, records } = kept.now();
    return drafts.length > 0 || records.some((row) => row.state === 'waiting');
  }

  async function run(): Promise<void> {
    if (!leading || refused) return;
    if (running) {
      if (again === 'no') again = 'soon';
      return;
    }
    running = true;
    clearTimeout(timer);
    show({ working: true, nextTryAt: null });
    const problem = await round().catch((): Problem => storeProblem);
    running = false;
    if (problem === 'quiet') rest();
    else await finish(problem);
    const asked = again;
    again = 'no';
    if (asked === 'soon') wake();
    // Somebody pressed 重试 during a round that failed: the network may have come back since it began.
    else if (asked === 'now') tryNow();
  }

  /** Nothing was sent: what is known of the network stays as it was. */
  function rest(): void {
    show({ working: false });
    plan(packEvery);
  }

  async function finish(problem: Problem | null): Promise<void> {
    if (problem === null) {
      failures = 0;
      await saveNote(kept, 'sync', { ...syncNote(kept), lastSyncAt: nowInstant() });
      await tidy();
      show({ link: 'online', working: false, sending: new Set(), nextTryAt: null, code: null });
      return plan(packEvery);
    }
    failures += 1;
    if (problem.code === 'visit.device_revoked') await wipeSent();
    const pause = pauseAfter(failures, throwDie());
    const waits = problem.link !== 'signedOut' && problem.link !== 'refused';
    show({
      link: problem.link,
      working: false,
      sending: new Set(),
      nextTryAt: waits ? nowMs() + pause : null,
      code: problem.code,
    });
    if (waits) plan(pause);
  }

  /** By the server's clock, and only after it was heard: a phone whose clock jumped must not think that a month passed. */
  async function tidy(): Promise<void> {
    const limit = nowMs() + syncNote(kept).offsetMs - keptDays * dayMs;
    await dropOld(kept, limit);
    await giveUpDelivered(kept, limit);
  }

  /** The device was revoked: what the server has goes from this phone; what it does not have stays, sealed, for the rescue. */
  async function wipeSent(): Promise<void> {
    await savePacked(kept, []);
    await giveUpDelivered(kept);
    await dropOld(kept);
  }

  function wake(): void {
    if (!leading) {
      others?.postMessage('wake');
      return;
    }
    if (running) again = again === 'now' ? 'now' : 'soon';
    else if (state.link === 'online' || state.link === 'starting') plan(draftPause);
    else void sealDrafts(kept);
  }

  function tryNow(): void {
    if (!leading) {
      others?.postMessage('tryNow');
      return;
    }
    failures = 0;
    packAt = Number.NEGATIVE_INFINITY;
    if (running) again = 'now';
    else void run();
  }

  function signedIn(): void {
    if (leading) show({ link: 'starting', code: null });
    tryNow();
  }

  if (others !== null)
    others.onmessage = ({ data }: MessageEvent<'wake' | 'tryNow' | { readonly state: EngineState }>) => {
      if (data === 'wake') {
        if (leading) wake();
      } else if (data === 'tryNow') {
        if (leading) tryNow();
      } else if (!leading) show(data.state);
    };

  return {
    now: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wake,
    tryNow,
    signedIn,
    begin: () => {
      leading = true;
      void run();
    },
    end: () => {
      leading = false;
      clearTimeout(timer);
      others?.close();
    },
    /** The network says that it went or came; the failure count does not matter to it. */
    networkGone: () => show({ link: state.link === 'refused' ? 'refused' : 'offline' }),
  };
}

/** Leads as soon as no other tab does; the returned function gives the lead back. */
function lead(name: string, begin: () => void): () => void {
  const locks = (navigator as { readonly locks?: LockManager }).locks;
  if (locks === undefined) {
    begin();
    return () => {};
  }
  let release = () => {};
  const stop = new AbortController();
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  void locks
    .request(name, { signal: stop.signal }, () => {
      begin();
      return held;
    })
    .catch(() => undefined);
  return () => {
    stop.abort();
    release();
  };
}

function followEvents(kept: Kept, body: Body): () => void {
  const seen = () => {
    if (document.visibilityState === 'visible') body.tryNow();
    else void sealDrafts(kept);
  };
  window.addEventListener('online', body.tryNow);
  window.addEventListener('offline', body.networkGone);
  document.addEventListener('visibilitychange', seen);
  return () => {
    window.removeEventListener('online', body.tryNow);
    window.removeEventListener('offline', body.networkGone);
    document.removeEventListener('visibilitychange', seen);
  };
}
