/** Pages of the stage followups. */
import type { OfficePage } from '../shell/page-list.ts';

export const followupPages: readonly OfficePage[] = [];
