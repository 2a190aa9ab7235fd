/**
 * The other side of a channel for tests and the demo: a real HTTP server that keeps records by their numbers, checks
 * signatures, fields and keys, and misbehaves as told: refuses with reasons, does not answer, answers with a web page.
 */
import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

type Body = Readonly<Record<string, unknown>>;
interface Kept {
  readonly recordId: string;
  readonly externalId: string;
  version: number;
  isRemoved: boolean;
  title: string;
}
/** What happens to one post: as agreed, or not. */
export type Mood = 'answers' | 'takesSilently' | 'isSilent' | 'page' | 'busy' | 'error' | 'answersTwice';

export interface OtherSideServer {
  readonly url: string;
  /** Posts by step, in order. */
  readonly calls: { readonly step: string; readonly body: Body }[];
  readonly kept: Map<string, Kept>;
  mood: (step: string, body: Body) => Mood;
  /** Reasons for which a record is refused; empty takes it. */
  judge: (body: Body) => readonly { readonly field: string; readonly text: string }[];
  close(): Promise<void>;
}

export async function startOtherSide(secret: string, port = 0): Promise<OtherSideServer> {
  const answered = new Map<string, object>();
  const side: Omit<OtherSideServer, 'url' | 'close'> = {
    calls: [],
    kept: new Map(),
    mood: () => 'answers',
    judge: () => [],
  };
  const server = createServer((request, response) => {
    void readAll(request).then((raw) => {
      const step = (request.url ?? '').split('/').at(-1) ?? '';
      const body = JSON.parse(raw) as Body;
      side.calls.push({ step, body });
      const mood = side.mood(step, body);
      if (mood === 'isSilent') return;
      const send = (status: number, answer: object) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(answer));
      };
      if (mood === 'page') {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end('<html>请先登录</html>');
        return;
      }
      if (mood === 'busy') return send(503, {});
      if (!isSigned(request, { step, raw, secret })) return send(401, {});
      const said = answerTo({ step, body, side, answered });
      if (mood === 'takesSilently') return;
      if (mood === 'error') return send(500, {});
      send(said.status, said.answer);
      // The same answer once more on the same connection: nobody asked for it.
      if (mood === 'answersTwice') {
        const again = JSON.stringify(said.answer);
        request.socket.write(
          `HTTP/1.1 ${said.status} OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(again)}\r\n\r\n${again}`,
        );
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return Object.assign(side, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/exchange`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}

async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function isSigned(
  { headers }: IncomingMessage,
  of: { readonly step: string; readonly raw: string; readonly secret: string },
): boolean {
  const digest = createHash('sha256').update(of.raw, 'utf8').digest('hex');
  const signed = `${String(headers['x-timestamp'])}\n${of.step}\n${digest}`;
  return headers['x-signature'] === createHmac('sha256', of.secret).update(signed).digest('hex');
}

interface Asked {
  readonly step: string;
  readonly body: Body;
  readonly side: Pick<OtherSideServer, 'kept' | 'judge'>;
  readonly answered: Map<string, object>;
}

function answerTo(asked: Asked): { readonly status: number; readonly answer: object } {
  const { step, body, side, answered } = asked;
  const key = String(body['key']);
  if (step === 'queries') return { status: 200, answer: answered.get(key) ?? { result: 'unknown' } };
  if (step === 'lists') return { status: 200, answer: listed(side.kept, body) };
  const known = answered.get(key);
  if (known !== undefined) return { status: 200, answer: known };
  const reasons = body['operation'] === 'remove' ? [] : side.judge(body);
  if (reasons.length > 0) {
    const refusal = { result: 'refused', reasons };
    answered.set(key, refusal);
    return { status: 422, answer: refusal };
  }
  const recordId = String(body['recordId']);
  const kept = side.kept.get(recordId) ?? {
    recordId,
    externalId: `W${String(side.kept.size + 1).padStart(6, '0')}`,
    version: 0,
    isRemoved: false,
    title: '',
  };
  side.kept.set(recordId, kept);
  kept.version = Number(body['version']);
  kept.isRemoved = body['operation'] === 'remove';
  const answer = {
    result: 'accepted',
    externalId: kept.externalId,
    receipt: `回执-${kept.externalId}-${kept.version}`,
  };
  answered.set(key, answer);
  return { status: 200, answer };
}

function listed(kept: ReadonlyMap<string, Kept>, body: Body): object {
  const after = typeof body['after'] === 'string' ? body['after'] : '';
  const limit = Number(body['limit'] ?? 200);
  const rows = [...kept.values()]
    .filter((each) => each.recordId > after)
    .sort((a, b) => (a.recordId < b.recordId ? -1 : 1));
  const page = rows.slice(0, limit);
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.recordId ?? null) : null };
}
