/** An HTTP gateway for tests on a real port of this machine: it keeps what it was sent and answers as told. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface GatewayCall {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly raw: string;
  // Tests look into requests of every shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

export interface GatewayAnswer {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Hangs up after the request was read. */
  readonly hangUp?: boolean;
  /** Never answers. */
  readonly silent?: boolean;
}

export interface TestGateway {
  readonly port: number;
  readonly url: string;
  readonly calls: GatewayCall[];
  answer: (call: GatewayCall) => GatewayAnswer;
  close(): Promise<void>;
}

export async function startGateway(
  answer: (call: GatewayCall) => GatewayAnswer,
  port = 0,
): Promise<TestGateway> {
  const server = createServer((request, response) => {
    let raw = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      raw += part;
    });
    request.on('end', () => {
      const headers = request.headers as Record<string, string>;
      const call = { path: request.url ?? '', headers, raw, body: JSON.parse(raw) as unknown };
      gateway.calls.push(call);
      const said = gateway.answer(call);
      if (said.hangUp === true) return void request.socket.destroy();
      if (said.silent === true) return;
      response.writeHead(said.status ?? 200, {
        'content-type': said.type ?? 'application/json',
        ...said.headers,
      });
      response.end(said.body ?? '{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const used = (server.address() as AddressInfo).port;
  const gateway: TestGateway = {
    port: used,
    url: `http://127.0.0.1:${used}`,
    calls: [],
    answer,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return gateway;
}
