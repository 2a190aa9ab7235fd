/** The installation's public facts, read once; undefined until known or when the server does not tell. */
import { type SiteView, siteRoutes } from '@mingcha/core/common/site-api.ts';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { callApi } from './api/call-api.ts';

const SiteContext = createContext<SiteView | undefined>(undefined);

export function SiteProvider(props: { readonly children: ReactNode }) {
  const [site, setSite] = useState<SiteView | undefined>(undefined);
  useEffect(() => {
    void callApi(siteRoutes.show).then((result) => {
      if (result.ok) setSite(result.value);
    });
  }, []);
  return <SiteContext.Provider value={site}>{props.children}</SiteContext.Provider>;
}

export function useSite(): SiteView | undefined {
  return useContext(SiteContext);
}
