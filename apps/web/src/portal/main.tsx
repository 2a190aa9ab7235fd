/** Entry of the public portal. */
import '../shared/tokens.css';
import '../shared/base.css';
// Styles of the pages that the server writes; they stand in the entry's sheet, which has a fixed address.
import '../shared/ui/page.css';
import '../shared/ui/values.css';
import '../shared/ui/button.css';
import '../shared/forms/forms.css';
import './records.css';
import './objections/objections.css';
import { createRoot } from 'react-dom/client';
import { LocaleProvider } from '../shared/i18n/locale.tsx';
import { SmallRouter } from '../shared/router.tsx';
import { SiteProvider } from '../shared/site.tsx';
import { ToastProvider } from '../shared/ui/toast.tsx';
import { PortalFrame, PortalNotFound } from './frame.tsx';
import { portalPages } from './pages.ts';
import { followReading, readChoices } from './reading.ts';
import { portalTexts } from './texts.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
readChoices();
followReading();

createRoot(root).render(
  <LocaleProvider texts={portalTexts}>
    <SiteProvider>
      <ToastProvider>
        <SmallRouter base="/p" pages={portalPages} notFound={<PortalNotFound />} frame={PortalFrame} />
      </ToastProvider>
    </SiteProvider>
  </LocaleProvider>,
);
