/** Pages of the stage credit. */
import type { OfficePage } from '../shell/page-list.ts';

export const creditPages: readonly OfficePage[] = [];
