/** A root of one's own: made once, trusted once; the server's certificate comes and goes under it. */
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { SetupError } from '../setup-error.ts';
import {
  authorityFiles,
  initAuthority,
  namesOf,
  renewServer,
  rootCertificate,
  serverCertificate,
} from './authority.ts';
import { servedCertificate, servesHttps } from './served-certificate.ts';

const day = 86_400_000;
const now = Date.parse('2026-11-23T08:00:00Z');
const names = ['mingcha.intra.example', '10.1.2.3'];

async function made(t: TestContext, at = now): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), 'mingcha-cert-')), 'secrets');
  t.after(() => rmSync(join(folder, '..'), { recursive: true, force: true }));
  await initAuthority(folder, { names, now: at });
  return folder;
}

const refusal = (code: string) => (error: unknown) => error instanceof SetupError && error.code === code;
const places = (secretsFolder: string) => ({ certificate: null, lan: false, secretsFolder });

/** What a client that trusts `root` alone says of a server with these files: 200, or why it refuses. */
async function visit(files: { readonly key: string; readonly cert: string }, root: string, name: string) {
  const server = createServer(files, (_, reply) => reply.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const said = await new Promise<string>((resolve) => {
    const asked = request(
      { host: '127.0.0.1', port, servername: name, headers: { host: name }, ca: root },
      (reply) => {
        reply.resume();
        resolve(String(reply.statusCode));
      },
    );
    asked.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    asked.end();
  });
  server.closeAllConnections();
  server.close();
  return said;
}

test('C3 root and server certificate are made for names and addresses, with the keys for their owner alone', async (t) => {
  const folder = await made(t);
  const [root, server] = [rootCertificate(folder), serverCertificate(folder)];
  assert.ok(root !== null && server !== null);
  assert.equal(root.ca, true);
  assert.equal(server.ca, false);
  assert.equal(server.verify(root.publicKey), true);
  assert.deepEqual(namesOf(server), names);
  assert.ok(server.checkHost(names[0] ?? '') !== undefined && server.checkIP('10.1.2.3') !== undefined);
  assert.ok(server.validToDate.getTime() - now <= 397 * day, 'longer ones are refused by Apple');
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  for (const name of readdirSync(folder).filter((one) => one.endsWith('-key.pem')))
    assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600, name);
  await assert.rejects(initAuthority(folder, { names, now }), refusal('cert.exists'));
  await assert.rejects(initAuthority(`${folder}2`, { names: [], now }), refusal('cert.no_names'));
  await assert.rejects(initAuthority(`${folder}2`, { names: ['a b'], now }), refusal('cert.name_wrong'));
});

test('C3 renewing keeps the root, so that a device that trusts it needs nothing new', async (t) => {
  const folder = await made(t, now - 380 * day);
  const before = {
    root: readFileSync(join(folder, authorityFiles.root), 'utf8'),
    server: serverCertificate(folder),
  };
  await renewServer(folder, { names: [], now, rootKey: null });
  const after = serverCertificate(folder);
  assert.equal(readFileSync(join(folder, authorityFiles.root), 'utf8'), before.root);
  assert.notEqual(after?.fingerprint256, before.server?.fingerprint256);
  assert.deepEqual(namesOf(after), names);
  const served = await servedCertificate(places(folder), now);
  assert.ok(served !== null && served.warning === null);
  assert.equal(await visit(served, before.root, 'mingcha.intra.example'), '200');
  assert.equal(await visit(served, before.root, 'other.intra.example'), 'ERR_TLS_CERT_ALTNAME_INVALID');
  await renewServer(folder, { names: ['new.example'], now, rootKey: null });
  assert.deepEqual(namesOf(serverCertificate(folder)), ['new.example']);
});

test('C3 the key of the root may be put away; renewing asks for it and takes no other', async (t) => {
  const folder = await made(t);
  const away = join(folder, '..', 'stick.pem');
  renameSync(join(folder, authorityFiles.rootKey), away);
  await assert.rejects(renewServer(folder, { names: [], now, rootKey: null }), refusal('cert.root_key'));
  const server = join(folder, authorityFiles.serverKey);
  await assert.rejects(renewServer(folder, { names: [], now, rootKey: server }), refusal('cert.root_key'));
  await renewServer(folder, { names: [], now, rootKey: away });
  await assert.rejects(
    renewServer(folder, { names: [], now: now + 3651 * day, rootKey: away }),
    refusal('cert.root_ended'),
  );
  await assert.rejects(renewServer(`${folder}2`, { names: [], now, rootKey: null }), refusal('cert.none'));
});

test('C3 expired, not yet valid and soon to end are said at the start; clients refuse the first two', async (t) => {
  const today = Date.now();
  const root = (folder: string) => readFileSync(join(folder, authorityFiles.root), 'utf8');
  const state = async (folder: string) => {
    const served = await servedCertificate(places(folder), today);
    assert.ok(served !== null);
    return [served.warning?.key ?? null, await visit(served, root(folder), 'mingcha.intra.example')];
  };
  assert.deepEqual(await state(await made(t, today)), [null, '200']);
  assert.deepEqual(await state(await made(t, today - 380 * day)), ['cert.warn.soon', '200']);
  assert.deepEqual(await state(await made(t, today - 400 * day)), ['cert.warn.expired', 'CERT_HAS_EXPIRED']);
  assert.deepEqual(await state(await made(t, today + 10 * day)), ['cert.warn.early', 'CERT_NOT_YET_VALID']);
});

test('C3 a certificate that does not fit its key, or cannot be read, ends the start; without one HTTP is served', async (t) => {
  const folder = await made(t);
  assert.equal(servesHttps(places(folder)), true);
  assert.equal(servesHttps(places(join(folder, '..'))), false);
  assert.equal(await servedCertificate(places(join(folder, '..')), now), null);
  const given = (cert: string, key: string) => ({
    ...places(folder),
    certificate: { cert: join(folder, cert), key: join(folder, key) },
  });
  const { server, serverKey, rootKey } = authorityFiles;
  const own = await servedCertificate(given(server, serverKey), now);
  assert.equal(own?.fingerprint, new X509Certificate(own?.cert ?? '').fingerprint256);
  await assert.rejects(servedCertificate(given(server, rootKey), now), refusal('cert.key_differs'));
  await assert.rejects(servedCertificate(given('none.pem', serverKey), now), refusal('cert.unreadable'));
  writeFileSync(join(folder, server), 'no certificate');
  await assert.rejects(servedCertificate(places(folder), now), refusal('cert.unreadable'));
});
