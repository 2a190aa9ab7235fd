/** What a person can mend about a backup or a restoration: a code of `core/common/backup-text.ts` with its data. Not for bugs. */
import type { BackupProblem } from '@mingcha/core/common/backup-text.ts';

export class BackupError extends Error {
  readonly code: BackupProblem;
  readonly data: Readonly<Record<string, string | number>>;

  constructor(code: BackupProblem, data: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.name = 'BackupError';
    this.code = code;
    this.data = data;
  }
}
