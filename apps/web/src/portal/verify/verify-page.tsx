/** A page for bundles that a visitor has on disk, from this site or another. */
import { verifyText } from '@mingcha/core/draws/verify-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { ChooseBundle } from './choose-bundle.tsx';
import { makePortalWorker } from './make-worker.ts';
import { OfflineLink } from './offline-link.tsx';

export function VerifyPage() {
  const say = useText(verifyText);
  return (
    <section className="portal-part">
      <h1>{say('pageTitle')}</h1>
      <p className="portal-lead">{say('pageLead')}</p>
      <ChooseBundle makeWorker={makePortalWorker} />
      <OfflineLink />
    </section>
  );
}
