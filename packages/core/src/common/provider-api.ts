/** Signing in through the agency's OpenID provider (统一身份认证): going there, and coming back with a code. */
import { z } from 'zod';
import { person } from './access-api.ts';
import { anyone, route } from './api.ts';
import { nothing } from './schemas.ts';

/** Page of the office to which the provider sends people back. */
export const providerReturnPath = '/sign-in/provider';

export const providerRoutes = {
  /** Gives the provider's address for one sign-in; a cookie ties it to this browser. */
  go: route({
    id: 'session.to_provider',
    method: 'POST',
    path: '/api/session/provider',
    params: nothing,
    query: nothing,
    body: nothing,
    transfer: 'json',
    response: z.object({ url: z.string() }),
    policy: anyone,
    audit: null,
    rate: 'signIn',
  }),
  /** `answer`: the query with which the provider sent the browser back. */
  back: route({
    id: 'session.from_provider',
    method: 'POST',
    path: '/api/session/provider/return',
    params: nothing,
    query: nothing,
    body: z.object({ answer: z.string().max(8000) }).strict(),
    transfer: 'json',
    response: person,
    policy: anyone,
    audit: 'session.started',
    rate: 'signIn',
  }),
};
