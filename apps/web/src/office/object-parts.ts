/** Sections that later stages add to the page of one object, so that no stage imports a later one. */
import type { Role } from '@mingcha/core/common/roles.ts';
import type { ComponentType } from 'react';

interface ObjectPart {
  readonly key: string;
  readonly roles: readonly Role[];
  readonly load: () => Promise<ComponentType<{ readonly objectId: string }>>;
}

export const objectParts: readonly ObjectPart[] = [
  {
    key: 'followups',
    roles: ['legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector', 'witness', 'auditor'],
    load: async () => (await import('./followups/object-followups.tsx')).ObjectFollowups,
  },
  {
    key: 'objections',
    roles: ['legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor'],
    load: async () => (await import('./publications/objections/object-objections.tsx')).ObjectObjections,
  },
  {
    key: 'credit',
    roles: ['legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor', 'inspector'],
    load: async () => (await import('./credit/object-credit.tsx')).ObjectCredit,
  },
];
