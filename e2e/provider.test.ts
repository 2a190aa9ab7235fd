/** Sign-in through an identity provider at a real screen: there, back, and what is said when somebody has no account. */
import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { accessText } from '@mingcha/core/common/access-text.ts';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from './screens.ts';
import { newProfile, words } from './support/browser.ts';
import { freePort, type RunningServer, startServer } from './support/running-server.ts';

const providerFile = join(
  import.meta.dirname,
  '../apps/server/src/platform/auth/provider/testing-provider-worker.ts',
);

function startProvider(redirect: string): Promise<{ child: ChildProcess; issuer: string }> {
  const child = fork(providerFile, [redirect], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  return new Promise((resolve) => {
    child.once('message', (message) => resolve({ child, issuer: (message as { issuer: string }).issuer }));
  });
}

describe('sign-in through a provider', () => {
  let server: RunningServer;
  let provider: ChildProcess;
  let browser: Browser;

  before(async () => {
    const port = await freePort();
    const started = await startProvider(`http://localhost:${port}/sign-in/provider`);
    provider = started.child;
    const settings = {
      MINGCHA_OIDC_ISSUER: started.issuer,
      MINGCHA_OIDC_CLIENT_ID: 'mingcha',
      MINGCHA_OIDC_CLIENT_SECRET: 'a-secret-of-the-test-that-is-long-enough',
      MINGCHA_OIDC_LABEL: '政务统一身份',
    };
    [server, browser] = await Promise.all([startServer({ demo: true, port, settings }), startBrowser()]);
  });
  after(async () => {
    await browser.close();
    await server.remove();
    provider.kill();
  });

  /** Presses the button and is `who` at the provider, which asks nothing. */
  async function signInAs(who: string): Promise<Page> {
    const page = await (await newProfile(browser)).newPage();
    await page.route('**/auth?*', (route) =>
      route.continue({ url: `${route.request().url()}&login_hint=${encodeURIComponent(who)}` }),
    );
    await page.goto(`${server.base}/`);
    await page
      .getByRole('button', { name: words.signInThrough.replace('{provider}', '政务统一身份') })
      .click();
    return page;
  }

  test('whoever has an account of the same name is in the office, without a password and without a code in the address', async () => {
    const page = await signInAs('person-7|jz.legal');
    await page.getByRole('navigation', { name: words.mainMenu }).waitFor();
    assert.equal(new URL(page.url()).search, '');
    assert.equal(new URL(page.url()).pathname, '/');
    await page.context().close();
  });

  test('somebody without an account is told what to do, and may still use a password', async () => {
    const page = await signInAs('person-8|nobody.here');
    const sentence = accessText.zh['auth.provider_unknown'].replace('{name}', 'nobody.here');
    await page.getByText(sentence).waitFor();
    await page.getByLabel(words.password, { exact: true }).waitFor();
    assert.equal(new URL(page.url()).search, '');
    await page.context().close();
  });
});
