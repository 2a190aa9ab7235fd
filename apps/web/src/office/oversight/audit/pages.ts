/** Pages of the auditor's room. */
import { auditPageText } from '@mingcha/core/oversight/audit/audit-page-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

const title = (key: keyof typeof auditPageText.zh) => ({ catalogue: auditPageText, key });

export const auditPages: readonly OfficePage[] = [
  {
    id: 'audit',
    path: '/audit',
    title: title('title'),
    group: 'oversight',
    menu: true,
    shortcut: true,
    roles: ['auditor'],
    load: async () => (await import('./audit-page.tsx')).AuditPage,
  },
  {
    id: 'audit.compare',
    path: '/audit/compare',
    title: title('compareTitle'),
    group: 'oversight',
    menu: false,
    parent: 'audit',
    roles: ['auditor'],
    load: async () => (await import('./compare-page.tsx')).ComparePage,
  },
  {
    id: 'audit.draws',
    path: '/audit/draws',
    title: title('drawsTitle'),
    group: 'oversight',
    menu: true,
    shortcut: true,
    parent: 'audit',
    roles: ['auditor'],
    load: async () => (await import('./draws-page.tsx')).AuditDrawsPage,
  },
  {
    id: 'audit.draw',
    path: '/audit/draws/$id',
    title: title('proofTitle'),
    group: 'oversight',
    menu: false,
    parent: 'audit.draws',
    roles: ['auditor'],
    load: async () => (await import('./draw-proof-page.tsx')).DrawProofPage,
  },
  {
    id: 'audit.samples',
    path: '/audit/samples',
    title: title('sampleTitle'),
    group: 'oversight',
    menu: true,
    roles: ['auditor', 'evaluator'],
    load: async () => (await import('./samples-page.tsx')).AuditSamplesPage,
  },
];
