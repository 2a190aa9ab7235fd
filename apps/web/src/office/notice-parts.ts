/** What later stages put beside the notices of an inspection, while they are being delivered. */
import type { Role } from '@mingcha/core/common/roles.ts';
import type { ComponentType } from 'react';

interface NoticePartEntry {
  readonly key: string;
  readonly roles: readonly Role[];
  readonly load: () => Promise<ComponentType<{ readonly inspectionId: string }>>;
}

export const noticeParts: readonly NoticePartEntry[] = [
  {
    key: 'code',
    roles: ['legalOfficer', 'sectionOfficer'],
    load: async () => (await import('./publications/enterprise/notice-code.tsx')).NoticeCode,
  },
];
