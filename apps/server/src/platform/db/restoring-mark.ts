/** The mark of a restoration under way: what stands beside it is not a system yet. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const restoringMark = 'restoring';

/** Whether a restoration into this data folder broke off. */
export function isUnfinished(dataFolder: string): boolean {
  return existsSync(join(dataFolder, restoringMark));
}
