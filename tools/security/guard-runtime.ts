/**
 * Loaded before a test file (`--import`): rewrites each product module in memory so that its guards can be switched off one
 * at a time, and lets `run-mutants.ts` run the file's tests itself. It changes no file and is never part of the product.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../module-graph.ts';
import { type Guard, withSwitches } from './find-guards.ts';

interface Switches {
  /** The guard that is off; 0 for none. */
  active: number;
  /** Guards that refused somebody, or bounded a query, since the last `clear`. */
  readonly met: Set<number>;
}

export const switches: Switches = { active: 0, met: new Set() };

/** The condition of a refusal: never true while its guard is off. */
function guard<T>(id: number, condition: T): T | false {
  if (!condition) return condition;
  switches.met.add(id);
  return switches.active === id ? false : condition;
}

/** The condition of what is allowed: always true while its guard is off. */
function pass<T>(id: number, condition: T): T | true {
  if (condition) return condition;
  switches.met.add(id);
  return switches.active === id ? true : condition;
}

interface Literals {
  lit(value: boolean): unknown;
}

/** The arguments of a `where`: a condition that holds for every row while its guard is off. */
function bound(id: number, given: readonly unknown[]): readonly unknown[] {
  switches.met.add(id);
  return switches.active === id ? [(eb: Literals) => eb.lit(true)] : given;
}

/** Stands before a condition of an SQL text. */
function open(id: number): boolean {
  switches.met.add(id);
  return switches.active === id;
}

Object.assign(globalThis, { __guard: guard, __pass: pass, __bound: bound, __open: open });

const byUrl = new Map<string, Guard[]>();
for (const one of JSON.parse(readFileSync(process.env['GUARD_LIST'] ?? '', 'utf8')) as readonly Guard[]) {
  const url = pathToFileURL(join(root, one.path)).href;
  byUrl.set(url, [...(byUrl.get(url) ?? []), one]);
}

const standIn = new URL('./collected-tests.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'node:test') return { url: standIn, format: 'module-typescript', shortCircuit: true };
    return next(specifier, context);
  },
  load(url, context, next) {
    const loaded = next(url, context);
    const guards = byUrl.get(url);
    if (guards === undefined || loaded.source === undefined || loaded.source === null) return loaded;
    const text =
      typeof loaded.source === 'string' ? loaded.source : Buffer.from(loaded.source as Uint8Array).toString();
    return { ...loaded, source: withSwitches(text, guards) };
  },
});
