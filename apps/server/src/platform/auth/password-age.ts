/** How long a password lasts: 等保三级 asks for periodic change, OWASP ASVS forbids asking for it. */
const maxAgeDays: Readonly<Record<'dengbao3' | 'asvs', number | null>> = { dengbao3: 90, asvs: null };

/** True when the profile demands a change; `now` in milliseconds. */
export function passwordIsOutdated(profile: 'dengbao3' | 'asvs', changedAt: string, now: number): boolean {
  const days = maxAgeDays[profile];
  return days !== null && now - Date.parse(changedAt) > days * 86_400_000;
}
