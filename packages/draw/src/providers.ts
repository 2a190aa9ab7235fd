/** The hash providers the rest of the draw uses when a caller names none, and the fixed one of the log. */
import { plainSha256Provider } from './hash/providers.ts';
import type { HashProvider } from './hash-provider.ts';

export { providerFor } from './hash/providers.ts';

/** SHA-256, whatever the suite of the draw: the log and its notes always use it (§10.1). */
export const logHash: HashProvider = plainSha256Provider;
