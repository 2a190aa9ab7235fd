/** The inspection code on the whole screen, for the enterprise to scan. Offline too: the code carries a signed summary. */
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { QrCode } from '../../shared/ui/qr-code.tsx';
import { FullScreen } from './full-screen.tsx';
import { useBook } from './visit-context.tsx';

export function CodeScreen(props: {
  readonly code: NonNullable<PackedVisit['code']>;
  readonly onClose: (scanned: boolean) => void;
}) {
  const say = useText(visitStepText);
  const { visit } = useBook();
  const side = Math.min(420, window.innerWidth - 64);
  return (
    <FullScreen
      title={say('codeTitle')}
      onClose={() => props.onClose(false)}
      actions={
        <Button kind="primary" wide onClick={() => props.onClose(true)}>
          {say('codeScanned')}
        </Button>
      }
    >
      <div className="code-screen">
        <p className="object-name">{visit.object.name}</p>
        <QrCode text={codeText(props.code)} label={say('codeTitle')} size={side} caption={false} />
        <p>{say('codeText')}</p>
      </div>
    </FullScreen>
  );
}

/** The whole address; the summary rides behind # and never reaches a server's log. */
function codeText(code: NonNullable<PackedVisit['code']>): string {
  const address = new URL(code.url, window.location.origin).href;
  return code.summary === '' || address.includes('#') ? address : `${address}#${code.summary}`;
}
