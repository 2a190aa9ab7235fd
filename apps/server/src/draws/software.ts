/** Name and version of this software, as certificates and records state them. */
import { version } from '../platform/version.ts';

export const software = { name: 'mingcha', version, commit: null } as const;
