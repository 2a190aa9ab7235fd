/**
 * A small SMTP submission client (RFC 5321, 3207, 4954, 8314): one mail per connection, implicit TLS or STARTTLS, AUTH
 * PLAIN or LOGIN, every step bounded in time and size. Passwords never go over an unencrypted line unless the operator
 * lists the gateway. It knows nothing of notices; the mail is text that `mailText` made.
 */
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { GatewayAddress } from '../outside/gateway-address.ts';
import { type Conversation, converse, type Reply, SmtpProblem } from './smtp-conversation.ts';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  readonly to: GatewayAddress;
  /** `none` only where the operator lists the gateway. */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user: string | null;
  readonly password: string | null;
  /** Certificates to trust beside the usual ones (PEM). */
  readonly ca?: string;
}

export interface SmtpMail {
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

export type SmtpOutcome =
  | { readonly kind: 'accepted'; readonly reply: string }
  /** Nothing was taken. `server`: it concerns every mail, not this one. */
  | { readonly kind: 'deferred'; readonly server: boolean; readonly problem: string; readonly detail: string }
  | { readonly kind: 'refused'; readonly problem: string; readonly detail: string }
  /** The whole mail was handed over and no answer came. */
  | { readonly kind: 'uncertain'; readonly problem: string; readonly detail: string };

export interface SmtpTimes {
  /** For each step. */
  readonly stepMs: number;
  readonly totalMs: number;
}

/** Hands one mail over. Never throws for what the other side does. */
export async function submitMail(server: SmtpServer, mail: SmtpMail, times: SmtpTimes): Promise<SmtpOutcome> {
  const progress: Progress = { handedOver: false, socket: null };
  const end = AbortSignal.timeout(times.totalMs);
  try {
    return await submit({ server, mail, times, end, progress });
  } catch (error) {
    const { problem, detail } =
      error instanceof SmtpProblem ? error : new SmtpProblem('connection', codeOf(error));
    if (progress.handedOver) return { kind: 'uncertain', problem, detail };
    return { kind: 'deferred', server: true, problem, detail };
  } finally {
    progress.socket?.destroySoon();
  }
}

interface Progress {
  handedOver: boolean;
  socket: Socket | null;
}

function codeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code ?? message).slice(0, 200);
}

interface Submission {
  readonly server: SmtpServer;
  readonly mail: SmtpMail;
  readonly times: SmtpTimes;
  readonly end: AbortSignal;
  readonly progress: Progress;
}

async function submit(submission: Submission): Promise<SmtpOutcome> {
  const { server, mail, progress } = submission;
  const { talk, features } = await reach(submission);
  if (server.user !== null) await authenticate(talk, server, features);
  const steps: readonly (readonly [string, number])[] = [
    [`MAIL FROM:<${mail.from}>`, 250],
    [`RCPT TO:<${mail.to}>`, 25],
    ['DATA', 354],
  ];
  for (const [command, code] of steps) {
    const reply = await talk.ask(command);
    if (!fits(reply, code)) return refusal(reply, command.startsWith('MAIL'));
  }
  progress.handedOver = true;
  const reply = await talk.ask(`${dotted(mail.text)}.`);
  if (!fits(reply, 250)) return refusal(reply, false);
  talk.sayLast('QUIT');
  return { kind: 'accepted', reply: reply.text.slice(0, 200) };
}

interface Reached {
  readonly talk: Conversation;
  readonly features: readonly string[];
}

/** Connects and says hello, encrypted as the settings say. */
async function reach({ server, times, end, progress }: Submission): Promise<Reached> {
  progress.socket = await open(server, times, end);
  let talk = converse(progress.socket, times.stepMs, end);
  await talk.expect(220, 'greeting');
  let features = await hello(talk);
  if (server.security === 'starttls') {
    if (!features.includes('STARTTLS')) throw new SmtpProblem('noTls', '');
    await talk.say('STARTTLS', 220, 'noTls');
    // What was said before the line was encrypted must not count after it.
    talk.leave();
    progress.socket = await encrypt(server, progress.socket, times);
    talk = converse(progress.socket, times.stepMs, end);
    features = await hello(talk);
  }
  return { talk, features };
}

function fits(reply: Reply, code: number): boolean {
  return code === 25 ? Math.floor(reply.code / 10) === 25 : reply.code === code;
}

function refusal(reply: Reply, ofSender: boolean): SmtpOutcome {
  const detail = `${reply.code} ${reply.text}`.slice(0, 200);
  if (ofSender) return { kind: 'deferred', server: true, problem: 'sender', detail };
  if (reply.code >= 500) return { kind: 'refused', problem: 'refused', detail };
  return { kind: 'deferred', server: reply.code === 421, problem: 'busy', detail };
}

async function hello(talk: Conversation): Promise<readonly string[]> {
  const reply = await talk.say('EHLO mingcha.local', 250, 'greeting');
  return reply.lines.map((line) => line.toUpperCase());
}

async function authenticate(
  talk: Conversation,
  server: SmtpServer,
  features: readonly string[],
): Promise<void> {
  const methods = features.find((line) => line.startsWith('AUTH'))?.split(/[ =]/) ?? [];
  const [user, password] = [server.user ?? '', server.password ?? ''];
  const encoded = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
  if (methods.includes('PLAIN')) {
    await talk.say(`AUTH PLAIN ${encoded(`\0${user}\0${password}`)}`, 235, 'signIn');
  } else if (methods.includes('LOGIN')) {
    await talk.say('AUTH LOGIN', 334, 'signIn');
    await talk.say(encoded(user), 334, 'signIn');
    await talk.say(encoded(password), 235, 'signIn');
  } else throw new SmtpProblem('signIn', methods.join(' '));
}

/** A line that begins with a dot gets another one (RFC 5321 §4.5.2). */
function dotted(text: string): string {
  return text.replaceAll(/^\./gm, '..');
}

function open(server: SmtpServer, times: SmtpTimes, end: AbortSignal): Promise<Socket> {
  const { address, family } = server.to;
  if (server.security === 'none' && !server.to.listed) throw new SmtpProblem('plain', server.host);
  const target = { host: address, port: server.port, family };
  return server.security === 'tls'
    ? ready(connectTls({ ...target, ...tlsOf(server) }), 'secureConnect', { times, end })
    : ready(connect(target), 'connect', { times, end });
}

function encrypt(server: SmtpServer, socket: Socket, times: SmtpTimes): Promise<Socket> {
  const wait = { times, end: AbortSignal.timeout(times.stepMs) };
  return ready(connectTls({ socket, ...tlsOf(server) }), 'secureConnect', wait);
}

function tlsOf(server: SmtpServer) {
  const isName = /[a-z]/i.test(server.host) && !server.host.includes(':');
  return {
    minVersion: 'TLSv1.2' as const,
    ...(isName ? { servername: server.host } : {}),
    ...(server.ca === undefined ? {} : { ca: server.ca }),
  };
}

interface Wait {
  readonly times: SmtpTimes;
  readonly end: AbortSignal;
}

function ready(socket: Socket, event: 'connect' | 'secureConnect', wait: Wait): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    };
    const timer = setTimeout(() => fail(new SmtpProblem('timeout', event)), wait.times.stepMs);
    const stop = (): void => fail(new SmtpProblem('timeout', event));
    wait.end.addEventListener('abort', stop, { once: true });
    // Stays, so that a late error of a socket that was given up ends nobody.
    socket.on('error', fail);
    socket.once(event, () => {
      clearTimeout(timer);
      wait.end.removeEventListener('abort', stop);
      resolve(socket);
    });
  });
}
