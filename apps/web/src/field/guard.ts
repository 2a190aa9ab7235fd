/** Pages for inspectors: whoever has not signed in or unlocked this phone sees the sign-in page at the same address. */
import { type ComponentType, createElement } from 'react';
import type { SmallPage } from '../shared/router.tsx';
import { useSession } from './session.ts';

export function guarded(load: () => Promise<ComponentType>): SmallPage['load'] {
  return async () => {
    const [{ SignInPage }, Page] = await Promise.all([import('./sign-in/sign-in-page.tsx'), load()]);
    return function Guarded() {
      return createElement(useSession() === null ? SignInPage : Page);
    };
  };
}
