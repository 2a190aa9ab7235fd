/** Types of `setup-checks.mjs` for its test. */
export interface Machine {
  readonly os: string;
  readonly cpu: string;
  readonly libc: string;
}
export function missingPackages(root: string, machine?: Machine): readonly string[];
export function nodeVersionOf(file: string): string;
export function linkNode(modules: string, ownNode: string, major: number): void;
export function linkPostgresLibraries(modules: string): void;
