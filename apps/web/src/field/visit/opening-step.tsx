/** Opening: rights and duties told, recusal asked with the answer, who represents the object, who assists. */
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import { useState } from 'react';
import { formatInstant } from '../../shared/format.ts';
import { RadioGroup } from '../../shared/forms/choices.tsx';
import { TextArea } from '../../shared/forms/field.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { nowInstant } from '../../shared/platform/clock.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { PhoneActions } from '../frame.tsx';
import { assistantsOf, assistantsText } from './assistants.ts';
import { Doubled } from './doubled.tsx';
import { Fold } from './fold.tsx';
import { KeptArea } from './kept-fields.tsx';
import { Representative } from './representative.tsx';
import type { StepProps } from './step-props.ts';
import { ownTeam } from './team.ts';
import { useBook, useVisitActions } from './visit-context.tsx';

const rights = ['know', 'refuse', 'recusal', 'defence', 'duty', 'integrity'] as const;
const answers = ['notAsked', 'asked'] as const;

export function OpeningStep(props: StepProps) {
  const say = useText(visitStepText);
  const { visit, content } = useBook();
  const { write } = useVisitActions();
  const [recusal, setRecusal] = useState(content.opening?.recusal ?? 'notAsked');
  const [note, setNote] = useState(content.opening?.note ?? '');
  const press = () => {
    write('opening', { at: content.opening?.at ?? nowInstant(), rightsTold: true, recusal, note });
    if (content.started === null) write('started', nowInstant());
    props.onNext();
  };
  return (
    <>
      <h2>{say('openingTitle')}</h2>
      <NoticeLines />
      <p>{say('openingLead')}</p>
      <ol className="rights">
        {rights.map((right) => (
          <li key={right}>{say(`right.${right}`, { phone: ownTeam(visit)?.supervisionPhone ?? '' })}</li>
        ))}
      </ol>
      <Doubled path="opening" />
      <RadioGroup
        name="recusal"
        label={say('recusalQuestion')}
        value={recusal}
        choices={answers.map((value) => ({ value, label: say(`recusal.${value}`) }))}
        onChange={(value) => setRecusal(value === 'asked' ? 'asked' : 'notAsked')}
      />
      {recusal === 'asked' ? <Notice tone="warning">{say('recusalAsked')}</Notice> : null}
      <TextArea
        name="recusal-note"
        label={say('recusalNote')}
        hint={say('recusalNoteHint')}
        optional={recusal === 'notAsked'}
        rows={2}
        maxLength={1000}
        value={note}
        onChange={setNote}
      />
      <Representative />
      <Assistants />
      <PhoneActions>
        <Button kind="primary" onClick={press}>
          {say('openingAction')}
        </Button>
      </PhoneActions>
    </>
  );
}

function Assistants() {
  const say = useText(visitStepText);
  const { content } = useBook();
  const { write } = useVisitActions();
  return (
    <Fold title={say('assistants')}>
      <KeptArea
        name="assistants"
        label={say('assistants')}
        hint={say('assistantsHint')}
        optional
        rows={2}
        maxLength={1000}
        kept={assistantsText(content.assistants)}
        onKeep={(text) => write('assistants', assistantsOf(text))}
      />
    </Fold>
  );
}

function NoticeLines() {
  const say = useText(visitStepText);
  const { notice } = useBook().visit;
  if (notice === null) return null;
  return (
    <Notice>
      <p>
        {notice.deliveredAt === null
          ? say('noticeHand', { number: notice.number })
          : say('noticeLine', { number: notice.number, at: formatInstant(notice.deliveredAt) })}
      </p>
      {notice.visitNo === null ? null : <p>{say('visitNo', { n: notice.visitNo })}</p>}
    </Notice>
  );
}
