/** Somebody at work: a session that asks the server as our own pages do, for what a journey does not show. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { RunningServer } from './running-server.ts';

/** What people of the journeys choose as their own password. */
export const ownPassword = 'Willow-River-58';

export interface Reply {
  readonly status: number;
  // Journeys look into replies of every shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

export interface Person {
  readonly signInName: string;
  /** The session, for a browser of the same person. */
  readonly cookie: string;
  get(path: string): Promise<Reply>;
  /** Sends a write with a new action id. */
  post(path: string, body?: object): Promise<Reply>;
  put(path: string, body: object): Promise<Reply>;
  delete(path: string, body?: object): Promise<Reply>;
  /** Multipart: the members of `fields`, then the file; the route says where the action id stands. */
  upload(
    path: string,
    file: { readonly name: string; readonly bytes: Uint8Array },
    fields?: object,
  ): Promise<Reply>;
}

/** Nobody in particular: a citizen, or a party's phone. */
export function stranger(server: RunningServer): Person {
  return personWith(server, { signInName: '', cookie: '' });
}

/** Somebody whose session was opened elsewhere, such as an enterprise's. */
export function holder(server: RunningServer, cookie: string): Person {
  return personWith(server, { signInName: '', cookie });
}

/** Signs in with the one-time password, replaces it, and works with the new one. */
export async function enter(
  server: RunningServer,
  signInName: string,
  oneTime: string = server.oneTimePassword(signInName),
): Promise<Person> {
  const first = await openSession(server, signInName, oneTime);
  const changed = await ask(server, {
    method: 'POST',
    path: '/api/password',
    cookie: first,
    body: { current: oneTime, next: ownPassword },
  });
  assert.equal(changed.status, 200, await changed.text());
  return signInAgain(server, signInName);
}

/** A session with one's own password. */
export async function signInAgain(server: RunningServer, signInName: string): Promise<Person> {
  return personWith(server, { signInName, cookie: await openSession(server, signInName, ownPassword) });
}

/** The code of a refusal; undefined when the reply is none. */
export function refusalOf(reply: Reply): string | undefined {
  const { error } = reply.body as { error?: { code: string } };
  return error?.code;
}

/** The body of a reply that must have succeeded. */
// oxlint-disable-next-line typescript/no-explicit-any
export function done(reply: Reply): any {
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.body;
}

async function openSession(server: RunningServer, signInName: string, password: string): Promise<string> {
  const body = { signInName, password };
  const reply = await ask(server, { method: 'POST', path: '/api/session', cookie: '', body });
  assert.equal(reply.status, 200, await reply.text());
  return (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

interface Question {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly cookie: string;
  readonly body?: object;
}

function ask(server: RunningServer, { method, path, cookie, body }: Question): Promise<Response> {
  const headers = { 'sec-fetch-site': 'same-origin', ...(cookie === '' ? {} : { cookie }) };
  return fetch(server.base + path, {
    method,
    ...(body === undefined
      ? { headers }
      : { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
}

function personWith(
  server: RunningServer,
  who: { readonly signInName: string; readonly cookie: string },
): Person {
  const send = async (method: Question['method'], path: string, body?: object): Promise<Reply> => {
    const question = { method, path, cookie: who.cookie };
    const withId = { actionId: randomUUID(), ...body };
    const reply = await ask(server, method === 'GET' ? question : { ...question, body: withId });
    const text = await reply.text();
    const isJson = (reply.headers.get('content-type') ?? '').startsWith('application/json');
    return { status: reply.status, body: isJson && text !== '' ? JSON.parse(text) : text };
  };
  return {
    ...who,
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    delete: (path, body) => send('DELETE', path, body),
    upload: (path, file, fields) => upload(server, who.cookie, { path, file, fields: fields ?? {} }),
  };
}

async function upload(
  server: RunningServer,
  cookie: string,
  sent: {
    readonly path: string;
    readonly file: { readonly name: string; readonly bytes: Uint8Array };
    readonly fields: object;
  },
): Promise<Reply> {
  const form = new FormData();
  for (const [name, value] of Object.entries(sent.fields))
    form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  form.append('file', new Blob([new Uint8Array(sent.file.bytes)]), sent.file.name);
  const headers = { 'sec-fetch-site': 'same-origin', cookie };
  const reply = await fetch(server.base + sent.path, { method: 'POST', headers, body: form });
  const text = await reply.text();
  return { status: reply.status, body: text === '' ? '' : JSON.parse(text) };
}
