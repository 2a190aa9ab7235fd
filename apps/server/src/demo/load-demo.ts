/** Fills an empty installation with the demo data. The contract of `start.ts`; nothing is loaded yet. */
import type { Platform } from '../platform/platform.ts';

/** An account whose one-time password is shown once, at the first start. */
export interface DemoAccount {
  readonly signInName: string;
  readonly password: string;
  /** Person, role and section, as an operator reads it. */
  readonly description: string;
}

/** Loads everything in one transaction, so that a broken first start begins again from nothing. */
export async function loadDemo(platform: Platform): Promise<readonly DemoAccount[]> {
  platform.log.info('demo.skipped');
  return [];
}
