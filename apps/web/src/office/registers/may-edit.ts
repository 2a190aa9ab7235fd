/** What the signed-in person may do on these pages. The server decides again at each call. */
import type { Role } from '@mingcha/core/common/roles.ts';
import { useSession } from '../shell/session.tsx';

/** True when the signed-in person has one of the roles. */
export function useHasRole(...roles: readonly Role[]): boolean {
  const { person } = useSession();
  return roles.some((role) => person.roles.includes(role));
}

/** True for those who keep the registers: legal and business sections. */
export function useMayEdit(): boolean {
  return useHasRole('legalOfficer', 'sectionOfficer');
}
