/** Entry of the phone pages. Everything here works over plain HTTP, without a cookie (parties of a draw). */
import '../shared/tokens.css';
import '../shared/base.css';
import { createRoot } from 'react-dom/client';
import { LocaleProvider } from '../shared/i18n/locale.tsx';
import { SmallRouter } from '../shared/router.tsx';
import { SiteProvider } from '../shared/site.tsx';
import { FieldFrame, FieldStart } from './frame.tsx';
import { fieldPages } from './pages.ts';
import { fieldTexts } from './texts.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');

createRoot(root).render(
  <LocaleProvider texts={fieldTexts}>
    <SiteProvider>
      <SmallRouter base="/m" pages={fieldPages} notFound={<FieldStart />} frame={FieldFrame} />
    </SiteProvider>
  </LocaleProvider>,
);
