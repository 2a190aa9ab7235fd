/** All pages of the phone; each stage adds its own. */
import type { SmallPage } from '../shared/router.tsx';

export const fieldPages: readonly SmallPage[] = [
  { path: '/ceremony/:token', load: async () => (await import('./ceremony/party-page.tsx')).PartyPage },
];
