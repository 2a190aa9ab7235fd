/** The way to the verifier that works from a USB stick. */
import { verifyText } from '@mingcha/core/draws/verify-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Icon } from '../../shared/ui/icons.tsx';

export function OfflineLink() {
  const say = useText(verifyText);
  return (
    <p className="offline-link">
      <a className={buttonClass()} href="/p/verifier.html" download="mingcha-verifier.html">
        <Icon name="download" size={16} />
        {say('offlineGet')}
      </a>
      <span className="secondary">{say('offlineText')}</span>
    </p>
  );
}
