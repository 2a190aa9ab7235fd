/** Rules of the inspectors' directory. */

/**
 * State of an enforcement certificate (R041): `expired` before `today`, `expiring` up to and including `soon`,
 * `unknown` when no day is recorded. A certificate is valid on its last day.
 */
export function certificateState(
  validTo: string | null,
  days: { readonly today: string; readonly soon: string },
) {
  if (validTo === null) return 'unknown';
  if (validTo < days.today) return 'expired';
  return validTo <= days.soon ? 'expiring' : 'valid';
}
