/**
 * The OpenID provider as this server talks to it: discovery, the address to go to (authorization code with PKCE, state
 * and nonce), and the exchange of the code for a verified identity. It knows no account and decides nothing.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import * as client from 'openid-client';
import type { OidcSettings } from '../../config.ts';
import type { Log } from '../../log.ts';

/** What a sign-in on its way must meet again when it comes back. */
export interface Flight {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirect: string;
}

/** A person as the provider vouches for. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  /** `preferred_username`; null when the provider tells none. */
  readonly name: string | null;
}

export interface Provider {
  /** Errors: `auth.provider_unavailable`. */
  addressFor(flight: Flight): Promise<Result<string>>;
  /** Errors: `auth.provider_unavailable`, `auth.provider_declined`, `auth.provider_clock`, `auth.provider_answer`. */
  identityOf(flight: Flight, answer: URLSearchParams): Promise<Result<Identity>>;
}

/** Seconds by which the clocks of server and provider may differ. */
const tolerance = 60;
const patienceSeconds = 10;

/** Discovery is made at first use and again after a failure, so that the server starts without the provider. */
export function makeProvider(settings: OidcSettings, log: Log): Provider {
  let known: Promise<client.Configuration> | null = null;
  const configuration = async (): Promise<client.Configuration> => {
    known ??= discover(settings);
    try {
      return await known;
    } catch (error) {
      known = null;
      throw error;
    }
  };
  return {
    async addressFor(flight) {
      try {
        return ok(await addressOf(await configuration(), flight));
      } catch (error) {
        log.warn('provider.failed', { error });
        return fail('auth.provider_unavailable');
      }
    },
    async identityOf(flight, answer) {
      try {
        return ok(await exchange(await configuration(), flight, answer));
      } catch (error) {
        log.warn('provider.failed', { error });
        return fail(codeOf(error));
      }
    },
  };
}

async function discover(settings: OidcSettings): Promise<client.Configuration> {
  const server = new URL(settings.issuer);
  // A provider on this very machine, as in tests; anywhere else the configuration demands https.
  const relaxed = server.protocol === 'http:' ? [client.allowInsecureRequests] : [];
  const found = await client.discovery(server, settings.clientId, undefined, client.None(), {
    execute: relaxed,
    timeout: patienceSeconds,
  });
  const metadata = found.serverMetadata();
  const complete = new client.Configuration(
    metadata,
    settings.clientId,
    { [client.clockTolerance]: tolerance },
    authenticationOf(settings, metadata.token_endpoint_auth_methods_supported),
  );
  complete.timeout = patienceSeconds;
  for (const relax of relaxed) relax(complete);
  return complete;
}

function authenticationOf(
  settings: OidcSettings,
  supported: readonly string[] | undefined,
): client.ClientAuth {
  const secret = settings.clientSecret;
  if (secret === null) return client.None();
  // Basic is what holds where a provider says nothing (OpenID Connect Discovery 1.0, section 3).
  const isBasic = supported === undefined || supported.includes('client_secret_basic');
  return isBasic ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret);
}

async function addressOf(configuration: client.Configuration, flight: Flight): Promise<string> {
  return client.buildAuthorizationUrl(configuration, {
    redirect_uri: flight.redirect,
    scope: 'openid profile',
    state: flight.state,
    nonce: flight.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(flight.verifier),
    code_challenge_method: 'S256',
  }).href;
}

async function exchange(
  configuration: client.Configuration,
  flight: Flight,
  answer: URLSearchParams,
): Promise<Identity> {
  const address = new URL(flight.redirect);
  address.search = answer.toString();
  const tokens = await client.authorizationCodeGrant(configuration, address, {
    expectedState: flight.state,
    expectedNonce: flight.nonce,
    pkceCodeVerifier: flight.verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new Error('the provider gave no identity');
  const issuer = configuration.serverMetadata().issuer;
  const inToken = claims['preferred_username'];
  if (typeof inToken === 'string') return { issuer, subject: claims.sub, name: inToken };
  const name = await nameOf(configuration, tokens.access_token, claims.sub);
  return { issuer, subject: claims.sub, name };
}

/** Many providers tell the name at the user-info endpoint only. */
async function nameOf(
  configuration: client.Configuration,
  accessToken: string,
  subject: string,
): Promise<string | null> {
  if (configuration.serverMetadata().userinfo_endpoint === undefined) return null;
  const info = await client.fetchUserInfo(configuration, accessToken, subject);
  return info.preferred_username ?? null;
}

type Failure =
  | 'auth.provider_unavailable'
  | 'auth.provider_declined'
  | 'auth.provider_clock'
  | 'auth.provider_answer';

function codeOf(error: unknown): Failure {
  if (error instanceof client.AuthorizationResponseError) return 'auth.provider_declined';
  if (error instanceof client.ResponseBodyError) return 'auth.provider_answer';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return 'auth.provider_clock';
  if (code === 'OAUTH_TIMEOUT' || error instanceof TypeError) return 'auth.provider_unavailable';
  return 'auth.provider_answer';
}
