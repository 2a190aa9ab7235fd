/** The two clocks of a team's result with how each day came about, and asking for more time. */
import {
  askExtension,
  type ClockView,
  decideExtension,
  type TeamResultView,
} from '@mingcha/core/inspections/results/result-api.ts';
import { resultPageText } from '@mingcha/core/inspections/results/result-page-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { formatDay } from '../../shared/format.ts';
import { DayField, TextArea } from '../../shared/forms/field.tsx';
import { ErrorSummary, useForm } from '../../shared/forms/form.tsx';
import { useLocale, useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Popover } from '../../shared/ui/popover.tsx';
import { ErrorNotice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { DraftPaper } from '../parts/draft-paper.tsx';
import { WhyThisDay } from '../parts/why-this-day.tsx';
import { useSession } from '../shell/session.tsx';
import type { TeamProps } from './results-section.tsx';

export function Clocks({ inspectionId, team }: TeamProps) {
  const say = useText(resultPageText);
  const [asking, setAsking] = useState(false);
  if (team.clocks.length === 0) return null;
  return (
    <section className="result-clocks" aria-label={say('clocks')}>
      {team.clocks.map((clock) => (
        <Clock
          key={clock.clock}
          clock={clock}
          clockKey={`${clock.clock}:${inspectionId}${team.agencyId}`}
          team={team}
        />
      ))}
      {team.mayAskExtension ? (
        <Button size="small" onClick={() => setAsking(true)}>
          {say('ask')}
        </Button>
      ) : null}
      <Extensions inspectionId={inspectionId} team={team} />
      {asking ? <AskDialog inspectionId={inspectionId} team={team} onClose={() => setAsking(false)} /> : null}
    </section>
  );
}

function Clock(props: {
  readonly clock: ClockView;
  readonly clockKey: string;
  readonly team: TeamProps['team'];
}) {
  const { clock, clockKey, team } = props;
  const say = useText(resultPageText);
  const { locale } = useLocale();
  const { person } = useSession();
  const plain = (
    <Popover label={say('why')}>
      <Why clock={clock} />
    </Popover>
  );
  // Of a body outside the platform the initiator answers; every other agency's clock is its own matter.
  const isOwn = team.outside || team.agencyId === person.agency.id;
  const day = formatDay(clock.dueOn, locale);
  return (
    <div className="result-clock">
      <span>{say(`clock.${clock.clock}`)}</span>
      <strong>
        {clock.doneOn === null
          ? say('dueText', { day })
          : say('done', { day: formatDay(clock.doneOn, locale) })}
      </strong>
      <Left clock={clock} />
      {isOwn ? <WhyThisDay clockKey={clockKey} otherwise={plain} /> : plain}
      {isOwn && clock.doneOn === null ? <DraftPaper about={clockKey} subject={team.agencyName} /> : null}
    </div>
  );
}

/** How much is left; a clock that was met late says so for good. */
function Left({ clock }: { readonly clock: ClockView }) {
  const say = useText(resultPageText);
  if (clock.doneOn !== null) return null;
  const { daysLeft } = clock;
  if (daysLeft < 0) return <StateChip tone="void">{say('overdueDays', { n: -daysLeft })}</StateChip>;
  return (
    <StateChip tone={daysLeft <= 3 ? 'warning' : 'neutral'}>
      {daysLeft === 0 ? say('dueToday') : say('daysLeft', { n: daysLeft })}
    </StateChip>
  );
}

function Why({ clock }: { readonly clock: ClockView }) {
  const say = useText(resultPageText);
  const { locale } = useLocale();
  const { basis } = clock;
  const lines = [
    say('why.start', { day: formatDay(clock.startedOn, locale) }),
    say('why.length', { length: say(`length.${basis.unit}`, { n: basis.length }) }),
    basis.source === '' ? '' : say('why.source', { source: basis.source }),
    basis.capped === 'none' ? '' : say(`why.${basis.capped}`),
    basis.provisional ? say('why.provisional') : '',
    clock.extendedFrom === null ? '' : say('why.extended', { day: formatDay(clock.extendedFrom, locale) }),
    basis.ruleVersion === 0 ? say('why.preset') : say('why.rule', { version: basis.ruleVersion }),
  ];
  return (
    <ul className="result-list">
      {lines
        .filter((line) => line !== '')
        .map((line) => (
          <li key={line}>{line}</li>
        ))}
    </ul>
  );
}

function Extensions({ inspectionId, team }: TeamProps) {
  const say = useText(resultPageText);
  const { locale } = useLocale();
  const toast = useToast();
  const decide = useApiAction(decideExtension);
  if (team.extensions.length === 0) return null;
  const send = async (extensionId: string, decision: 'granted' | 'refused') => {
    const result = await decide.run({
      params: { id: inspectionId, extensionId },
      body: { decision, opinion: '' },
    });
    if (result.ok) toast(say('decideDone'));
  };
  return (
    <ul className="result-list">
      {team.extensions.map((each) => (
        <li key={each.id} className="result-clock">
          <span>
            {say('asked', {
              name: each.askedName,
              day: formatDay(each.dueAsked, locale),
              ground: each.ground,
            })}
          </span>
          <StateChip tone={each.state === 'refused' ? 'void' : 'neutral'}>
            {say(`extension.${each.state}`)}
          </StateChip>
          {team.mayDecideExtension && each.state === 'asked' ? (
            <ButtonRow>
              <Button size="small" busy={decide.busy} onClick={() => void send(each.id, 'granted')}>
                {say('grant')}
              </Button>
              <Button size="small" busy={decide.busy} onClick={() => void send(each.id, 'refused')}>
                {say('refuse')}
              </Button>
            </ButtonRow>
          ) : null}
        </li>
      ))}
      <ErrorNotice error={decide.error} />
    </ul>
  );
}

function AskDialog(props: {
  readonly inspectionId: string;
  readonly team: TeamResultView;
  readonly onClose: () => void;
}) {
  const { team } = props;
  const say = useText(resultPageText);
  const ui = useUi();
  const toast = useToast();
  const ask = useApiAction(askExtension);
  const form = useForm({ ground: '', dueOn: '' });
  const send = async () => {
    const result = await ask.run({
      params: { id: props.inspectionId },
      body: { agencyId: team.agencyId, ...form.values },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('askDone'));
    props.onClose();
  };
  return (
    <Dialog
      open
      title={say('askTitle')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{ui('cancel')}</Button>
          <Button kind="primary" busy={ask.busy} onClick={() => void send()}>
            {say('ask')}
          </Button>
        </>
      }
    >
      <ErrorSummary problems={form.problems} />
      <p className="secondary">{say('askText')}</p>
      <TextArea
        name="ground"
        label={say('ground')}
        maxLength={500}
        rows={3}
        error={form.error('ground')}
        value={form.values.ground}
        onChange={form.set('ground')}
      />
      <DayField
        name="dueOn"
        label={say('askedDay')}
        error={form.error('dueOn')}
        value={form.values.dueOn}
        onChange={form.set('dueOn')}
      />
    </Dialog>
  );
}
