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
import { nextSigner, type Signer, signersOf } from './signing.ts';
import { useSigning } from './use-signing.ts';
import { useVisitPaper } from './use-visit-paper.ts';
import { useBook } from './visit-context.tsx';

export type PartySeal = (typeof partySeals)[number];
const seals = ['stamped', 'noSealOnSite', 'refused'] as const satisfies readonly PartySeal[];

/** What is open over the page. */
type Open = { readonly kind: 'pad'; readonly signer: Signer } | { readonly kind: 'photo' | 'refusal' } | null;

export function SignDocument(props: { readonly kind: VisitPaperKind; readonly onView: () => void }) {
  const say = useText(visitSignText);
  const kinds = useText(paperKindText);
  const { visit, content, signatures, screenSigned } = useBook();
  const paper = useVisitPaper(props.kind);
  const [seal, setSeal] = useState<PartySeal>('noSealOnSite');
  const [open, setOpen] = useState<Open>(null);
  const signing = useSigning(paper, seal);
  const known = { visit, representative: content.representative.name, signatures };
  const signers = signersOf(props.kind, known);
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
      {paper.data === null ? null : (
        <div className="sign-ways">
          {onScreen && next !== null ? (
            <Button onClick={() => setOpen({ kind: 'pad', signer: next })}>{say('signScreen')}</Button>
          ) : null}
          <Button onClick={() => setOpen({ kind: 'photo' })}>{say('signPaper')}</Button>
          <Button onClick={() => setOpen({ kind: 'refusal' })}>{say('refuse')}</Button>
        </div>
      )}
      <SealField kind={props.kind} seal={seal} onSeal={setSeal} />
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
          onClose={() => setOpen(null)}
          onKeep={(who, photo) => void signing.photographed(who, photo).then(() => setOpen(null))}
        />
      ) : null}
      {open?.kind === 'refusal' ? (
        <RefusalDialog
          onClose={() => setOpen(null)}
          onKeep={(refused) =>
            void signing.refusedBy(content.representative.name, refused).then(() => setOpen(null))
          }
        />
      ) : null}
    </section>
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
  readonly kind: VisitPaperKind;
  readonly seal: PartySeal;
  readonly onSeal: (seal: PartySeal) => void;
}) {
  const say = useText(visitSignText);
  return (
    <RadioGroup
      name={`seal-${props.kind}`}
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
          <p>{say('staleText')}</p>
          <Button onClick={() => void paper.issue()}>{say('staleIssue')}</Button>
        </Notice>
      ) : null}
    </>
  );
}

function Signers(props: { readonly signers: readonly Signer[] }) {
  const say = useText(visitSignText);
  const words = { signed: 'signed', refused: 'signedRefused', open: 'notSigned' } as const;
  const tones = { signed: 'verified', refused: 'void', open: 'neutral' } as const;
  return (
    <ul className="signers">
      {props.signers.map((signer) => (
        <li key={signer.key}>
          <span>{say('padTitle', { role: say(`role.${signer.role}`), name: signer.name })}</span>
          <StateChip tone={tones[signer.state]}>{say(words[signer.state])}</StateChip>
        </li>
      ))}
    </ul>
  );
}

export type Refused = NonNullable<Signature['refused']>;
