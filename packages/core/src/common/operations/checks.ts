/**
 * What the doctor looks at, in the order in which it is told, and how facts become lights: green, amber, red, or grey where
 * nothing could be or need be looked at. Thresholds stand here alone. Pure.
 */
import { dayNumber } from '../plain-date.ts';

export const checkAreas = {
  settings: ['config', 'configFile'],
  machine: ['node', 'memory', 'descriptors', 'zone', 'clock', 'fonts', 'pages', 'port'],
  storage: ['disk', 'inodes', 'folder', 'keys'],
  certificate: ['certificate'],
  database: [
    'orphan',
    'database',
    'encoding',
    'collation',
    'durability',
    'migrations',
    'indexes',
    'role',
    'connections',
    'servers',
    'archiver',
    'backup',
    'drill',
  ],
  records: ['ledger', 'checkpoint', 'files', 'orphans'],
  work: ['followers', 'jobs', 'notices', 'channels', 'mail'],
} as const;
export type CheckArea = keyof typeof checkAreas;
export type CheckId = (typeof checkAreas)[CheckArea][number];

export const lights = ['green', 'grey', 'amber', 'red'] as const;
export type Light = (typeof lights)[number];

/** The worst of several; grey of none. */
export function worstLight(of: readonly Light[]): Light {
  return of.reduce((worst, one) => (lights.indexOf(one) > lights.indexOf(worst) ? one : worst), 'green');
}

const gibibyte = 1024 ** 3;

/** Of a file system: red when nearly nothing is left, amber below 15 % (C6), whatever its size. */
export function diskLight(space: { readonly free: number; readonly total: number }): Light {
  if (space.total === 0) return 'grey';
  const share = space.free / space.total;
  if (share < 0.05 || (share < 0.15 && space.free < gibibyte)) return 'red';
  return share < 0.15 ? 'amber' : 'green';
}

/** Days until a disk is full at the pace of the days seen, oldest first; null when it does not fill or too little was seen. */
export function diskDaysLeft(
  days: readonly { readonly day: string; readonly free: number }[],
): number | null {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return null;
  const span = dayNumber(last.day) - dayNumber(first.day);
  const used = first.free - last.free;
  return span < 1 || used <= 0 ? null : Math.floor(last.free / (used / span));
}

/** Whole days until a moment, both in milliseconds; negative afterwards. */
export function daysUntil(moment: number, now: number): number {
  return Math.floor((moment - now) / 86_400_000);
}

/** Of a certificate by the days that it still holds (C3): told weekly from 60 days, daily in the last week and after its end. */
export function certificateLight(days: number): Light {
  if (days < 7) return 'red';
  return days < 60 ? 'amber' : 'green';
}

/** Of a clock by its distance from another in milliseconds: 2 s are told (C6), a minute falsifies deadlines and one-time codes. */
export function offsetLight(milliseconds: number): Light {
  const distance = Math.abs(milliseconds);
  if (distance > 60_000) return 'red';
  return distance > 2000 ? 'amber' : 'green';
}

/** By age against two bounds in hours; what never was is red only where `never` says so. */
export function ageLight(
  hours: number | null,
  bounds: { readonly amber: number; readonly red: number; readonly never: Light },
): Light {
  if (hours === null) return bounds.never;
  if (hours > bounds.red) return 'red';
  return hours > bounds.amber ? 'amber' : 'green';
}

/** Bounds of C6 in hours: backup 26 h, drill 35 d, verification of the ledger 24 h. */
export const ageBounds = {
  backup: { amber: 26, red: 26, never: 'amber' },
  drill: { amber: 35 * 24, red: 35 * 24, never: 'amber' },
  ledger: { amber: 26, red: 72, never: 'amber' },
} as const;

/** Of errors among requests: 2 % are told (C6), from fifty requests on. */
export function errorLight(errors: number, all: number): Light {
  if (all < 50) return 'green';
  if (errors / all > 0.1) return 'red';
  return errors / all > 0.02 ? 'amber' : 'green';
}
