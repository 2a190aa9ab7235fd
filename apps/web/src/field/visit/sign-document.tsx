/** One paper to sign: who has signed, and the ways to sign it or to record a refusal. */
import type { VisitPaperKind } from '@mingcha/core/inspections/visits/visit-papers.ts';
import type { Signature } from '@mingcha/core/inspections/visits/visit-record.ts';
import { visitSignText } from '@mingcha/core/inspections/visits/visit-sign-text.ts';
import type { partySeals } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { paperKindText } from '@mingcha/core/tasks/papers/paper-text.ts';
import { useState } from 'react';
import { RadioGroup } from '../../shared/forms/choices.tsx';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { RefusalDialog } from './refusal-dialog.tsx';
import { SignaturePad } from './signature-pad.tsx';
import { SignedPhoto } from './signed-photo.tsx';
import { nextSigner, type Signer, signersOf, supersededDigests } from './signing.ts';
import { isAbnormal } from './steps.ts';
import { useSigning } from './use-signing.ts';
import { useVisitPaper } from './use-visit-paper.ts';
import { useBook } from './visit-context.tsx';

export type PartySeal = (typeof partySeals)[number];
const seals = ['stamped', 'noSealOnSite', 'refused'] as const satisfies readonly PartySeal[];

/** What is open over the page. */
type Open = { readonly kind: 'pad'; readonly signer: Signer } | { readonly kind: 'photo' | 'refusal' } | null;

export function SignDocument(props: { readonly kind: VisitPaperKind; readonly onView: () => void }) {
  const kinds = useText(paperKindText);
  const { content, screenSigned } = useBook();
  const paper = useVisitPaper(props.kind);
  const [seal, setSeal] = useState<PartySeal>('noSealOnSite');
  const [open, setOpen] = useState<Open>(null);
  const signing = useSigning(paper, seal);
  const signers = useSigners(props.kind);
  const next = nextSigner(signers);
  const onScreen = screenSigned.includes(props.kind);
  const keepDrawn = async (signer: Signer, picture: Blob) => {
    if (!(await signing.drawn(signer, picture))) return setOpen(null);
    const rest = signers.filter(({ key }) => key !== signer.key);
    const following = nextSigner(rest);
    return setOpen(following === null ? null : { kind: 'pad', signer: following });
  };
  return (
    <section className="sign-document" aria-label={kinds(`paper_${props.kind}`)}>
      <DocumentHead paper={paper} onView={props.onView} />
      <PaperProblem paper={paper} error={signing.error} />
      <Signers signers={signers} />
      {onScreen && next?.role === 'representative' ? (
        <SealField name={`seal-${props.kind}`} seal={seal} onSeal={setSeal} />
      ) : null}
      {paper.data === null ? null : (
        <Ways
          onPad={onScreen && next !== null ? () => setOpen({ kind: 'pad', signer: next }) : null}
          canRefuse={signers.some(({ role }) => role === 'representative')}
          onOpen={(kind) => setOpen({ kind })}
        />
      )}
      {open?.kind === 'pad' ? (
        <SignaturePad
          key={open.signer.key}
          signer={open.signer}
          onKeep={(picture) => void keepDrawn(open.signer, picture)}
          onOther={() => setOpen({ kind: 'photo' })}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open?.kind === 'photo' ? (
        <SignedPhoto
          signers={signers}
          seal={<SealField name={`photo-seal-${props.kind}`} seal={seal} onSeal={setSeal} />}
          onClose={() => setOpen(null)}
          onKeep={(who, photo) => void signing.photographed(who, photo).then(() => setOpen(null))}
        />
      ) : null}
      {open?.kind === 'refusal' ? (
        <RefusalDialog
          onClose={() => setOpen(null)}
          onKeep={(refused, file) =>
            void signing.refusedBy(content.representative.name, { refused, file }).then(() => setOpen(null))
          }
        />
      ) : null}
    </section>
  );
}

function useSigners(kind: VisitPaperKind): readonly Signer[] {
  const { visit, content, signatures, papers } = useBook();
  const superseded = supersededDigests(kind, papers);
  const representative = content.representative.name;
  const signers = signersOf(kind, { visit, representative, signatures, superseded });
  // Where nobody was met, nobody is asked to sign.
  const isAlone = isAbnormal(content) && representative === '';
  return signers.filter(({ role, state }) => !isAlone || role === 'inspector' || state !== 'open');
}

/** The ways to sign, and the refusal, which is a button like the others. */
function Ways(props: {
  /** Null where the paper is not signed on a screen, or nobody is left to sign. */
  readonly onPad: (() => void) | null;
  /** The enterprise's hand is wanted, so it may be refused. */
  readonly canRefuse: boolean;
  readonly onOpen: (kind: 'photo' | 'refusal') => void;
}) {
  const say = useText(visitSignText);
  return (
    <div className="sign-ways">
      {props.onPad === null ? null : <Button onClick={props.onPad}>{say('signScreen')}</Button>}
      <Button onClick={() => props.onOpen('photo')}>{say('signPaper')}</Button>
      {props.canRefuse ? <Button onClick={() => props.onOpen('refusal')}>{say('refuse')}</Button> : null}
    </div>
  );
}

function DocumentHead(props: {
  readonly paper: ReturnType<typeof useVisitPaper>;
  readonly onView: () => void;
}) {
  const say = useText(visitSignText);
  const kinds = useText(paperKindText);
  const { paper } = props;
  return (
    <header>
      <h3>{kinds(`paper_${paper.kind}`)}</h3>
      <p className="secondary">
        {paper.issued === null ? say('notIssued') : say('issued', { number: paper.number })}
      </p>
      <Button onClick={props.onView}>{say('view')}</Button>
    </header>
  );
}

/** The enterprise's seal is a field of its own (R164). */
function SealField(props: {
  readonly name: string;
  readonly seal: PartySeal;
  readonly onSeal: (seal: PartySeal) => void;
}) {
  const say = useText(visitSignText);
  return (
    <RadioGroup
      name={props.name}
      label={say('seal')}
      value={props.seal}
      choices={seals.map((value) => ({ value, label: say(`seal.${value}`) }))}
      onChange={(value) => props.onSeal(seals.find((each) => each === value) ?? 'noSealOnSite')}
    />
  );
}

/** Why the paper cannot be made or no longer is what was signed. */
function PaperProblem(props: {
  readonly paper: ReturnType<typeof useVisitPaper>;
  readonly error: { readonly code: string } | null;
}) {
  const say = useText(visitSignText);
  const sentence = useSentence();
  const { paper, error } = props;
  return (
    <>
      {paper.error === null || paper.error.code === 'visit.no_paper_setting' ? null : (
        <Notice tone="warning" title={say('notComposed')}>
          {sentence(paper.error)}
        </Notice>
      )}
      {error === null ? null : (
        <Notice tone="error">{error.code === 'no_numbers' ? say('noNumbers') : sentence(error)}</Notice>
      )}
      {paper.isStale ? (
        <Notice tone="warning" title={say('stale')}>
          <p>{say(paper.canIssue ? 'staleText' : 'staleOnPaper')}</p>
          {paper.canIssue ? <Button onClick={() => void paper.issue()}>{say('staleIssue')}</Button> : null}
        </Notice>
      ) : null}
    </>
  );
}

function Signers(props: { readonly signers: readonly Signer[] }) {
  const say = useText(visitSignText);
  const words = {
    signed: 'signed',
    refused: 'signedRefused',
    again: 'signAgain',
    open: 'notSigned',
  } as const;
  const tones = { signed: 'verified', refused: 'void', again: 'warning', open: 'neutral' } as const;
  return (
    <ul className="signers">
      {props.signers.map((signer) => (
        <li key={signer.key}>
          <span>
            {say('padTitle', { role: say(`role.${signer.role}`), name: signer.name })}
            {signer.seal === null ? null : (
              <span className="signer-seal">{say('sealSaid', { seal: say(`seal.${signer.seal}`) })}</span>
            )}
          </span>
          <StateChip tone={tones[signer.state]}>{say(words[signer.state])}</StateChip>
        </li>
      ))}
    </ul>
  );
}

export type Refused = NonNullable<Signature['refused']>;
