/** The demo's own data must be accepted by the same rules as anybody's; a refusal is a fault of the demo. */
import type { Result } from '@mingcha/core/common/result.ts';

export function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(
    `the demo data were refused: ${result.error.code} ${JSON.stringify(result.error.data ?? {})}`,
  );
}
