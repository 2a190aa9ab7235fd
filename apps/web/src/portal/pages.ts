/** Pages of the portal that run in the browser; the first page and the records are pages of the server. Each stage adds its own. */
import type { SmallPage } from '../shared/router.tsx';

export const portalPages: readonly SmallPage[] = [
  { path: '/draws', load: async () => (await import('./draws/draws-page.tsx')).DrawsPage },
  { path: '/draws/:id', load: async () => (await import('./draws/draw-page.tsx')).DrawPage },
  { path: '/sample', load: async () => (await import('./oversight/sample-page.tsx')).SampleCheckPage },
  { path: '/rules', load: async () => (await import('./registers/rules/rules-page.tsx')).RulesPage },
  { path: '/rules/:id', load: async () => (await import('./registers/rules/rule-page.tsx')).RulePage },
  { path: '/plans', load: async () => (await import('./plans/plans-page.tsx')).PlansPage },
  { path: '/plans/:id', load: async () => (await import('./plans/plan-page.tsx')).PlanPage },
  {
    path: '/items',
    load: async () => (await import('./registers/items/items-page.tsx')).PublicItemListsPage,
  },
  {
    path: '/items/:id',
    load: async () => (await import('./registers/items/items-list-page.tsx')).PublicItemListPage,
  },
  {
    path: '/leniency',
    load: async () => (await import('./registers/items/leniency-pages.tsx')).PublicLeniencyListsPage,
  },
  {
    path: '/leniency/:id',
    load: async () => (await import('./registers/items/leniency-pages.tsx')).PublicLeniencyListPage,
  },
  { path: '/rectify', load: async () => (await import('./rectify/code-page.tsx')).RectifyCodePage },
  { path: '/rectify/:code', load: async () => (await import('./rectify/order-page.tsx')).RectifyOrderPage },
  { path: '/papers', load: async () => (await import('./papers/paper-code-page.tsx')).PaperCodePage },
  { path: '/papers/:id', load: async () => (await import('./papers/paper-check-page.tsx')).PaperCheckPage },
  { path: '/visits/:code', load: async () => (await import('./visits/visit-page.tsx')).VisitPage },
  {
    path: '/objections/new',
    load: async () => (await import('./objections/file-page.tsx')).FileObjectionPage,
  },
  { path: '/track', load: async () => (await import('./objections/track-page.tsx')).TrackPage },
  { path: '/contact', load: async () => (await import('./contacts/send-page.tsx')).SendContactPage },
  {
    path: '/enterprise',
    load: async () => (await import('./enterprise/home-page.tsx')).EnterpriseHomePage,
  },
  {
    path: '/enterprise/activate',
    load: async () => (await import('./enterprise/activate-page.tsx')).ActivatePage,
  },
  {
    path: '/enterprise/visits',
    load: async () => (await import('./enterprise/visits-page.tsx')).EnterpriseVisitsPage,
  },
  {
    path: '/enterprise/visits/:id',
    load: async () => (await import('./enterprise/visit-page.tsx')).EnterpriseVisitPage,
  },
  {
    path: '/enterprise/objections',
    load: async () => (await import('./enterprise/objections-page.tsx')).EnterpriseObjectionsPage,
  },
  {
    path: '/enterprise/objections/new',
    load: async () => (await import('./enterprise/new-objection-page.tsx')).NewEnterpriseObjectionPage,
  },
  {
    path: '/enterprise/objections/:id',
    load: async () => (await import('./enterprise/objections-page.tsx')).EnterpriseObjectionPage,
  },
  {
    path: '/enterprise/coordinations',
    load: async () => (await import('./enterprise/coordinations-page.tsx')).EnterpriseCoordinationsPage,
  },
  {
    path: '/enterprise/data',
    load: async () => (await import('./enterprise/data-page.tsx')).EnterpriseDataPage,
  },
  {
    path: '/enterprise/lectures',
    load: async () => (await import('./enterprise/lectures-page.tsx')).EnterpriseLecturesPage,
  },
  {
    path: '/enterprise/tickets',
    load: async () => (await import('./enterprise/tickets-page.tsx')).EnterpriseTicketsPage,
  },
  {
    path: '/enterprise/credit',
    load: async () => (await import('./enterprise/credit-page.tsx')).EnterpriseCreditPage,
  },
  {
    path: '/enterprise/people',
    load: async () => (await import('./enterprise/people-page.tsx')).EnterprisePeoplePage,
  },
  { path: '/verify', load: async () => (await import('./verify/verify-page.tsx')).VerifyPage },
  { path: '/ledger', load: async () => (await import('./ledger/ledger-page.tsx')).LedgerPage },
];
