/** One complaint, tip or call: what was said, who handles it, what was found and answered. */

import { contactOutcomes } from '@mingcha/core/publications/contacts/contact.ts';
import {
  type ContactDetail,
  type ContactMoveForm,
  type ContactPerson,
  getContact,
  moveContact,
  readContactPerson,
} from '@mingcha/core/publications/contacts/contact-api.ts';
import { contactPageText } from '@mingcha/core/publications/contacts/contact-page-text.ts';
import { useState } from 'react';
import { callApi } from '../../../shared/api/call-api.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { RadioGroup } from '../../../shared/forms/choices.tsx';
import { TextArea } from '../../../shared/forms/field.tsx';
import { ErrorSummary } from '../../../shared/forms/form.tsx';
import { useSentence, useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { PageHeader, Section } from '../../../shared/ui/page.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { DateText, PairList, StateChip } from '../../../shared/ui/values.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { DraftPaper } from '../../parts/draft-paper.tsx';
import { WhyThisDay } from '../../parts/why-this-day.tsx';
import { useFoundObjects } from '../../registers/use-found.ts';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { AssignPart, NotePart, type Typed, useIntakeMove } from '../objections/intake-forms.tsx';
import { IntakeFrame } from '../objections/intake-frame.tsx';
import { IntakeDue, IntakeSteps } from '../objections/intake-parts.tsx';
import { contactTones } from './contacts-page.tsx';

export function ContactPage() {
  const say = useText(contactPageText);
  const read = useApiQuery(getContact, { params: { id: useParam('id') } });
  return (
    <IntakeFrame title={say('pageTitle')} read={read}>
      {(found) => (
        <>
          <PageHeader
            title={found.subject ?? say('subjectHidden')}
            lead={
              <>
                {found.number}{' '}
                <StateChip tone={contactTones[found.state]}>{say(`state.${found.state}`)}</StateChip>
              </>
            }
            actions={<Links found={found} />}
          />
          <div className="intake-columns">
            <div>
              <Section title={say('content')}>
                {found.content === null ? (
                  <Notice>{say('contentHidden')}</Notice>
                ) : (
                  <p className="intake-text">{found.content}</p>
                )}
              </Section>
              {found.outcome === null ? null : <Answer found={found} />}
              <Section title={say('steps')}>
                <IntakeSteps
                  steps={found.steps}
                  wordOf={(step) => say(`step.${step}` as keyof typeof contactPageText.zh)}
                />
              </Section>
            </div>
            <div>
              <NextStep key={found.version} found={found} onDone={read.reload} />
              <Facts found={found} />
            </div>
          </div>
        </>
      )}
    </IntakeFrame>
  );
}

/** The case inspection's form with its ground filled in. */
function caseLink(found: ContactDetail, document: string): string {
  const query = new URLSearchParams({
    origin: 'complaint',
    document,
    number: found.number,
    day: found.receivedOn,
    // A case stands on papers that the unit reads: words of a tip never do.
    reason: found.kind === 'tip' ? '' : (found.subject ?? ''),
  });
  return `/tasks/new?${query.toString()}`;
}

function Links({ found }: { readonly found: ContactDetail }) {
  const say = useText(contactPageText);
  const isCase = found.kind === 'tip' || found.kind === 'complaint';
  return (
    <>
      {isCase ? (
        <GoTo to={caseLink(found, say('caseDocument'))} className={buttonClass({})}>
          {say('openCase')}
        </GoTo>
      ) : null}
      <GoTo to="/contacts" className={buttonClass({})}>
        {say('back')}
      </GoTo>
    </>
  );
}

function Answer({ found }: { readonly found: ContactDetail }) {
  const say = useText(contactPageText);
  return (
    <Section title={say('reply')}>
      <PairList
        columns={1}
        pairs={[
          { name: say('outcome'), value: found.outcome === null ? '' : say(`outcome.${found.outcome}`) },
          { name: say('finding'), value: <span className="intake-text">{found.finding}</span> },
          { name: say('reply'), value: <span className="intake-text">{found.reply}</span> },
        ]}
      />
      {found.isRecorded ? <Notice tone="verified">{say('recorded')}</Notice> : null}
    </Section>
  );
}

function Facts({ found }: { readonly found: ContactDetail }) {
  const say = useText(contactPageText);
  const clock = `${found.kind === 'enquiry' ? 'enquiryAnswered' : 'contactAnswered'}:${found.id}`;
  return (
    <Section title={say('facts')}>
      <PairList
        columns={1}
        pairs={[
          { name: say('kind'), value: say(`kind.${found.kind}`) },
          { name: say('channel'), value: `${say(`channel.${found.channel}`)} ${found.outsideNumber}` },
          { name: say('objectName'), value: found.objectName === '' ? '–' : found.objectName },
          { name: say('person'), value: <Person found={found} /> },
          { name: say('receivedOn'), value: <DateText value={found.receivedOn} form="short" /> },
          {
            name: say('due'),
            value: (
              <>
                <IntakeDue dueOn={found.dueOn} daysLeft={found.daysLeft} />
                <WhyThisDay clockKey={clock} />
                {found.state === 'answered' ? null : <DraftPaper about={clock} subject={found.number} />}
              </>
            ),
          },
          { name: say('handler'), value: found.handlerName ?? say('noHandler') },
          ...(found.cases.length === 0 ? [] : [{ name: say('cases'), value: <Cases found={found} /> }]),
          { name: say('enteredBy'), value: found.enteredName === '' ? '–' : found.enteredName },
        ]}
      />
    </Section>
  );
}

function Cases({ found }: { readonly found: ContactDetail }) {
  return (
    <span className="intake-cell">
      {found.cases.map((each) => (
        <GoTo key={each.id} to={`/tasks/${each.id}`}>
          {each.number === '' ? each.title : each.number}
        </GoTo>
      ))}
    </span>
  );
}

function Person({ found }: { readonly found: ContactDetail }) {
  const say = useText(contactPageText);
  const sentence = useSentence();
  const [person, setPerson] = useState<ContactPerson | null>(null);
  const [refused, setRefused] = useState('');
  if (found.isAnonymous) return say('anonymous');
  if (person !== null)
    return [person.name, person.phone, person.address].filter((one) => one !== '').join(' ');
  if (!found.maySeePerson) return '***';
  const open = async () => {
    const result = await callApi(readContactPerson, { params: { id: found.id } });
    if (result.ok) setPerson(result.value);
    else setRefused(sentence(result.error));
  };
  return (
    <span className="intake-cell">
      <Button size="small" onClick={() => void open()}>
        {say('readPerson')}
      </Button>
      <span className="secondary">{refused === '' ? say('readPersonHint') : refused}</span>
    </span>
  );
}

interface StepProps {
  readonly found: ContactDetail;
  readonly onDone: () => void;
}

function NextStep({ found, onDone }: StepProps) {
  const say = useText(contactPageText);
  return (
    <Section title={say('next')}>
      {found.allowed.length === 0 ? <p className="secondary">{say('nothingToDo')}</p> : null}
      {found.allowed.includes('assign') ? <AssignForm found={found} onDone={onDone} /> : null}
      {found.allowed.includes('note') ? <NoteForm found={found} onDone={onDone} /> : null}
      {found.allowed.includes('answer') ? <AnswerForm found={found} onDone={onDone} /> : null}
    </Section>
  );
}

function useMove({ found, onDone }: StepProps, initial: Typed) {
  const say = useText(contactPageText);
  const action = useApiAction(moveContact);
  const send = (form: ContactMoveForm) =>
    action.run({ params: { id: found.id }, body: { version: found.version, form } });
  return useIntakeMove({ send, busy: action.busy, said: say('moved'), onDone }, initial);
}

function AssignForm(props: StepProps) {
  const say = useText(contactPageText);
  return (
    <AssignPart
      move={useMove(props, { handlerId: '' })}
      handlers={props.found.handlers}
      isAssigned={props.found.handlerName !== null}
      label={say('handler')}
      action={say('assign')}
    />
  );
}

function NoteForm(props: StepProps) {
  const say = useText(contactPageText);
  return <NotePart move={useMove(props, { note: '' })} label={say('note')} action={say('addNote')} />;
}

function AnswerForm(props: StepProps) {
  const say = useText(contactPageText);
  const { found } = props;
  const [objectId, setObjectId] = useState<readonly string[]>(
    found.objectId === null ? [] : [found.objectId],
  );
  const { form, send, busy } = useMove(props, { outcome: '', finding: '', reply: '' });
  const field = (name: string) => ({
    name,
    error: form.error(name),
    value: form.values[name] ?? '',
    onChange: form.set(name),
  });
  const outcome = contactOutcomes.find((each) => each === form.values['outcome']);
  return (
    <div className="intake-form">
      <ErrorSummary problems={form.problems} />
      <RadioGroup
        {...field('outcome')}
        label={say('outcome')}
        choices={contactOutcomes.map((value) => ({ value, label: say(`outcome.${value}`) }))}
      />
      <ObjectField found={found} value={objectId} onChange={setObjectId} error={form.error('objectId')} />
      <TextArea
        {...field('finding')}
        label={say('finding')}
        hint={say('findingHint')}
        wide
        rows={3}
        maxLength={4000}
      />
      <TextArea
        {...field('reply')}
        label={say('reply')}
        hint={say('replyHint')}
        wide
        rows={3}
        maxLength={4000}
      />
      <div className="button-row">
        <Button
          kind="primary"
          busy={busy}
          disabled={outcome === undefined}
          onClick={() =>
            void send({
              move: 'answer',
              outcome: outcome ?? 'explained',
              finding: form.values['finding'] ?? '',
              reply: form.values['reply'] ?? '',
              objectId: objectId[0] ?? null,
            })
          }
        >
          {say('answer')}
        </Button>
      </div>
    </div>
  );
}

function ObjectField(props: {
  readonly found: ContactDetail;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly error: string | undefined;
}) {
  const say = useText(contactPageText);
  const { found, ...field } = props;
  const objects = useFoundObjects();
  const own = found.objectId === null ? [] : [{ value: found.objectId, label: found.objectName }];
  return (
    <ChooseField
      {...field}
      name="objectId"
      label={say('object')}
      hint={say('objectHint')}
      optional
      choices={[...own, ...objects.choices]}
      loading={objects.loading}
      onSearch={objects.onSearch}
    />
  );
}
