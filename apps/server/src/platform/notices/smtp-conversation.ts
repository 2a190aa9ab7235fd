/** The lines of an SMTP conversation: one command, one reply of one or more lines, each bounded in time and size. */
import type { Socket } from 'node:net';

export interface Reply {
  readonly code: number;
  readonly text: string;
  readonly lines: readonly string[];
}

/** Why a mail was not taken; `problem` is a word of the catalogue `notice.problem.*`. */
export class SmtpProblem extends Error {
  readonly problem: string;
  readonly detail: string;
  constructor(problem: string, detail: string) {
    super(`${problem} ${detail}`);
    this.problem = problem;
    this.detail = detail;
  }
}

export interface Conversation {
  /** Sends a line and waits for the reply. */
  ask(line: string): Promise<Reply>;
  /** As `ask`, and fails with `problem` unless the reply has the code. */
  say(line: string, code: number, problem: string): Promise<Reply>;
  expect(code: number, problem: string): Promise<Reply>;
  sayLast(line: string): void;
  /** Gives the socket up to somebody else; fails when the other side has said more than it was asked. */
  leave(): void;
}

const maxReplyBytes = 16 * 1024;

/** What came in over a socket and has not been read; wakes whoever waits for more. */
interface Incoming {
  unread: string;
  ended: SmtpProblem | null;
  wake: (() => void) | null;
  end(problem: SmtpProblem): void;
  /** Gives the socket up. */
  leave(): void;
}

function listen(socket: Socket): Incoming {
  const onData = (part: Buffer): void => {
    incoming.unread += part.toString('latin1');
    if (incoming.unread.length > maxReplyBytes) incoming.end(new SmtpProblem('tooLong', ''));
    incoming.wake?.();
  };
  const onEnd = (): void => incoming.end(new SmtpProblem('connection', 'closed'));
  const onError = (error: NodeJS.ErrnoException): void =>
    incoming.end(new SmtpProblem('connection', error.code ?? ''));
  socket.on('data', onData).on('close', onEnd).on('end', onEnd).on('error', onError);
  const incoming: Incoming = {
    unread: '',
    ended: null,
    wake: null,
    end: (problem) => {
      incoming.ended ??= problem;
      incoming.wake?.();
    },
    // The listener for errors stays: a late one must not end the process.
    leave: () => void socket.off('data', onData).off('close', onEnd).off('end', onEnd),
  };
  return incoming;
}

/** The next reply, unless time runs out or the other side goes. */
async function nextReply(incoming: Incoming, stepMs: number, end: AbortSignal): Promise<Reply> {
  const stop = (): void => incoming.end(new SmtpProblem('timeout', ''));
  const late = setTimeout(stop, stepMs);
  end.addEventListener('abort', stop, { once: true });
  try {
    if (end.aborted) stop();
    for (;;) {
      const found = takeReply(incoming.unread);
      if (found !== null) {
        incoming.unread = incoming.unread.slice(found.length);
        return found.reply;
      }
      if (incoming.ended !== null) throw incoming.ended;
      await new Promise<void>((resolve) => {
        incoming.wake = resolve;
      });
    }
  } finally {
    clearTimeout(late);
    end.removeEventListener('abort', stop);
  }
}

/** Speaks over a connected socket until `end`. */
export function converse(socket: Socket, stepMs: number, end: AbortSignal): Conversation {
  const incoming = listen(socket);
  const send = (line: string): void => {
    if (incoming.ended === null) socket.write(`${line}\r\n`);
  };
  const expect = async (code: number, problem: string): Promise<Reply> => {
    const got = await nextReply(incoming, stepMs, end);
    if (got.code !== code) throw new SmtpProblem(problem, `${got.code} ${got.text}`.slice(0, 200));
    return got;
  };
  return {
    ask: (line) => {
      send(line);
      return nextReply(incoming, stepMs, end);
    },
    say: (line, code, problem) => {
      send(line);
      return expect(code, problem);
    },
    expect,
    sayLast: send,
    leave: () => {
      incoming.leave();
      if (incoming.unread !== '') throw new SmtpProblem('injected', '');
    },
  };
}

/** The first whole reply in the text with its length, or null. Throws on what is no reply. */
function takeReply(text: string): { readonly reply: Reply; readonly length: number } | null {
  const lines: string[] = [];
  let at = 0;
  for (;;) {
    const next = text.indexOf('\n', at);
    if (next === -1) return null;
    const line = text.slice(at, next).replace(/\r$/, '');
    at = next + 1;
    const match = /^(\d{3})([ -]?)(.*)$/.exec(line);
    if (match === null) throw new SmtpProblem('notSmtp', '');
    lines.push((match[3] ?? '').replaceAll(/[^\u0020-\u007e]/g, '?'));
    if (match[2] !== '-')
      return { reply: { code: Number(match[1]), text: lines.join(' '), lines }, length: at };
  }
}
