/** One checkpoint: what is compared by eye, its files, and its note as text and QR code. */
import { type CheckpointView, ledgerRoutes } from '@mingcha/core/common/ledger-api.ts';
import { ledgerPageText } from '@mingcha/core/common/ledger-page-text.ts';
import { addressOf } from '../../shared/api/address.ts';
import { formatNumber } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { QrCode } from '../../shared/ui/qr-code.tsx';
import { Seal } from '../../shared/ui/seal.tsx';
import { DateText, PairList } from '../../shared/ui/values.tsx';
import { notePartsOf } from './note-parts.ts';

/** Bytes that a code of error correction M holds and a phone still reads from a screen. */
const qrBytes = 1400;

export interface CheckpointFactsProps {
  readonly checkpoint: CheckpointView;
  /** Show the note as a QR code beside the facts. */
  readonly qr: boolean;
}

export function CheckpointFacts(props: CheckpointFactsProps) {
  const say = useText(ledgerPageText);
  const { checkpoint } = props;
  const { size, note, jurisdiction } = checkpoint;
  const file = addressOf(ledgerRoutes.note, { params: { jurisdictionId: jurisdiction.id }, query: { size } });
  return (
    <div className={props.qr ? 'checkpoint-latest' : 'checkpoint-facts'}>
      <div className="checkpoint-facts">
        <Facts checkpoint={checkpoint} />
        <details>
          <summary>{say('noteText')}</summary>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
          <pre className="checkpoint-note" tabIndex={0}>
            {note}
          </pre>
        </details>
        <div className="button-row">
          <a className={buttonClass()} href={file} download>
            {say('download')}
          </a>
        </div>
      </div>
      {props.qr ? <NoteCode note={note} /> : null}
    </div>
  );
}

function Facts(props: CheckpointFactsProps | { readonly checkpoint: CheckpointView }) {
  const say = useText(ledgerPageText);
  const { checkpoint } = props;
  const { nationalSeal } = checkpoint;
  const { origin, signature } = notePartsOf(checkpoint.note);
  const witnesses = checkpoint.cosignatures.map((one) => (
    <span key={one.witness} className="checkpoint-witness">
      {one.witness} <DateText value={one.signedAt} />
    </span>
  ));
  return (
    <PairList
      columns={1}
      pairs={[
        { name: say('origin'), value: <span className="mono">{origin}</span> },
        { name: say('size'), value: `${formatNumber(checkpoint.size)} ${say('sizeUnit')}` },
        { name: say('root'), value: <Seal digest={checkpoint.root} /> },
        { name: say('signedAt'), value: <DateText value={checkpoint.at} form="seconds" /> },
        { name: say('signature'), value: <span className="mono ledger-value">{signature}</span> },
        {
          name: say('verifierKey'),
          value: <span className="mono ledger-value">{checkpoint.verifierKey}</span>,
        },
        { name: say('cosigned'), value: witnesses.length === 0 ? say('notCosigned') : witnesses },
        ...(nationalSeal === undefined
          ? []
          : [
              {
                name: say('nationalSeal'),
                value: (
                  <span className="checkpoint-witness">
                    {say('nationalSealBy', { key: nationalSeal.keyId })} <DateText value={nationalSeal.at} />
                  </span>
                ),
              },
            ]),
      ]}
    />
  );
}

function NoteCode(props: { readonly note: string }) {
  const say = useText(ledgerPageText);
  if (new TextEncoder().encode(props.note).length > qrBytes)
    return <p className="secondary">{say('qrTooLong')}</p>;
  return <QrCode text={props.note} label={say('qr')} size={240} />;
}
