/** All pages of the phone; each stage adds its own. */
import type { SmallPage } from '../shared/router.tsx';
import { guarded } from './guard.ts';

export const fieldPages: readonly SmallPage[] = [
  { path: '/', load: guarded(async () => (await import('./home/home-page.tsx')).HomePage) },
  { path: '/sync', load: guarded(async () => (await import('./sync/sync-page.tsx')).SyncPage) },
  { path: '/visits/:id', load: guarded(async () => (await import('./visit/visit-page.tsx')).VisitPage) },
  { path: '/ceremony/:token', load: async () => (await import('./ceremony/party-page.tsx')).PartyPage },
];
