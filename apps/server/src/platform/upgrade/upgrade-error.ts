/** What hinders an upgrade or a return and what an operator can mend: a key of `upgrade-text.ts`. Not for bugs. */
import type { UpgradeData, UpgradeKey } from './upgrade-text.ts';

export class UpgradeError extends Error {
  readonly code: UpgradeKey;
  readonly data: UpgradeData;

  constructor(code: UpgradeKey, data: UpgradeData = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.name = 'UpgradeError';
    this.code = code;
    this.data = data;
  }
}
