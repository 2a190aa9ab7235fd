/**
 * Hands one mail to the administrator's SMTP server over a connection of its own, and says which of four things happened:
 * taken, not taken for now, refused for good, or unknown. nodemailer speaks; here stand our conditions (no password over an
 * unencrypted line unless the operator lists the gateway, everything bounded in time and size) and the reading of what came
 * back. It knows nothing of notices; the mail is text that `mailText` made.
 */
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { GatewayAddress } from '../outside/gateway-address.ts';

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
  /** Without a word of the other side. */
  readonly stepMs: number;
  readonly totalMs: number;
}

const maxReplyBytes = 16 * 1024;

/** `problem` is a word of the catalogue `notice.problem.*`. */
const deferred = (problem: string, detail: string): SmtpOutcome => ({
  kind: 'deferred',
  server: true,
  problem,
  detail: shown(detail),
});

/** Hands one mail over. Never throws for what the other side does. */
export async function submitMail(server: SmtpServer, mail: SmtpMail, times: SmtpTimes): Promise<SmtpOutcome> {
  if (server.security === 'none' && !server.to.listed) return deferred('plain', server.host);
  const watch = { wasForged: false, isHandedOver: false };
  const connection = new SMTPConnection({
    ...settingsOf(server, times),
    logger: watchfulLogger(() => {
      watch.wasForged = true;
    }),
  });
  const { promise: broken, reject } = Promise.withResolvers<never>();
  // Stays: a late error of a connection that was given up ends nobody.
  connection.on('error', reject);
  broken.catch(() => undefined);
  const late = setTimeout(() => reject(problemError('timeout')), times.totalMs);
  try {
    const steps = { connection, server, mail, watch };
    return await Promise.race([converse(steps), broken]);
  } catch (error) {
    return outcomeOf(error as SmtpError, watch.isHandedOver);
  } finally {
    clearTimeout(late);
    connection.close();
  }
}

function settingsOf(server: SmtpServer, times: SmtpTimes): SMTPConnection.Options {
  const isName = /[a-z]/i.test(server.host) && !server.host.includes(':');
  return {
    host: server.to.address,
    port: server.port,
    name: 'mingcha.local',
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    ...(isName ? { servername: server.host } : {}),
    tls: { minVersion: 'TLSv1.2', ...(server.ca === undefined ? {} : { ca: server.ca }) },
    connectionTimeout: times.totalMs,
    greetingTimeout: times.stepMs,
    socketTimeout: times.stepMs,
    maxResponseSize: maxReplyBytes,
  };
}

interface Steps {
  readonly connection: SMTPConnection;
  readonly server: SmtpServer;
  readonly mail: SmtpMail;
  readonly watch: { readonly wasForged: boolean; isHandedOver: boolean };
}

async function converse({ connection, server, mail, watch }: Steps): Promise<SmtpOutcome> {
  await new Promise<void>((resolve, reject) => {
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
  if (watch.wasForged) throw problemError('injected');
  const { user, password } = server;
  if (user !== null) {
    if (!connection.allowsAuth) throw problemError('signIn');
    await new Promise<void>((resolve, reject) => {
      connection.login({ user, pass: password ?? '' }, (error) => (error ? reject(error) : resolve()));
    });
  }
  const text = Readable.from([Buffer.from(mail.text, 'utf8')]);
  text.once('end', () => {
    watch.isHandedOver = true;
  });
  const envelope = { from: mail.from, to: [mail.to] };
  const reply = await new Promise<string>((resolve, reject) => {
    connection.send(envelope, text, (error, info) => (error ? reject(error) : resolve(info?.response ?? '')));
  });
  connection.quit();
  return { kind: 'accepted', reply: shown(reply.replace(/^\d{3}[ -]/, '')) };
}

/** An error of the library, or one of ours with the word of its problem. */
interface SmtpError extends Error {
  readonly problem?: string;
  readonly code?: string;
  /** Code of the system's error beneath it. */
  readonly originalCode?: string;
  /** The command that was answered. */
  readonly command?: string;
  readonly response?: string | false;
  readonly responseCode?: number;
}

const problemError = (problem: string): SmtpError => Object.assign(new Error(problem), { problem });

/** The reply in one line of plain characters. */
function shown(reply: string): string {
  return reply
    .replaceAll('\n', ' ')
    .replaceAll(/[^\u0020-\u007e]/g, '?')
    .slice(0, 200);
}

function outcomeOf(error: SmtpError, isHandedOver: boolean): SmtpOutcome {
  const reply = typeof error.response === 'string' ? error.response : '';
  const code = error.responseCode ?? 0;
  const command = error.command ?? '';
  if (code >= 400 && (isHandedOver || /^(?:RCPT TO|DATA|MAIL FROM)/.test(command)))
    return refusal(command, code, reply);
  const [problem, detail] = problemOf(error, reply);
  if (isHandedOver) return { kind: 'uncertain', problem, detail: shown(detail) };
  return deferred(problem, detail);
}

function refusal(command: string, code: number, reply: string): SmtpOutcome {
  if (command === 'MAIL FROM') return deferred('sender', reply);
  if (code >= 500) return { kind: 'refused', problem: 'refused', detail: shown(reply) };
  return { kind: 'deferred', server: code === 421, problem: 'busy', detail: shown(reply) };
}

/** The word of the problem and what the other side said. */
function problemOf(error: SmtpError, reply: string): readonly [problem: string, detail: string] {
  const { problem, code, command = '' } = error;
  if (problem !== undefined) return [problem, ''];
  if (code === 'ETIMEDOUT') return ['timeout', ''];
  if (code === 'EAUTH') return ['signIn', reply];
  if (command === 'STARTTLS') return ['noTls', reply];
  if (/exceeds maximum/.test(error.message)) return ['tooLong', ''];
  if (code === 'EPROTOCOL' || command === 'EHLO')
    return /^\d{3}(?:[ -]|$)/.test(reply) ? ['greeting', reply] : ['notSmtp', ''];
  return ['connection', error.originalCode ?? (reply === '' ? (code ?? error.message) : reply)];
}

/** The library tells its logger, and nobody else, that something was said in the clear after STARTTLS. */
function watchfulLogger(onForged: () => void) {
  const quiet = (): void => undefined;
  const warn = (entry?: unknown): void => {
    if (typeof entry === 'object' && entry !== null && 'discarded' in entry) onForged();
  };
  return { trace: quiet, debug: quiet, info: quiet, warn, error: quiet, fatal: quiet };
}
