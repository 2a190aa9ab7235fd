/** Pages of the stage publications. */
import type { OfficePage } from '../shell/page-list.ts';

export const publicationPages: readonly OfficePage[] = [];
