/** Entry of the office. */
import '../shared/tokens.css';
import '../shared/base.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { LocaleProvider } from '../shared/i18n/locale.tsx';
import { SiteProvider } from '../shared/site.tsx';
import { ToastProvider } from '../shared/ui/toast.tsx';
import { makeRouter } from './shell/router.tsx';
import { officeTexts } from './texts.ts';

const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 5000, refetchOnWindowFocus: true } },
});
const gallery = __GALLERY__
  ? [{ path: '/gallery', load: async () => (await import('./gallery/gallery.tsx')).Gallery }]
  : [];
const router = makeRouter(gallery);
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');

createRoot(root).render(
  <LocaleProvider texts={officeTexts}>
    <QueryClientProvider client={queries}>
      <SiteProvider>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </SiteProvider>
    </QueryClientProvider>
  </LocaleProvider>,
);
