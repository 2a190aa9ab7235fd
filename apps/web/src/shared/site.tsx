/** The installation's public facts, read once and again while nothing can be saved; undefined until known or when the server does not tell. */
import { type SiteView, siteRoutes } from '@mingcha/core/common/site-api.ts';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { callApi, readOnlyEvent } from './api/call-api.ts';

const lookAgainMs = 15_000;

const SiteContext = createContext<SiteView | undefined>(undefined);

export function SiteProvider(props: { readonly children: ReactNode }) {
  const [site, setSite] = useState<SiteView | undefined>(undefined);
  const isReadOnly = site?.readOnly !== undefined;
  useEffect(() => {
    const read = () => {
      void callApi(siteRoutes.show).then((result) => {
        if (result.ok) setSite(result.value);
      });
    };
    read();
    // A refusal for lack of room brings the mark at once; it goes by itself when there is room again.
    window.addEventListener(readOnlyEvent, read);
    const timer = isReadOnly ? window.setInterval(read, lookAgainMs) : null;
    return () => {
      window.removeEventListener(readOnlyEvent, read);
      if (timer !== null) window.clearInterval(timer);
    };
  }, [isReadOnly]);
  return <SiteContext.Provider value={site}>{props.children}</SiteContext.Provider>;
}

export function useSite(): SiteView | undefined {
  return useContext(SiteContext);
}
