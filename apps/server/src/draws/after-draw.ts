/** What later stages do when a draw changes after its result: handed in where the application is put together, run inside the same transaction. */
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Platform } from '../platform/platform.ts';
import type { DrawKey } from './draw.queries.ts';

type Follow = (tx: Tx, platform: Platform, key: DrawKey) => Promise<Result<null>>;

export interface AfterDraw {
  /** An amendment was approved; a refusal undoes the approval. */
  readonly amended: Follow;
  readonly voided: Follow;
}

export const nothingFollows: AfterDraw = {
  amended: () => Promise.resolve(ok(null)),
  voided: () => Promise.resolve(ok(null)),
};
