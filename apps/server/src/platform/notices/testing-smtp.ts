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
    new Peer(test, socket, tls);
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
class Peer {
  private unread = '';
  private inMail = false;
  private from = '';
  private to = '';
  private user: string | null = null;
  private login: string[] | null = null;
  private socket: Socket;
  private readonly test: TestSmtp;
  private readonly tls: Tls;

  constructor(test: TestSmtp, socket: Socket, tls: Tls) {
    this.test = test;
    this.socket = socket;
    this.tls = tls;
    this.listen();
    this.answer('CONNECT', '220 test.example ESMTP');
  }

  private listen(): void {
    this.socket.on('error', () => undefined);
    this.socket.on('data', (part: Buffer) => {
      this.unread += part.toString('latin1');
      this.read();
    });
  }

  private read(): void {
    for (;;) {
      const end = this.inMail ? this.unread.indexOf('\r\n.\r\n') : this.unread.indexOf('\r\n');
      if (end === -1) return;
      const line = this.unread.slice(0, end);
      this.unread = this.unread.slice(end + (this.inMail ? 5 : 2));
      if (this.inMail) this.takeMail(line);
      else this.command(line);
    }
  }

  private answer(command: string, usual: string): boolean {
    const { answers = {}, hangUpAt } = this.test.behaviour;
    if (hangUpAt === command) {
      this.socket.destroy();
      return false;
    }
    const said = command in answers ? answers[command] : usual;
    if (said === null || said === undefined) return false;
    this.socket.write(`${said}\r\n`);
    return said === usual;
  }

  private command(line: string): void {
    if (this.login !== null) return this.loginLine(line);
    const word = line.split(/[ :]/)[0]?.toUpperCase() ?? '';
    this.test.commands.push(line);
    if (word === 'EHLO') this.answer(word, this.hello());
    else if (word === 'STARTTLS') this.encrypt();
    else if (word === 'AUTH') this.authenticate(line);
    else if (word === 'MAIL') {
      if (this.answer(word, '250 2.1.0 Ok')) this.from = line.slice(11, -1);
    } else if (word === 'RCPT') {
      if (this.answer(word, '250 2.1.5 Ok')) this.to = line.slice(9, -1);
    } else if (word === 'DATA') this.inMail = this.answer(word, '354 End data with <CR><LF>.<CR><LF>');
    else if (word === 'QUIT') this.socket.end('221 Bye\r\n');
    else this.socket.write('500 what?\r\n');
  }

  private hello(): string {
    const starttls = this.tls !== null && !(this.socket instanceof TLSSocket) ? ['STARTTLS'] : [];
    const { methods } = this.test.behaviour;
    const auth = methods === undefined ? [] : [`AUTH ${methods}`];
    const lines = ['test.example', ...starttls, ...auth, '8BITMIME'];
    return lines.map((line, i) => `250${i === lines.length - 1 ? ' ' : '-'}${line}`).join('\r\n');
  }

  private encrypt(): void {
    if (this.tls === null) return void this.socket.write('502 no\r\n');
    const { injected = '' } = this.test.behaviour;
    this.socket.write(`220 go ahead\r\n${injected}`);
    this.socket.removeAllListeners('data');
    const secureContext = createSecureContext(this.tls.certificate);
    this.socket = new TLSSocket(this.socket, { isServer: true, secureContext });
    this.listen();
  }

  private authenticate(line: string): void {
    const [, method, initial = ''] = line.split(' ');
    if (method === 'LOGIN') {
      this.login = [];
      this.socket.write('334 VXNlcm5hbWU6\r\n');
      return;
    }
    const [, name = '', password = ''] = Buffer.from(initial, 'base64').toString('utf8').split('\0');
    this.decide(name, password);
  }

  private loginLine(line: string): void {
    const said = [...(this.login ?? []), Buffer.from(line, 'base64').toString('utf8')];
    this.login = said.length < 2 ? said : null;
    if (said.length < 2) this.socket.write('334 UGFzc3dvcmQ6\r\n');
    else this.decide(said[0] ?? '', said[1] ?? '');
  }

  private decide(name: string, password: string): void {
    const { user } = this.test.behaviour;
    const fits = user !== undefined && user.name === name && user.password === password;
    if (fits) this.user = name;
    this.socket.write(fits ? '235 2.7.0 Ok\r\n' : '535 5.7.8 wrong\r\n');
  }

  private takeMail(text: string): void {
    this.inMail = false;
    this.test.arrived.count += 1;
    const mail = {
      from: this.from,
      to: this.to,
      text: text.replaceAll(/^\.\./gm, '.'),
      user: this.user,
      encrypted: this.socket instanceof TLSSocket,
    };
    if (this.answer('.', `250 2.0.0 Ok: queued as Q${this.test.mails.length + 1}`))
      this.test.mails.push(mail);
  }
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
