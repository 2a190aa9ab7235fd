/** Days of the business zone (UTC+8, no summer time) as instants. Pure. */

const hoursEast = 8;

/** When a day begins in the business zone, moved by some days. */
export function startOfDay(day: string, move: number): string {
  const midnight = Date.parse(`${day}T00:00:00Z`) - hoursEast * 3_600_000;
  return new Date(midnight + move * 86_400_000).toISOString();
}

/** The day that is on in the business zone at an instant, moved by some days. */
export function dayAt(instant: string, move: number): string {
  const there = Date.parse(instant) + hoursEast * 3_600_000 + move * 86_400_000;
  return new Date(there).toISOString().slice(0, 10);
}
