/** What a check is: a question about the installation, answered with a light, a code and its data. Types and small makers. */
import type { CheckId, Light } from '@mingcha/core/common/operations/checks.ts';
import type { DoctorKey } from '@mingcha/core/common/operations/doctor-words-text.ts';
import type { Config } from '../../config.ts';
import type { Database } from '../../db/database.ts';

export interface Finding {
  readonly check: CheckId;
  readonly light: Light;
  /** Its sentence in the catalogue; `<code>.mend` says how to mend it. */
  readonly code: DoctorKey;
  readonly data: Readonly<Record<string, string | number>>;
}

/** What every check may look at. */
export interface Patient {
  readonly config: Config;
  /** The settings file of this installation, there or not. */
  readonly configFile: string;
  /** The program's folder. */
  readonly root: string;
  /** The Node that runs it. */
  readonly runtime: string;
  /** The variable TZ of the environment. */
  readonly zoneVariable: string;
  readonly now: () => string;
  /** The database as the server sees it; null while nobody could connect. */
  readonly db: Database | null;
  /** Hash every stored file and not only some. */
  readonly full: boolean;
  /** The running server asks about itself: what only another process can see is left out. */
  readonly inside: boolean;
}

export type Connected = Patient & { readonly db: Database };

type Data = Finding['data'];

/** Makes findings of one check. */
export function findingsOf(check: CheckId) {
  const make =
    (light: Light) =>
    (code: DoctorKey, data: Data = {}): Finding => ({ check, light, code, data });
  return {
    green: make('green'),
    grey: make('grey'),
    amber: make('amber'),
    red: make('red'),
    lit: (light: Light) => make(light),
  };
}

/** Hours since an instant; null of none. */
export function hoursSince(instant: string | null, now: string): number | null {
  return instant === null ? null : (Date.parse(now) - Date.parse(instant)) / 3_600_000;
}

/** What went wrong, in one line. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
