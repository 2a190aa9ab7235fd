/** The only reader of this computer's clock in the pages. It may be wrong: deadlines are decided by the server. */

/** Milliseconds since 1970. */
export function nowMs(): number {
  return Date.now();
}

/** Milliseconds since the page began; goes on evenly when somebody sets the clock. For measuring pauses. */
export function elapsedMs(): number {
  return performance.now();
}

/** Now as an ISO-8601 UTC instant. */
export function nowInstant(): string {
  return new Date().toISOString();
}
