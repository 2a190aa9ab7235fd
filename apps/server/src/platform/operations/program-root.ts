/** Where the program lies. */
import { resolve } from 'node:path';

/** The folder that holds `apps`, `packages` and `node_modules`. */
export const programRoot = resolve(import.meta.dirname, '..', '..', '..', '..', '..');
