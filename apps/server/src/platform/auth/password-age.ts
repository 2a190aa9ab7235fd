/** How long a password lasts: 等保三级 asks for periodic change, OWASP ASVS forbids asking for it. */
import { type PasswordProfile, passwordPolicies } from '@mingcha/core/common/password-rules.ts';

/** True when the profile demands a change; `now` in milliseconds. */
export function passwordIsOutdated(profile: PasswordProfile, changedAt: string, now: number): boolean {
  const days = passwordPolicies[profile].maxAgeDays;
  return days !== null && now - Date.parse(changedAt) > days * 86_400_000;
}
