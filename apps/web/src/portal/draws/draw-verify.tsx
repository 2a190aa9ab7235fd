/** The button that verifies in the visitor's own browser, the verdict, and the files to take away. */
import {
  downloadPublicBundle,
  downloadPublicFrame,
  type PublicDrawView,
} from '@mingcha/core/draws/public-draw-api.ts';
import { publicDrawText } from '@mingcha/core/draws/public-draw-text.ts';
import { verifyText } from '@mingcha/core/draws/verify-text.ts';
import { useMemo } from 'react';
import { addressOf } from '../../shared/api/address.ts';
import { formatSize } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Go } from '../../shared/router.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Icon } from '../../shared/ui/icons.tsx';
import { makePortalWorker } from '../verify/make-worker.ts';
import { OfflineLink } from '../verify/offline-link.tsx';
import { downloadFiles } from '../verify/read-files.ts';
import { useVerify } from '../verify/use-verify.ts';
import { VerdictView } from '../verify/verdict-view.tsx';
import { DrawnRows } from '../verify/verified-draw.tsx';
import { VerifyProgress } from '../verify/verify-progress.tsx';

export function DrawVerify(props: { readonly draw: PublicDrawView }) {
  const { draw } = props;
  const say = useText(publicDrawText);
  if (draw.bundle === null)
    return (
      <section className="draw-verify">
        <h2>{say('verifyTitle')}</h2>
        <p>{say(draw.voided === null ? 'verifySealed' : 'verifyVoid')}</p>
      </section>
    );
  return <Verifiable draw={draw} bundle={draw.bundle} />;
}

interface VerifiableProps {
  readonly draw: PublicDrawView;
  readonly bundle: NonNullable<PublicDrawView['bundle']>;
}

function Verifiable(props: VerifiableProps) {
  const { draw, bundle } = props;
  const say = useText(publicDrawText);
  const sayVerify = useText(verifyText);
  const params = { id: draw.id };
  const { sha256 } = bundle;
  const key = draw.keys.certificate;
  const { freezeId } = draw;
  const announced = useMemo(() => ({ freezeId, sha256, key }), [freezeId, sha256, key]);
  const verification = useVerify(makePortalWorker, announced);
  const { state } = verification;
  const busy = state.kind === 'loading' || state.kind === 'running';
  const addresses = {
    bundle: addressOf(downloadPublicBundle, { params }),
    frame: draw.frameFile === null ? null : addressOf(downloadPublicFrame, { params }),
  };
  const verify = () => verification.run((signal) => downloadFiles(addresses, signal));
  return (
    <section className="draw-verify">
      <h2>{say('verifyTitle')}</h2>
      <p>{say('verifyText')}</p>
      <Button kind="primary" size="large" className="verify-button" busy={busy} onClick={verify}>
        {sayVerify(state.kind === 'done' ? 'again' : 'run')}
      </Button>
      <VerifyProgress verification={verification} />
      {state.kind === 'done' ? (
        <>
          <VerdictView report={state.report} />
          {state.report.draw === null ? null : <DrawnRows draw={state.report.draw} />}
        </>
      ) : null}
      <Downloads draw={draw} bundle={bundle} addresses={addresses} />
    </section>
  );
}

interface DownloadsProps extends VerifiableProps {
  readonly addresses: { readonly bundle: string; readonly frame: string | null };
}

function Downloads(props: DownloadsProps) {
  const { draw, bundle, addresses } = props;
  const say = useText(publicDrawText);
  return (
    <div className="draw-downloads no-print">
      <p className="button-row">
        <a className={buttonClass()} href={addresses.bundle} download>
          <Icon name="download" size={16} />
          {say('download', { size: formatSize(bundle.size) })}
        </a>
        {addresses.frame === null || draw.frameFile === null ? null : (
          <a className={buttonClass()} href={addresses.frame} download>
            <Icon name="download" size={16} />
            {say('downloadFrame', { size: formatSize(draw.frameFile.size) })}
          </a>
        )}
        <Go to="/verify" className={buttonClass({ kind: 'quiet' })}>
          {say('verifyFile')}
        </Go>
      </p>
      <OfflineLink />
    </div>
  );
}
