/** The hash provider that draws of this server are computed with; results never depend on which one it is. */
import { type HashProvider, providerFor, type Suite } from '@mingcha/draw';

export function serverHash(suite: Suite): HashProvider {
  return providerFor(suite);
}
