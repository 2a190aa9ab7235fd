/** Pages of the stage inspections. */
import type { OfficePage } from '../shell/page-list.ts';

export const inspectionPages: readonly OfficePage[] = [];
