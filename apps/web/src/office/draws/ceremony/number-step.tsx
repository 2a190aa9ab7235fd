/**
 * Numbers read in the room, typed by two persons who do not see each other's typing. What was typed first stays on
 * the server and is shown only when the second typing is the same.
 */

import { ceremonyPageText } from '@mingcha/core/draws/ceremony-page-text.ts';
import { ceremonyText } from '@mingcha/core/draws/ceremony-text.ts';
import { typeNumber } from '@mingcha/core/draws/draw-api.ts';
import type { ContributionView, DrawView } from '@mingcha/core/draws/draw-views.ts';
import { useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { FieldError, fieldAttributes } from '../../../shared/forms/field.tsx';
import { useSentence, useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { ErrorNotice } from '../../../shared/ui/states.tsx';
import { useSession } from '../../shell/session.tsx';
import { isWhole, nobody, type SecondPerson, SecondPersonFields } from '../second-person.tsx';
import type { StepProps } from './ceremony-page.tsx';

export function NumberStep(props: StepProps) {
  const say = useText(ceremonyPageText);
  const { draw } = props;
  // kept here, because the typing part begins anew for each person
  const [differed, setDiffered] = useState(false);
  const numbers = draw.contributions.filter(
    (source) => source.kind === 'digits' || source.kind === 'lottery',
  );
  const open = numbers.find((source) => source.text === null);
  return (
    <>
      {numbers.map((source) =>
        source.text === null ? null : <ReadNumber key={source.j} source={source} text={source.text} />,
      )}
      {open === undefined ? (
        <p className="ceremony-title">{say('numbersDone')}</p>
      ) : draw.moves.includes('numberTyped') ? (
        <Typing
          key={`${open.j} ${open.firstTypedBy ?? ''}`}
          draw={draw}
          source={open}
          differed={differed}
          onDiffered={setDiffered}
        />
      ) : null}
    </>
  );
}

/** Digits in groups of five, as they are read out. */
function ReadNumber(props: { readonly source: ContributionView; readonly text: string }) {
  const say = useText(ceremonyPageText);
  const { source, text } = props;
  const groups = source.kind === 'digits' ? (text.match(/.{1,5}/g) ?? []) : [text];
  return (
    <figure className="ceremony-digest ceremony-number">
      <figcaption>
        {say('readBy', { label: source.label, names: source.readBy.join('、'), bits: source.bits })}
      </figcaption>
      <p className="mono">
        {groups.map((group, index) => (
          <span key={index}>{group}</span>
        ))}
      </p>
    </figure>
  );
}

interface TypingProps {
  readonly draw: DrawView;
  readonly source: ContributionView;
  /** The last two typings were not the same. */
  readonly differed: boolean;
  readonly onDiffered: (differed: boolean) => void;
}

function Typing(props: TypingProps) {
  const say = useText(ceremonyPageText);
  const words = useText(ceremonyText);
  const { person } = useSession();
  const { draw, source } = props;
  const [text, setText] = useState('');
  const [second, setSecond] = useState<SecondPerson>(nobody);
  const type = useApiAction(typeNumber);
  const sentence = useSentence();
  const isSecond = source.firstTypedBy !== null;
  // somebody else's screen needs no second sign-in: the first typing was another person's
  const needsSignIn = isSecond && source.firstTypedBy === person.personName;
  const send = async () => {
    const body = { j: source.j, text, ...(needsSignIn ? { second } : {}) };
    const result = await type.run({ params: { id: draw.id }, body });
    if (!result.ok) return;
    setText('');
    setSecond(nobody);
    props.onDiffered(result.value.outcome === 'numberDiffered');
  };
  return (
    <form
      className="ceremony-typing"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Asked source={source} />
      <p>
        {isSecond
          ? say('typeSecond', { name: source.firstTypedBy ?? '' })
          : say('typeFirst', { name: person.personName })}
      </p>
      {props.differed ? <p className="ceremony-alert">{words('number.differed')}</p> : null}
      {type.error?.field === 'text' ? null : <ErrorNotice error={type.error} />}
      <HiddenDigits
        source={source}
        text={text}
        error={type.error?.field === 'text' ? sentence(type.error) : undefined}
        onChange={setText}
      />
      {needsSignIn ? <SecondPersonFields value={second} onChange={setSecond} /> : null}
      <div className="ceremony-act">
        <Button
          kind="primary"
          size="large"
          type="submit"
          busy={type.busy}
          disabled={text.trim() === '' || (needsSignIn && !isWhole(second))}
        >
          {say(isSecond ? 'sendSecond' : 'sendFirst')}
        </Button>
      </div>
    </form>
  );
}

function Asked(props: { readonly source: ContributionView }) {
  const say = useText(ceremonyPageText);
  const words = useText(ceremonyText);
  const { source } = props;
  return (
    <h2>
      {source.kind === 'lottery'
        ? say('lotteryOf', { label: source.label })
        : say('digitsOf', {
            label: source.label,
            n: source.length ?? 0,
            means: words(`means.${source.means ?? 'balls'}`),
          })}
    </h2>
  );
}

/** Covered while it is typed, so that the other person does not see it; it may be looked at before it is sent. */
function HiddenDigits(props: {
  readonly source: ContributionView;
  readonly text: string;
  readonly error: string | undefined;
  readonly onChange: (text: string) => void;
}) {
  const say = useText(ceremonyPageText);
  const [shown, setShown] = useState(false);
  const { source, text } = props;
  const typed = text.normalize('NFKC').replaceAll(/\s/g, '').length;
  return (
    <div className="ceremony-digits">
      <label htmlFor={`field-digits-${source.j}`}>
        {source.pattern === null ? say('digits') : say('digitsPattern', { pattern: source.pattern })}
      </label>
      <div className="ceremony-digits-line">
        <input
          {...fieldAttributes({ name: `digits-${source.j}`, label: '', error: props.error })}
          className={shown ? 'input mono' : 'input mono ceremony-covered'}
          inputMode={source.kind === 'digits' ? 'numeric' : 'text'}
          autoComplete="off"
          maxLength={200}
          value={text}
          onChange={(event) => props.onChange(event.target.value)}
        />
        <Button aria-pressed={shown} onClick={() => setShown(!shown)}>
          {say(shown ? 'cover' : 'uncover')}
        </Button>
      </div>
      <FieldError name={`digits-${source.j}`} error={props.error} />
      <output>
        {source.length === null
          ? say('typedCount', { n: typed })
          : say('typedOf', { n: typed, of: source.length })}
      </output>
    </div>
  );
}
