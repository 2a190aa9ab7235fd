/** What the stages show on the workbench, in the order of the procedure. */
import type { WorkbenchPart } from './shell/page-list.ts';

export const workbenchParts: readonly WorkbenchPart[] = [];
