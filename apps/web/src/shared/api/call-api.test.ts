import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { anyone, route, signedIn } from '@mingcha/core/common/api.ts';
import { nothing } from '@mingcha/core/common/schemas.ts';
import { z } from 'zod';
import { newActionId } from './action-id.ts';
import { callApi, setSessionGate } from './call-api.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** Runs `work` against a real server on this machine that answers as told. */
async function against(handler: Handler, work: (path: string) => Promise<void>): Promise<void> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => handler(request, response, Buffer.concat(parts).toString()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await work(`http://127.0.0.1:${port}/api/things`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const specOf = (path: string, method: 'GET' | 'POST' = 'GET') =>
  route({
    id: 'things.call',
    method,
    path,
    params: nothing,
    query: nothing,
    body: z.object({ actionId: z.string().optional(), name: z.string().optional() }),
    transfer: 'json',
    response: z.object({ count: z.number() }),
    policy: signedIn,
    audit: null,
    rate: 'read',
  });

const answer = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'r-1' });
  response.end(JSON.stringify(body));
};

test('an answer is believed only as far as its schema goes', async () => {
  await against(
    (_request, response) => answer(response, 200, { count: 3, secret: 'x' }),
    async (path) => assert.deepEqual(await callApi(specOf(path)), { ok: true, value: { count: 3 } }),
  );
  await against(
    (_request, response) => answer(response, 200, { count: 'three' }),
    async (path) => {
      const result = await callApi(specOf(path));
      assert.equal(result.ok, false);
      assert.ok(
        !result.ok && result.error.code === 'common.unexpected' && result.error.data?.['id'] === 'r-1',
      );
    },
  );
});

test('a refusal keeps its code, data, field, status and request id', async () => {
  const error = { code: 'object.name_taken', data: { row: 7 }, field: 'name' };
  await against(
    (_request, response) => answer(response, 409, { error, requestId: 'r-1' }),
    async (path) => {
      const result = await callApi(specOf(path, 'POST'), { body: { name: 'a' } });
      assert.deepEqual(result, { ok: false, error: { ...error, status: 409, requestId: 'r-1' } });
    },
  );
});

test('a lost answer is asked for again with the same action id', async () => {
  const seen: string[] = [];
  await against(
    (_request, response, body) => {
      seen.push(body);
      if (seen.length === 1) response.destroy();
      else answer(response, 200, { count: 1 });
    },
    async (path) => {
      const result = await callApi(specOf(path, 'POST'), { body: { actionId: newActionId() } });
      assert.equal(result.ok, true);
    },
  );
  assert.equal(seen.length, 2);
  assert.equal(seen[0], seen[1]);
});

test('a write without an action id is sent once only', async () => {
  let count = 0;
  await against(
    (_request, response) => {
      count += 1;
      response.destroy();
    },
    async (path) => {
      const result = await callApi(specOf(path, 'POST'), { body: { name: 'a' } });
      assert.ok(!result.ok && result.error.code === 'network.unreachable' && result.error.status === 0);
    },
  );
  assert.equal(count, 1);
});

test('when the session has ended the gate is asked and the call repeated; a public route never asks', async () => {
  let asked = 0;
  let signedInAgain = false;
  setSessionGate(() => {
    asked += 1;
    signedInAgain = true;
    return Promise.resolve(true);
  });
  const handler: Handler = (_request, response) => {
    if (signedInAgain) answer(response, 200, { count: 2 });
    else answer(response, 401, { error: { code: 'auth.not_signed_in' } });
  };
  await against(handler, async (path) => assert.equal((await callApi(specOf(path))).ok, true));
  signedInAgain = false;
  await against(handler, async (path) =>
    assert.equal((await callApi({ ...specOf(path), policy: anyone })).ok, false),
  );
  setSessionGate(null);
  assert.equal(asked, 1);
});
