/** A decision by somebody else than the proposer: the signed-in person, or a second one at the same screen. */
import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import { type ReactNode, useState } from 'react';
import type { ApiError } from '../../../shared/api/call-api.ts';
import { RadioGroup } from '../../../shared/forms/choices.tsx';
import { useSentence, useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { ErrorNotice } from '../../../shared/ui/states.tsx';
import { useSession } from '../../shell/session.tsx';
import { isWhole, nobody, type SecondPerson, SecondPersonFields } from '../second-person.tsx';

export interface Decision {
  readonly approves: boolean;
  readonly second: SecondPerson | undefined;
}

export interface DecisionProps {
  readonly title: string;
  readonly text: string;
  readonly approveLabel: string;
  readonly danger?: boolean;
  readonly error: ApiError | null;
  readonly busy: boolean;
  readonly children?: ReactNode;
  /** Refusing needs something more, such as a note, that is not there yet. */
  readonly mayRefuse?: boolean;
  readonly onDecide: (decision: Decision) => Promise<void>;
  readonly onClose: () => void;
}

export function DecisionDialog(props: DecisionProps) {
  const say = useText(drawPageText);
  const ui = useUi();
  const { person } = useSession();
  const [who, setWho] = useState('second');
  const [second, setSecond] = useState<SecondPerson>(nobody);
  const sentence = useSentence();
  const isAboutPerson = props.error?.field === 'who';
  const isReady = who === 'self' || isWhole(second);
  const decide = (approves: boolean) =>
    void props.onDecide({ approves, second: who === 'self' ? undefined : second });
  return (
    <Dialog
      open
      wide
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{ui('cancel')}</Button>
          <Button
            busy={props.busy}
            disabled={!isReady || props.mayRefuse === false}
            onClick={() => decide(false)}
          >
            {say('refuse')}
          </Button>
          <Button
            kind={props.danger === true ? 'danger' : 'primary'}
            busy={props.busy}
            disabled={!isReady}
            onClick={() => decide(true)}
          >
            {props.approveLabel}
          </Button>
        </>
      }
    >
      <div className="draw-fields">
        <p>{props.text}</p>
        {isAboutPerson ? null : <ErrorNotice error={props.error} />}
        {props.children}
        <RadioGroup
          name="who"
          label={say('whoDecides')}
          hint={say('whoDecidesHint')}
          value={who}
          error={isAboutPerson && props.error !== null ? sentence(props.error) : undefined}
          choices={[
            { value: 'second', label: say('whoDecides.second') },
            { value: 'self', label: say('whoDecides.self', { name: person.personName }) },
          ]}
          onChange={setWho}
        />
        {who === 'second' ? <SecondPersonFields value={second} onChange={setSecond} /> : null}
      </div>
    </Dialog>
  );
}
