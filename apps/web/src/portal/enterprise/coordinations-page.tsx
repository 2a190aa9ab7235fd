/** 要求协调: demands of agencies on the enterprise that contradict each other, raised here, with what was settled. */
import {
  type CoordinationDemand,
  type OwnCoordination,
  ownCoordinations,
  raiseAsEnterprise,
} from '@mingcha/core/followups/coordination/coordination-api.ts';
import { coordinationPageText } from '@mingcha/core/followups/coordination/coordination-page-text.ts';
import { useState } from 'react';
import { useRead } from '../../shared/api/use-read.ts';
import { formatDay } from '../../shared/format.ts';
import { CheckboxGroup } from '../../shared/forms/choices.tsx';
import { TextArea } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, StateChip, type Tone } from '../../shared/ui/values.tsx';
import { Centre } from './centre-frame.tsx';
import { useWrite } from './use-write.ts';

export function EnterpriseCoordinationsPage() {
  return <Centre at="/enterprise/coordinations">{() => <Own />}</Centre>;
}

function Own() {
  const say = useText(coordinationPageText);
  const read = useRead(ownCoordinations);
  const [number, setNumber] = useState<string | null>(null);
  if (read.data === undefined)
    return read.error === null ? (
      <Skeleton lines={6} />
    ) : (
      <ErrorState error={read.error} onRetry={read.reload} />
    );
  const { rows, demands } = read.data;
  const free = demands.filter((each) => !each.isTaken);
  const raised = (given: string) => {
    setNumber(given);
    read.reload();
  };
  return (
    <>
      <section className="centre-part">
        <h1>{say('ownTitle')}</h1>
        <p>{say('ownLead')}</p>
        {number === null ? null : <Notice tone="verified">{say('ownSent', { number })}</Notice>}
      </section>
      <section className="centre-part">
        <h2>{say('ownTickets')}</h2>
        {rows.length === 0 ? (
          <p className="secondary">{say('ownTicketsNone')}</p>
        ) : (
          <ul className="centre-list">
            {rows.map((row) => (
              <TicketLine key={row.id} row={row} />
            ))}
          </ul>
        )}
      </section>
      <section className="centre-part">
        <h2>{say('ownDemands')}</h2>
        {demands.length === 0 ? <p className="secondary">{say('ownDemandsNone')}</p> : null}
        {new Set(free.map((each) => each.agencyName)).size > 1 ? (
          <RaiseForm key={number} demands={free} onDone={raised} />
        ) : (
          <DemandLines demands={demands} />
        )}
      </section>
    </>
  );
}

const tones: Readonly<Record<OwnCoordination['state'], Tone>> = {
  raised: 'warning',
  settling: 'accent',
  settled: 'verified',
  dismissed: 'neutral',
};

function TicketLine({ row }: { readonly row: OwnCoordination }) {
  const say = useText(coordinationPageText);
  const isOpen = row.closedOn === null;
  return (
    <li className="centre-line-wide">
      <span className="centre-line-title">
        {say('oneOf', { number: row.number })}
        <StateChip tone={tones[row.state]}>{say(`ownState.${row.state}`)}</StateChip>
        <span className="centre-line-text">
          <DateText value={row.closedOn ?? row.raisedOn} />
        </span>
      </span>
      <ul className="centre-changes">
        {row.demands.map((demand) => (
          <li key={demand.findingId}>
            {say('ownDemand', { agency: demand.agencyName, number: demand.number, text: demand.text })}
            {demand.fate === null ? null : (
              <p>
                <strong>
                  {say('fate')} {say(`fate.${demand.fate}`)}
                </strong>{' '}
                {demand.fateText}
              </p>
            )}
          </li>
        ))}
      </ul>
      {isOpen ? (
        <p className="centre-line-text">{say('ownKeep')}</p>
      ) : (
        <p>
          {say(row.state === 'settled' ? 'groundOf' : 'dismissedBecause')}
          {'　'}
          {row.ground}
        </p>
      )}
    </li>
  );
}

function DemandLines({ demands }: { readonly demands: readonly CoordinationDemand[] }) {
  const say = useText(coordinationPageText);
  const { locale } = useLocale();
  if (demands.length === 0) return null;
  return (
    <>
      <ul className="centre-list">
        {demands.map((demand) => (
          <li key={demand.findingId}>
            <div>
              <span className="centre-line-title">{demand.agencyName}</span>
              <p>{demand.text}</p>
              <p className="centre-line-text">
                {demand.number}
                {demand.dueOn === null
                  ? null
                  : `　${say('ownDue', { day: formatDay(demand.dueOn, locale) })}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p className="secondary">{say('ownOneAgency')}</p>
    </>
  );
}

interface RaiseProps {
  readonly demands: readonly CoordinationDemand[];
  readonly onDone: (number: string) => void;
}

interface Typed {
  readonly findingIds: readonly string[];
  readonly contradiction: string;
}

function useRaise({ demands, onDone }: RaiseProps) {
  const say = useText(coordinationPageText);
  const raise = useWrite(raiseAsEnterprise);
  const form = useForm<Typed>({ findingIds: [], contradiction: '' });
  const submit = async () => {
    const { findingIds, contradiction } = form.values;
    const chosen = demands.filter((each) => findingIds.includes(each.findingId));
    if (new Set(chosen.map((each) => each.agencyName)).size < 2)
      return form.setProblems([{ field: 'findingIds', message: say('chooseTwo') }]);
    if (contradiction.trim() === '')
      return form.setProblems([
        { field: 'contradiction', message: say('fieldMissing', { name: say('contradiction') }) },
      ]);
    const result = await raise.run((actionId) => ({
      body: { actionId, contradiction, findingIds: [...findingIds] },
    }));
    return result.ok ? onDone(result.value.number) : form.refuse(result.error);
  };
  return { form, submit, busy: raise.busy };
}

function RaiseForm(props: RaiseProps) {
  const say = useText(coordinationPageText);
  const { locale } = useLocale();
  const { form, submit, busy } = useRaise(props);
  const dueOf = ({ number, dueOn }: CoordinationDemand): string =>
    dueOn === null ? number : `${number}　${say('ownDue', { day: formatDay(dueOn, locale) })}`;
  return (
    <Form
      onSubmit={submit}
      problems={form.problems}
      label={say('ownTitle')}
      actions={
        <Button kind="primary" size="large" type="submit" busy={busy}>
          {say('ownSend')}
        </Button>
      }
    >
      <CheckboxGroup
        name="findingIds"
        label={say('ownChoose')}
        wide
        error={form.error('findingIds')}
        choices={props.demands.map((demand) => ({
          value: demand.findingId,
          label: `${demand.agencyName}：${demand.text}`,
          hint: dueOf(demand),
        }))}
        value={form.values.findingIds}
        onChange={form.set('findingIds')}
      />
      <TextArea
        name="contradiction"
        label={say('contradiction')}
        hint={say('contradictionHint')}
        wide
        rows={4}
        maxLength={2000}
        error={form.error('contradiction')}
        value={form.values.contradiction}
        onChange={form.set('contradiction')}
      />
    </Form>
  );
}
