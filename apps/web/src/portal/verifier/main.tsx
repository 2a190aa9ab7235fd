/**
 * The offline verifier: one HTML file with everything inside, opened from a disk or a USB stick. Its own policy
 * forbids every connection, so what is chosen here cannot leave the device.
 */
import '../../shared/tokens.css';
import '../../shared/base.css';
import './verifier.css';
import { verifyText } from '@mingcha/core/draws/verify-text.ts';
import { createRoot } from 'react-dom/client';
import { LocaleProvider, useText } from '../../shared/i18n/locale.tsx';
import { ElderSwitch, LanguageSwitch } from '../../shared/ui/small.tsx';
import { ChooseBundle } from '../verify/choose-bundle.tsx';
// the bundler makes this default export
// oxlint-disable-next-line import/default
import VerifyWorker from '../verify/verify-worker.ts?worker&inline';

function OfflineVerifier() {
  const say = useText(verifyText);
  return (
    <main className="verifier">
      <header className="verifier-head">
        <h1>{say('offlineTitle')}</h1>
        <span>
          <ElderSwitch />
          <LanguageSwitch />
        </span>
      </header>
      <p>{say('offlineLead')}</p>
      <ChooseBundle makeWorker={() => new VerifyWorker()} />
    </main>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <LocaleProvider texts={[]}>
    <OfflineVerifier />
  </LocaleProvider>,
);
