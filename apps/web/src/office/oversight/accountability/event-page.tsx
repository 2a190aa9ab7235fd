/** One accountability event: facts, evidence, the statement, what was decided, and the next step for who may take it. */
import '../../publications/objections/objections.css';
import { accountabilityReaders } from '@mingcha/core/oversight/accountability/accountability.ts';
import {
  type AccountabilityDetail,
  downloadEventFile,
  eventPaper,
  getEvent,
} from '@mingcha/core/oversight/accountability/accountability-api.ts';
import { accountabilityPageText } from '@mingcha/core/oversight/accountability/accountability-page-text.ts';
import { factSentence } from '@mingcha/core/oversight/accountability/fact-sentence.ts';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { PageHeader, Section } from '../../../shared/ui/page.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { DateText, PairList, StateChip } from '../../../shared/ui/values.tsx';
import { IntakeFrame } from '../../publications/objections/intake-frame.tsx';
import { IntakeSteps } from '../../publications/objections/intake-parts.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { useSession } from '../../shell/session.tsx';
import { useEventWords } from '../../system/event-words.ts';
import { AddEvidence } from './add-evidence.tsx';
import { NextSteps } from './event-steps.tsx';
import { eventTones } from './events-page.tsx';

interface Props {
  readonly event: AccountabilityDetail;
}

export function EventPage() {
  const say = useText(accountabilityPageText);
  const read = useApiQuery(getEvent, { params: { id: useParam('id') } });
  return (
    <IntakeFrame title={say('matter')} read={read}>
      {(event) => (
        <>
          <PageHeader
            title={event.facts.subject}
            lead={
              <>
                {event.number} {say(`kind.${event.kind}`)}{' '}
                <StateChip tone={eventTones[event.state]}>{say(`state.${event.state}`)}</StateChip>
              </>
            }
            actions={<Links event={event} />}
          />
          <Notice>{event.isMine ? say('mineNote') : say('notice')}</Notice>
          <div className="intake-columns">
            <div>
              <FactsPart event={event} />
              <EvidencePart event={event} onAdded={read.reload} />
              <StatementPart event={event} />
              <HandlingPart event={event} />
            </div>
            <div>
              <NextSteps key={event.version} event={event} onDone={read.reload} />
              <Section title={say('chain')}>
                <IntakeSteps
                  steps={event.steps.map((step) => ({
                    ...step,
                    personName:
                      step.personName === '' ? say(event.isFact ? 'system' : 'raised') : step.personName,
                  }))}
                  wordOf={(step) => say(`step.${step}` as keyof typeof accountabilityPageText.zh)}
                />
              </Section>
            </div>
          </div>
        </>
      )}
    </IntakeFrame>
  );
}

function Links({ event }: Props) {
  const say = useText(accountabilityPageText);
  const { person } = useSession();
  const mayPrint = person.roles.some((role) => (accountabilityReaders as readonly string[]).includes(role));
  return (
    <>
      {mayPrint && !event.isMine
        ? (['pdf', 'docx'] as const).map((format) => (
            <a
              key={format}
              className={buttonClass({})}
              href={addressOf(eventPaper, { params: { id: event.id }, query: { format } })}
            >
              {say('print')} {format.toUpperCase()}
            </a>
          ))
        : null}
      <GoTo to="/accountability" className={buttonClass({})}>
        {say('back')}
      </GoTo>
    </>
  );
}

function FactsPart({ event }: Props) {
  const say = useText(accountabilityPageText);
  const { locale } = useLocale();
  const from = event.isFact
    ? say('fromRecords')
    : event.raisedName === ''
      ? say('raised')
      : say('raisedBy', { name: event.raisedName });
  return (
    <Section
      title={say('facts')}
      actions={event.path === '' ? null : <GoTo to={event.path}>{say('openMatter')}</GoTo>}
    >
      <p className="intake-text">{event.isFact ? factSentence(event, locale) : event.account}</p>
      <PairList
        columns={2}
        pairs={[
          { name: say('agency'), value: event.agencyName },
          { name: say('person'), value: event.personName === '' ? say('nobody') : event.personName },
          { name: say('happenedOn'), value: <DateText value={event.happenedOn} form="short" /> },
          {
            name: say('createdAt'),
            value: (
              <>
                <DateText value={event.createdAt} form="short" /> <span className="secondary">{from}</span>
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}

function EvidencePart({ event, onAdded }: Props & { readonly onAdded: () => void }) {
  const say = useText(accountabilityPageText);
  const words = useEventWords();
  return (
    <Section title={say('evidence')}>
      {event.evidence.length === 0 ? <p className="secondary">{say('noEvidence')}</p> : null}
      <ol className="intake-steps">
        {event.evidence.map((each) => (
          <li key={each.seq}>
            <strong>
              {say(`evidence.${each.kind}`)}{' '}
              {each.fileId !== null ? (
                <a
                  href={addressOf(downloadEventFile, { params: { id: event.id, fileId: each.fileId } })}
                  target="_blank"
                  rel="noreferrer"
                >
                  {each.title}
                </a>
              ) : each.path === '' ? (
                each.kind === 'ledger' ? (
                  words.event(each.title)
                ) : (
                  each.title
                )
              ) : (
                <GoTo to={each.path}>{each.title}</GoTo>
              )}
            </strong>
            {each.ledgerSeq === null ? null : (
              <span>
                {say('ledgerSeq', { seq: String(each.ledgerSeq) })}{' '}
                <StateChip tone={each.isIntact === true ? 'verified' : 'void'}>
                  {say(each.isIntact === true ? 'intact' : 'notIntact')}
                </StateChip>
              </span>
            )}
            {each.note === '' ? null : <p className="intake-text">{each.note}</p>}
            <span className="secondary">
              {each.personName === '' ? say(event.isFact ? 'system' : 'raised') : each.personName}{' '}
              <DateText value={each.at} form="seconds" />
            </span>
          </li>
        ))}
      </ol>
      {event.mayProve ? <AddEvidence id={event.id} onAdded={onAdded} /> : null}
    </Section>
  );
}

function StatementPart({ event }: Props) {
  const say = useText(accountabilityPageText);
  const isSilent = event.statement === '' && (event.state === 'silent' || event.outcome !== null);
  const empty = isSilent && event.noticedOn !== null ? say('silentNote') : say('noStatement');
  return (
    <Section title={say('statement')}>
      {event.statement === '' ? (
        <p className="secondary">{empty}</p>
      ) : (
        <p className="intake-text">{event.statement}</p>
      )}
      {event.askedOn === null ? null : (
        <PairList
          columns={2}
          pairs={[
            { name: say('askedOn'), value: <DateText value={event.askedOn} form="short" /> },
            {
              name: say('noticedOn'),
              value:
                event.noticedOn === null ? (
                  say('notNoticed')
                ) : (
                  <>
                    <DateText value={event.noticedOn} form="short" />{' '}
                    <span className="secondary">{say(`noticed.${event.noticedHow ?? 'read'}`)}</span>
                  </>
                ),
            },
            { name: say('statementDue'), value: <DateText value={event.statementDue} form="short" /> },
          ]}
        />
      )}
    </Section>
  );
}

function HandlingPart({ event }: Props) {
  const say = useText(accountabilityPageText);
  if (event.outcome === null)
    return (
      <Section title={say('handling')}>
        <p className="secondary">{say('notHandled')}</p>
      </Section>
    );
  return (
    <Section title={say('handling')}>
      <PairList
        columns={1}
        pairs={[
          { name: say('outcome'), value: say(`outcome.${event.outcome}`) },
          ...(event.ground === null ? [] : [{ name: say('ground'), value: say(`ground.${event.ground}`) }]),
          { name: say('decision'), value: <span className="intake-text">{event.decision}</span> },
          {
            name: say('decidedBy'),
            value: (
              <>
                {event.decidedName} <DateText value={event.decidedOn} form="short" />
              </>
            ),
          },
          ...(event.closing === ''
            ? []
            : [{ name: say('closing'), value: <span className="intake-text">{event.closing}</span> }]),
        ]}
      />
    </Section>
  );
}
