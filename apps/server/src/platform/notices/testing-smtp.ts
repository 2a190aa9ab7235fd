/**
 * A mail server for tests, speaking SMTP over a real port of this machine: it takes mails, or refuses, stalls, hangs up,
 * answers a web page, as told. With a certificate it offers STARTTLS or speaks TLS from the first byte.
 */
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { createSecureContext, createServer as createTlsServer, TLSSocket } from 'node:tls';

export interface TakenMail {
  readonly from: string;
  readonly to: string;
  /** As it came, dots taken back. */
  readonly text: string;
  readonly user: string | null;
  readonly encrypted: boolean;
}

export interface SmtpBehaviour {
  /** Answers in place of the usual ones, by the first word of the command (`CONNECT`, `.` for the mail); null: no answer. */
  answers?: Record<string, string | null>;
  /** Hangs up at this command. */
  hangUpAt?: string;
  methods?: 'PLAIN' | 'LOGIN';
  user?: { name: string; password: string };
  /** Said together with the answer to STARTTLS, before the line is encrypted. */
  injected?: string;
}

export interface TestSmtp {
  readonly port: number;
  readonly mails: TakenMail[];
  readonly commands: string[];
  /** Mails whose text arrived whole, answered or not. */
  readonly arrived: { count: number };
  behaviour: SmtpBehaviour;
  close(): Promise<void>;
}

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export async function startSmtp(
  behaviour: SmtpBehaviour = {},
  tls: { readonly certificate: Certificate; readonly implicit: boolean } | null = null,
  port = 0,
): Promise<TestSmtp> {
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    meet(test, socket, tls);
  };
  const server = tls?.implicit === true ? createTlsServer(tls.certificate, serve) : createServer(serve);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const test: TestSmtp = {
    port: (server.address() as AddressInfo).port,
    mails: [],
    commands: [],
    arrived: { count: 0 },
    behaviour,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  return test;
}

type Tls = { readonly certificate: Certificate; readonly implicit: boolean } | null;

/** One connection. */
interface Peer {
  readonly test: TestSmtp;
  readonly tls: Tls;
  socket: Socket;
  unread: string;
  inMail: boolean;
  from: string;
  to: string;
  user: string | null;
  /** Lines of AUTH LOGIN so far, while it runs. */
  login: readonly string[] | null;
}

function meet(test: TestSmtp, socket: Socket, tls: Tls): void {
  const common = { unread: '', inMail: false, from: '', to: '', user: null, login: null };
  const peer: Peer = { test, socket, tls, ...common };
  listen(peer);
  answer(peer, 'CONNECT', '220 test.example ESMTP');
}

function listen(peer: Peer): void {
  peer.socket.on('error', () => undefined);
  peer.socket.on('data', (part: Buffer) => {
    peer.unread += part.toString('latin1');
    read(peer);
  });
}

function read(peer: Peer): void {
  for (;;) {
    const end = peer.inMail ? peer.unread.indexOf('\r\n.\r\n') : peer.unread.indexOf('\r\n');
    if (end === -1) return;
    const line = peer.unread.slice(0, end);
    peer.unread = peer.unread.slice(end + (peer.inMail ? 5 : 2));
    if (peer.inMail) takeMail(peer, line);
    else if (peer.login === null) command(peer, line);
    else loginLine(peer, peer.login, line);
  }
}

/** True when the usual answer was given. */
function answer(peer: Peer, name: string, usual: string): boolean {
  const { answers = {}, hangUpAt } = peer.test.behaviour;
  if (hangUpAt === name) {
    peer.socket.destroy();
    return false;
  }
  const said = name in answers ? answers[name] : usual;
  if (said === null || said === undefined) return false;
  peer.socket.write(`${said}\r\n`);
  return said === usual;
}

function command(peer: Peer, line: string): void {
  const word = line.split(/[ :]/)[0]?.toUpperCase() ?? '';
  peer.test.commands.push(line);
  if (word === 'EHLO') answer(peer, word, hello(peer));
  else if (word === 'STARTTLS') encrypt(peer);
  else if (word === 'AUTH') authenticate(peer, line);
  else if (word === 'MAIL') {
    if (answer(peer, word, '250 2.1.0 Ok')) peer.from = line.slice(11, -1);
  } else if (word === 'RCPT') {
    if (answer(peer, word, '250 2.1.5 Ok')) peer.to = line.slice(9, -1);
  } else if (word === 'DATA') peer.inMail = answer(peer, word, '354 End data with <CR><LF>.<CR><LF>');
  else if (word === 'QUIT') peer.socket.end('221 Bye\r\n');
  else peer.socket.write('500 what?\r\n');
}

function hello({ tls, socket, test }: Peer): string {
  const starttls = tls !== null && !(socket instanceof TLSSocket) ? ['STARTTLS'] : [];
  const { methods } = test.behaviour;
  const auth = methods === undefined ? [] : [`AUTH ${methods}`];
  const lines = ['test.example', ...starttls, ...auth, '8BITMIME'];
  return lines.map((line, i) => `250${i === lines.length - 1 ? ' ' : '-'}${line}`).join('\r\n');
}

function encrypt(peer: Peer): void {
  if (peer.tls === null) return void peer.socket.write('502 no\r\n');
  const { injected = '' } = peer.test.behaviour;
  peer.socket.write(`220 go ahead\r\n${injected}`);
  peer.socket.removeAllListeners('data');
  const secureContext = createSecureContext(peer.tls.certificate);
  peer.socket = new TLSSocket(peer.socket, { isServer: true, secureContext });
  listen(peer);
}

function authenticate(peer: Peer, line: string): void {
  const [, method, initial = ''] = line.split(' ');
  if (method === 'LOGIN') {
    peer.login = [];
    peer.socket.write('334 VXNlcm5hbWU6\r\n');
    return;
  }
  const [, name = '', password = ''] = Buffer.from(initial, 'base64').toString('utf8').split('\0');
  decide(peer, name, password);
}

function loginLine(peer: Peer, before: readonly string[], line: string): void {
  const said = [...before, Buffer.from(line, 'base64').toString('utf8')];
  peer.login = said.length < 2 ? said : null;
  if (said.length < 2) peer.socket.write('334 UGFzc3dvcmQ6\r\n');
  else decide(peer, said[0] ?? '', said[1] ?? '');
}

function decide(peer: Peer, name: string, password: string): void {
  const { user } = peer.test.behaviour;
  const fits = user !== undefined && user.name === name && user.password === password;
  if (fits) peer.user = name;
  peer.socket.write(fits ? '235 2.7.0 Ok\r\n' : '535 5.7.8 wrong\r\n');
}

function takeMail(peer: Peer, text: string): void {
  peer.inMail = false;
  const { test, from, to, user } = peer;
  test.arrived.count += 1;
  const encrypted = peer.socket instanceof TLSSocket;
  const mail = { from, to, text: text.replaceAll(/^\.\./gm, '.'), user, encrypted };
  if (answer(peer, '.', `250 2.0.0 Ok: queued as Q${test.mails.length + 1}`)) test.mails.push(mail);
}

/** Subject and body of a mail as a reader sees them. */
export function readMail(text: string): { readonly subject: string; readonly body: string } {
  const [head = '', body = ''] = text.split(/\r\n\r\n(.*)/s);
  const unfolded = head.replaceAll(/\r\n[ \t]/g, ' ');
  const subject = /^Subject: (.*)$/m.exec(unfolded)?.[1]?.trim() ?? '';
  return { subject: words(subject), body: Buffer.from(body, 'base64').toString('utf8') };
}

function words(header: string): string {
  return header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?B\?([^?]*)\?=/gi, (_whole, base64: string) =>
      Buffer.from(base64, 'base64').toString('utf8'),
    );
}
