/** Commitments and reveals of the parties: each on its own phone by a QR code, or on a paper slip that is typed in. */

import { ceremonyPageText } from '@mingcha/core/draws/ceremony-page-text.ts';
import { ceremonyText } from '@mingcha/core/draws/ceremony-text.ts';
import { listPartyLinks, missReveal, typeCommitment, typeReveal } from '@mingcha/core/draws/draw-api.ts';
import type { ContributionView, DrawView } from '@mingcha/core/draws/draw-views.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { useSentence, useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Icon } from '../../../shared/ui/icons.tsx';
import { QrCode } from '../../../shared/ui/qr-code.tsx';
import { DigestGroups } from '../../../shared/ui/seal.tsx';
import { ErrorNotice } from '../../../shared/ui/states.tsx';
import { useStanding } from '../task/next-step.tsx';
import type { StepProps } from './ceremony-page.tsx';
import { isCommitted, isRevealed } from './steps.ts';

type Phase = 'commit' | 'reveal';

export function CommitStep(props: StepProps) {
  return <Parties draw={props.draw} phase="commit" />;
}

export function RevealStep(props: StepProps) {
  return <Parties draw={props.draw} phase="reveal" />;
}

/** Phones cannot open an address that means the computer itself. */
function isOnlyHere(): boolean {
  return /^(localhost|127\.|\[::1\])/.test(window.location.hostname);
}

function Parties(props: { readonly draw: DrawView; readonly phase: Phase }) {
  const say = useText(ceremonyPageText);
  const words = useText(ceremonyText);
  const { draw, phase } = props;
  const { own } = useStanding(draw);
  const links = useApiQuery(listPartyLinks, { params: { id: draw.id } }, { enabled: own });
  const parties = draw.contributions.filter((source) => source.kind === 'party');
  const isDone = phase === 'commit' ? isCommitted : isRevealed;
  const done = parties.filter(isDone).length;
  return (
    <>
      <div className="ceremony-parties-head">
        <output className="ceremony-tally">
          <strong>{`${done} / ${parties.length}`}</strong>
          {say(phase === 'commit' ? 'committedCount' : 'revealedCount')}
        </output>
        <div>
          <p>{words(phase === 'commit' ? 'explain.commit' : 'explain.reveal')}</p>
          {isOnlyHere() && done < parties.length ? <p className="secondary">{say('onlyHere')}</p> : null}
        </div>
      </div>
      <ErrorNotice error={links.error} />
      <div className="ceremony-parties">
        {parties.map((source) => (
          <Party
            key={source.j}
            draw={draw}
            source={source}
            phase={phase}
            isDone={isDone(source)}
            path={links.data?.rows.find((row) => row.j === source.j)?.path ?? null}
          />
        ))}
      </div>
    </>
  );
}

interface PartyProps {
  readonly draw: DrawView;
  readonly source: ContributionView;
  readonly phase: Phase;
  readonly isDone: boolean;
  readonly path: string | null;
}

function Party(props: PartyProps) {
  const say = useText(ceremonyPageText);
  const words = useText(ceremonyText);
  const [typing, setTyping] = useState(false);
  const { draw, source, phase, isDone, path } = props;
  const isNow = draw.moves.includes(phase === 'commit' ? 'committed' : 'revealed');
  const digest = phase === 'commit' ? source.commitment : source.nonce;
  return (
    <section className="ceremony-party" data-done={isDone} aria-label={source.label}>
      <h2>{source.label}</h2>
      {isDone ? (
        <>
          <p className="ceremony-done">
            <Icon name="check" size={28} />
            {source.missed === null
              ? say(phase === 'commit' ? 'committed' : 'revealed')
              : say('missed', { reason: source.missed })}
          </p>
          {digest === null ? null : <DigestGroups digest={digest} form="short" copy={false} />}
          {source.madeOn === null ? null : (
            <span className="secondary">{words(`madeOn.${source.madeOn}`)}</span>
          )}
        </>
      ) : (
        <>
          {path === null || typing ? null : (
            <QrCode
              text={`${window.location.origin}/m${path}`}
              label={say('scan')}
              size={196}
              caption={false}
            />
          )}
          {isNow ? (
            typing ? (
              <Slip {...props} onClose={() => setTyping(false)} />
            ) : (
              <Button onClick={() => setTyping(true)}>{say('typeSlip')}</Button>
            )
          ) : null}
          {phase === 'reveal' && isNow && !typing ? <Missing {...props} /> : null}
        </>
      )}
    </section>
  );
}

/** What a party brings on paper: the commitment now, the number behind it later. */
function Slip(props: PartyProps & { readonly onClose: () => void }) {
  const say = useText(ceremonyPageText);
  const ui = useUi();
  const { draw, source, phase } = props;
  const [text, setText] = useState('');
  const commit = useApiAction(typeCommitment);
  const reveal = useApiAction(typeReveal);
  const params = { id: draw.id };
  const sentence = useSentence();
  const refused = commit.error ?? reveal.error;
  const isAboutText = refused?.field === 'commitment' || refused?.field === 'nonce';
  const send = async () => {
    const result =
      phase === 'commit'
        ? await commit.run({ params, body: { j: source.j, commitment: text, madeOn: 'slip' } })
        : await reveal.run({ params, body: { j: source.j, nonce: text } });
    if (result.ok) props.onClose();
  };
  return (
    <form
      className="ceremony-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {isAboutText ? null : <ErrorNotice error={refused} />}
      <TextField
        name={`slip-${source.j}`}
        error={isAboutText && refused !== null ? sentence(refused) : undefined}
        label={say(phase === 'commit' ? 'slipCommitment' : 'slipNonce')}
        hint={say('slipHint')}
        mono
        maxLength={120}
        value={text}
        onChange={setText}
      />
      <div className="button-row">
        <Button
          kind="primary"
          type="submit"
          busy={commit.busy || reveal.busy}
          disabled={text.replaceAll(/[\s-]/g, '').length < 52}
        >
          {ui('submit')}
        </Button>
        <Button onClick={props.onClose}>{ui('cancel')}</Button>
      </div>
    </form>
  );
}

/** Who does not reveal in time: noted where a later beacon protects the draw, else the draw is void. */
function Missing(props: PartyProps) {
  const say = useText(ceremonyPageText);
  const ui = useUi();
  const { draw, source } = props;
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const miss = useApiAction(missReveal);
  if (draw.settings.ceremony.onMissing === 'void') return <p className="secondary">{say('missingVoids')}</p>;
  if (!asking) {
    return (
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {say('noteMissing')}
      </Button>
    );
  }
  return (
    <div className="ceremony-form">
      <ErrorNotice error={miss.error} />
      <TextField
        name={`missing-${source.j}`}
        label={say('missingReason')}
        hint={ui('secretsWarning')}
        maxLength={200}
        value={reason}
        onChange={setReason}
      />
      <div className="button-row">
        <Button
          busy={miss.busy}
          disabled={reason.trim() === ''}
          onClick={() => void miss.run({ params: { id: draw.id }, body: { j: source.j, reason } })}
        >
          {say('noteMissing')}
        </Button>
        <Button kind="quiet" onClick={() => setAsking(false)}>
          {ui('cancel')}
        </Button>
      </div>
    </div>
  );
}
