/** That one entry lies in the ledger: asked for here, computed in this browser, shown as a picture and taken away as a file. */
import { type InclusionProof, ledgerRoutes } from '@mingcha/core/common/ledger-api.ts';
import { checkInclusion, holds, readHead, rungsOf } from '@mingcha/core/common/ledger-proof.ts';
import { ledgerProofText } from '@mingcha/core/common/ledger-proof-text.ts';
import { useEffect, useMemo, useState } from 'react';
import { type ApiError, callApi } from '../../shared/api/call-api.ts';
import { formatNumber } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { ErrorNotice, Notice } from '../../shared/ui/states.tsx';
import { StateChip } from '../../shared/ui/values.tsx';

export function EntryProof(props: { readonly seq: number }) {
  const say = useText(ledgerProofText);
  const { seq } = props;
  const [proof, setProof] = useState<InclusionProof | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    const result = await callApi(ledgerRoutes.prove, { params: { seq } });
    setBusy(false);
    setError(result.ok ? null : result.error);
    setProof(result.ok ? result.value : null);
  };
  return (
    <section className="system-part" aria-live="polite">
      <p className="secondary">{say('proveLead')}</p>
      <div>
        <Button size="small" busy={busy} onClick={() => void run()}>
          {say('prove')}
        </Button>
      </div>
      <ErrorNotice error={error} />
      {proof === null ? null : <Proof proof={proof} />}
    </section>
  );
}

function Proof({ proof }: { readonly proof: InclusionProof }) {
  const say = useText(ledgerProofText);
  const verdict = useMemo(() => checkInclusion(proof), [proof]);
  const isGood = holds(verdict);
  return (
    <>
      <Notice tone={isGood ? 'verified' : 'error'}>
        {isGood ? say('holds', { size: formatNumber(proof.size) }) : say('broken')}
      </Notice>
      <ul className="system-lines">
        {(['leaf', 'path', 'signature'] as const).map((step) => (
          <li key={step}>
            <span>{say(step)}</span>
            <StateChip tone={verdict[step] ? 'verified' : 'void'}>
              {say(verdict[step] ? 'yes' : 'no')}
            </StateChip>
          </li>
        ))}
      </ul>
      <Picture proof={proof} />
      <ProofFile proof={proof} />
    </>
  );
}

const row = 46;
const width = 340;
const short = (digest: string): string => `${digest.slice(0, 4)} ${digest.slice(4, 8)}`;

/** The root on top, the entry at the foot; beside each level the value it is joined with. */
function Picture({ proof }: { readonly proof: InclusionProof }) {
  const say = useText(ledgerProofText);
  const rungs = rungsOf(proof);
  const height = (rungs.length + 1) * row;
  const root = readHead(proof.note)?.root ?? '';
  const levelAt = (level: number): number => height - (level + 0.5) * row;
  const boxes = [
    { text: say('entryBox', { seq: proof.seq }), digest: proof.hash },
    ...rungs.map((rung, index) => ({
      text: index === rungs.length - 1 ? say('rootBox') : '',
      digest: rung.above,
    })),
  ];
  return (
    <figure className="proof-picture">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-label={`${say('picture')}: ${proof.path.length} ${short(root)}`}
      >
        {rungs.map((rung, index) => {
          const side = rung.side === 'left' ? 45 : width - 45;
          return (
            <g key={rung.above}>
              <path
                d={`M ${width / 2} ${levelAt(index)} V ${levelAt(index + 1)} M ${side} ${levelAt(index)} L ${width / 2} ${levelAt(index + 1)}`}
                className="proof-line"
              />
              <text x={side} y={levelAt(index) + 4} className="proof-sibling">
                {short(rung.sibling)}
              </text>
            </g>
          );
        })}
        {boxes.map(({ text, digest }, level) => (
          <g key={digest}>
            <rect
              x={width / 2 - 70}
              y={levelAt(level) - 15}
              width={140}
              height={30}
              rx={4}
              className={digest === root || level === 0 ? 'proof-box proof-end' : 'proof-box'}
            />
            <text x={width / 2} y={levelAt(level) + 4} className="proof-own">
              {text === '' ? short(digest) : `${text} ${short(digest)}`}
            </text>
          </g>
        ))}
      </svg>
      <figcaption className="secondary">{say('pictureText')}</figcaption>
    </figure>
  );
}

function ProofFile({ proof }: { readonly proof: InclusionProof }) {
  const say = useText(ledgerProofText);
  const address = useMemo(
    () =>
      URL.createObjectURL(new Blob([`${JSON.stringify(proof, null, 1)}\n`], { type: 'application/json' })),
    [proof],
  );
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return (
    <div>
      <a
        className={buttonClass({ size: 'small' })}
        href={address}
        download={`ledger-proof-${proof.seq}.json`}
      >
        {say('file')}
      </a>
    </div>
  );
}
