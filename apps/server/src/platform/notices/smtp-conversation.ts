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

/** Speaks over a connected socket until `end`. */
export function converse(socket: Socket, stepMs: number, end: AbortSignal): Conversation {
  let unread = '';
  let ended: SmtpProblem | null = null;
  let wake: (() => void) | null = null;
  const onData = (part: Buffer): void => {
    unread += part.toString('latin1');
    if (unread.length > maxReplyBytes) ended = new SmtpProblem('tooLong', '');
    wake?.();
  };
  const onEnd = (): void => {
    ended ??= new SmtpProblem('connection', 'closed');
    wake?.();
  };
  const onError = (error: NodeJS.ErrnoException): void => {
    ended ??= new SmtpProblem('connection', error.code ?? '');
    wake?.();
  };
  socket.on('data', onData).on('close', onEnd).on('end', onEnd).on('error', onError);

  const reply = async (): Promise<Reply> => {
    const late = setTimeout(stop, stepMs);
    end.addEventListener('abort', stop, { once: true });
    function stop(): void {
      ended ??= new SmtpProblem('timeout', '');
      wake?.();
    }
    try {
      if (end.aborted) stop();
      for (;;) {
        const found = takeReply(unread);
        if (found !== null) {
          unread = unread.slice(found.length);
          return found.reply;
        }
        if (ended !== null) throw ended;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      clearTimeout(late);
      end.removeEventListener('abort', stop);
    }
  };
  const send = (line: string): void => {
    if (ended === null) socket.write(`${line}\r\n`);
  };
  const expect = async (code: number, problem: string): Promise<Reply> => {
    const got = await reply();
    if (got.code !== code) throw new SmtpProblem(problem, `${got.code} ${got.text}`.slice(0, 200));
    return got;
  };
  return {
    ask: (line) => {
      send(line);
      return reply();
    },
    say: (line, code, problem) => {
      send(line);
      return expect(code, problem);
    },
    expect,
    sayLast: send,
    leave: () => {
      socket.off('data', onData).off('close', onEnd).off('end', onEnd);
      if (unread !== '') throw new SmtpProblem('injected', '');
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
    // oxlint-disable-next-line no-control-regex -- what the other side says is shown to people
    lines.push((match[3] ?? '').replaceAll(/[^\u0020-\u007e]/g, '?'));
    if (match[2] !== '-')
      return { reply: { code: Number(match[1]), text: lines.join(' '), lines }, length: at };
  }
}
