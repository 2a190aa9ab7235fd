/** What hinders a start and what an operator can mend: a code of `startup-text.ts` with its data. Not for bugs. */
import type { StartupKey } from './startup-text.ts';

export class SetupError extends Error {
  readonly code: StartupKey;
  readonly data: Readonly<Record<string, string | number>>;

  constructor(code: StartupKey, data: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.name = 'SetupError';
    this.code = code;
    this.data = data;
  }
}
