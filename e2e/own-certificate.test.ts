/**
 * HTTPS under the installation's own root in a real browser: with the root trusted the phone opens without a network; without it the
 * browser refuses, and whoever goes on regardless gets the page with the root and is told by the phone what does not work.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { certificateText } from '@mingcha/core/common/certificate-text.ts';
import { chromium } from 'playwright-core';
import {
  authorityFiles,
  initAuthority,
  rootCertificate,
} from '../apps/server/src/platform/cert/authority.ts';
import { browserProgram } from './screens.ts';
import { freePort, startServer } from './support/running-server.ts';

/** A browser whose profile trusts the roots in `trusted`. */
function browserTrusting(home: string, trusted: readonly string[]) {
  const store = join(home, '.pki', 'nssdb');
  mkdirSync(store, { recursive: true });
  execFileSync('certutil', ['-d', `sql:${store}`, '-N', '--empty-password']);
  for (const root of trusted)
    execFileSync('certutil', ['-d', `sql:${store}`, '-A', '-t', 'C,,', '-n', 'mingcha', '-i', root]);
  return chromium.launch({
    executablePath: browserProgram,
    env: { ...process.env, HOME: home },
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
}

test('C3 with the own root trusted the phone keeps itself; without it the browser refuses and the phone says why', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'mingcha-own-root-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  // The embedded database runs as another user and must be able to pass.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o755 });
  const secrets = join(data, 'secrets');
  await initAuthority(secrets, { names: ['mingcha.intra.example'], now: Date.now() });
  const server = await startServer({ demo: false, port, settings: { MINGCHA_DATA: data } });
  t.after(() => server.remove());
  const base = `https://localhost:${port}`;

  const root = join(secrets, authorityFiles.root);
  const trusting = await browserTrusting(join(folder, 'trusting'), [root]);
  t.after(() => trusting.close());
  const phone = await trusting.newPage();
  assert.equal((await phone.goto(`${base}/m/`))?.status(), 200);
  const kept = await phone.evaluate(async () => (await navigator.serviceWorker.ready).active?.scriptURL);
  assert.equal(kept, `${base}/m/sw.js`);
  assert.equal(await phone.evaluate(() => 'geolocation' in navigator && window.isSecureContext), true);

  const stranger = await browserTrusting(join(folder, 'stranger'), []);
  t.after(() => stranger.close());
  await assert.rejects((await stranger.newPage()).goto(`${base}/m/`), /ERR_CERT_AUTHORITY_INVALID/);
  const regardless = await (await stranger.newContext({ ignoreHTTPSErrors: true })).newPage();
  assert.equal((await regardless.goto(`${base}/install-certificate`))?.status(), 200);
  await regardless.getByRole('heading', { name: certificateText.zh.title }).waitFor();
  const bytes = (rootCertificate(secrets)?.fingerprint256 ?? '').split(':').join('');
  const shown = (await regardless.locator('code').textContent()) ?? '';
  assert.equal(shown.replaceAll(' ', ''), bytes);
  const download = regardless.waitForEvent('download');
  await regardless.getByRole('link', { name: certificateText.zh.download }).click();
  assert.equal(readFileSync(await (await download).path(), 'utf8').trim(), readFileSync(root, 'utf8').trim());
  // The name by which `field/service-worker/install.ts` knows that the certificate is the reason, and says so.
  await regardless.goto(`${base}/m/`);
  const refused = await regardless.evaluate(() =>
    navigator.serviceWorker.register('/m/sw.js').then(
      () => 'registered',
      (error: DOMException) => error.name,
    ),
  );
  assert.equal(refused, 'SecurityError');
});
