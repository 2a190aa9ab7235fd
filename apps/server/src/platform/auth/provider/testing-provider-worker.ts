/**
 * A real OpenID provider for tests, as a process of its own: whoever is named by `login_hint` is signed in without a
 * form and agrees at once. `subject|name` gives an identifier and a preferred user name; `declines` says no. The first
 * argument is the address to come back to, the second by how many seconds its clock is ahead.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const [redirect = '', ahead = '0'] = process.argv.slice(2);

const realNow = Date.now;
const RealDate = Date;
if (ahead !== '0') {
  const now = () => realNow() + Number(ahead) * 1000;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: []) => (args.length === 0 ? new target(now()) : new target(...args)),
    get: (target, name, receiver) =>
      name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown),
  });
}
// Loaded after the clock was set.
const { default: Provider } = await import('oidc-provider');

const server = createServer();
await new Promise<void>((resolve) => {
  server.listen(0, '127.0.0.1', resolve);
});
const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** Present name by identifier. */
const names = new Map<string, string>();

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'mingcha',
      client_secret: 'a-secret-of-the-test-that-is-long-enough',
      redirect_uris: [redirect],
    },
  ],
  claims: { openid: ['sub'], profile: ['preferred_username'] },
  cookies: { keys: ['a key of the test'] },
  features: { devInteractions: { enabled: false } },
  interactions: {
    url: (_context: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}`,
  },
  pkce: { required: () => true },
  ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 300, Interaction: 600, Session: 600, Grant: 600 },
  findAccount: (_context: unknown, sub: string) => {
    const name = names.get(sub) ?? '';
    return { accountId: sub, claims: () => ({ sub, ...(name === '' ? {} : { preferred_username: name }) }) };
  },
});

async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const details = await provider.interactionDetails(request, response);
  const hint = details.params['login_hint'];
  const [who = '', name = ''] = typeof hint === 'string' ? hint.split('|') : [];
  names.set(who, name);
  if (who === 'declines') {
    return provider.interactionFinished(request, response, { error: 'access_denied' });
  }
  if (details.prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId: who } });
  }
  const grant = new provider.Grant({ accountId: who, clientId: 'mingcha' });
  grant.addOIDCScope('openid profile');
  const grantId = await grant.save();
  return provider.interactionFinished(request, response, { consent: { grantId } });
}

const callback = provider.callback();
server.on('request', (request, response) => {
  if (request.url?.startsWith('/interaction/') === true) void interact(request, response);
  else void callback(request, response);
});
process.send?.({ issuer });
