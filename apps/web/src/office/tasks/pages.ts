/** Pages of the stage tasks. */
import type { OfficePage } from '../shell/page-list.ts';

export const taskPages: readonly OfficePage[] = [];
