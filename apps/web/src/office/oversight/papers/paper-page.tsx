/** One paper of supervision: its text, the matter as it was and as it stands, what comes next, reply and chain of steps. */
import {
  printSupervision,
  type SupervisionDetail,
  saveSupervision,
  showSupervision,
} from '@mingcha/core/oversight/papers/supervision-api.ts';
import { supervisionPageText } from '@mingcha/core/oversight/papers/supervision-page-text.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import { useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { PageHeader, Section } from '../../../shared/ui/page.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, PairList } from '../../../shared/ui/values.tsx';
import { useClockWords } from '../../parts/clock-words.ts';
import { IntakeFrame } from '../../publications/objections/intake-frame.tsx';
import { IntakeSteps } from '../../publications/objections/intake-parts.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { useSession } from '../../shell/session.tsx';
import { fieldName, fieldsOf, PaperFields, type PaperValues, valuesOf } from './paper-fields.tsx';
import { PaperNext } from './paper-next.tsx';
import { PaperReply } from './paper-reply.tsx';
import { PaperState, ReplyDue } from './paper-values.tsx';

interface Part {
  readonly found: SupervisionDetail;
}

export function SupervisionPaperPage() {
  const say = useText(supervisionPageText);
  const read = useApiQuery(showSupervision, { params: { id: useParam('id') } });
  return (
    <IntakeFrame title={say('pageTitle')} read={read}>
      {(found) => (
        <>
          <PageHeader
            title={found.title}
            lead={
              <>
                {say(`kind.${found.kind}`)} {found.number ?? say('noNumber')}{' '}
                <PaperState state={found.state} />
              </>
            }
            actions={<Links found={found} />}
          />
          <div className="intake-columns">
            <div>
              <PaperText found={found} onSaved={read.reload} />
              <PaperReply found={found} onChanged={read.reload} />
              <Section title={say('steps')}>
                <IntakeSteps
                  steps={found.steps}
                  wordOf={(step) => say(`step.${step}` as keyof typeof supervisionPageText.zh)}
                />
              </Section>
            </div>
            <div>
              <PaperNext key={found.version} found={found} onDone={read.reload} />
              <Facts found={found} />
              <Matter found={found} />
            </div>
          </div>
        </>
      )}
    </IntakeFrame>
  );
}

function Links({ found }: Part) {
  const say = useText(supervisionPageText);
  const href = (format: 'pdf' | 'docx') =>
    addressOf(printSupervision, { params: { id: found.id }, query: { format } });
  return (
    <>
      <a className={buttonClass({})} href={href('docx')}>
        {say('docx')}
      </a>
      <a className={buttonClass({})} href={href('pdf')}>
        {say('pdf')}
      </a>
      <GoTo to="/oversight/papers" className={buttonClass({})}>
        {say('back')}
      </GoTo>
    </>
  );
}

function PaperText({ found, onSaved }: Part & { readonly onSaved: () => void }) {
  const say = useText(supervisionPageText);
  const [isEdited, setEdited] = useState(false);
  const { talk } = found.content;
  const text = (words: string) => <span className="intake-text">{words}</span>;
  return (
    <Section
      title={say('text')}
      actions={
        found.mayEdit ? (
          <Button size="small" onClick={() => setEdited(!isEdited)}>
            {say(isEdited ? 'closeEdit' : 'edit')}
          </Button>
        ) : null
      }
    >
      {isEdited && found.mayEdit ? (
        <EditForm
          key={found.version}
          found={found}
          onSaved={() => {
            setEdited(false);
            onSaved();
          }}
        />
      ) : (
        <PairList
          columns={1}
          pairs={[
            { name: say('addressee'), value: found.content.addressee },
            { name: say('facts'), value: text(found.content.facts) },
            { name: say('basis'), value: text(found.content.basis) },
            ...(talk === null
              ? []
              : [
                  { name: say('talkOn'), value: <DateText value={talk.on} form="short" /> },
                  { name: say('talkPlace'), value: talk.place },
                  { name: say('talkHost'), value: talk.host },
                  { name: say('talkPresent'), value: talk.present },
                  { name: say('talkRecord'), value: text(talk.record) },
                ]),
            { name: say('demands'), value: text(found.content.demands) },
            ...(found.content.copies === '' ? [] : [{ name: say('copies'), value: found.content.copies }]),
          ]}
        />
      )}
    </Section>
  );
}

function EditForm({ found, onSaved }: Part & { readonly onSaved: () => void }) {
  const say = useText(supervisionPageText);
  const toast = useToast();
  const save = useApiAction(saveSupervision);
  const form = useForm<PaperValues>(valuesOf(found));
  const submit = async () => {
    const body = { version: found.version, ...fieldsOf(found.kind, form.values) };
    const result = await save.run({ params: { id: found.id }, body });
    if (!result.ok) return form.refuse({ ...result.error, field: fieldName(result.error.field ?? '') });
    toast(say('saved'));
    onSaved();
  };
  return (
    <Form
      onSubmit={submit}
      problems={form.problems}
      actions={
        <Button kind="primary" type="submit" busy={save.busy}>
          {say('save')}
        </Button>
      }
    >
      <PaperFields form={form} kind={found.kind} choices={found} />
    </Form>
  );
}

function Facts({ found }: Part) {
  const say = useText(supervisionPageText);
  const who = (name: string | null, at: string | null) =>
    name === null ? (
      '–'
    ) : (
      <>
        {name} <DateText value={at} form="short" />
      </>
    );
  return (
    <Section title={say('state')}>
      <PairList
        columns={1}
        pairs={[
          { name: say('from'), value: found.agencyName },
          { name: say('to'), value: found.toName },
          { name: say('drafted'), value: who(found.draftedName, found.draftedOn) },
          { name: say('approved'), value: who(found.approvedName, found.approvedOn) },
          { name: say('received'), value: who(found.receivedName, found.receivedAt) },
          { name: say('replyDue'), value: <ReplyDue row={found} /> },
        ]}
      />
    </Section>
  );
}

/** The matter: as the records said when it was drafted, and how it stands now. */
function Matter({ found }: Part) {
  const say = useText(supervisionPageText);
  const words = useText(organisationPageText);
  const clocks = useClockWords();
  const { source, now } = found;
  const { person } = useSession();
  // Whoever urges from above has no way into the records below.
  const isAbove = source.below !== null && found.agencyName === person.agency.name;
  const link = source.link === null ? '' : words(`link.${source.link}`);
  const matter = source.clock === null ? link : clocks('clock', source.clock);
  const stands =
    now === null
      ? say(source.clock === null ? 'none' : 'nowGone')
      : now.doneOn !== null
        ? say('nowDone', { day: now.doneOn })
        : now.daysLate > 0
          ? say('nowOpen', { n: now.daysLate })
          : say('nowOpenInTime');
  return (
    <Section
      title={say('matter')}
      actions={isAbove ? null : <GoTo to={source.path}>{say('seeMatter')}</GoTo>}
    >
      <PairList
        columns={1}
        pairs={[
          { name: matter, value: [source.subject, source.taskNumber].join(' ').trim() },
          { name: say('people'), value: source.people.join('、') || say('none') },
          {
            name: say('posts'),
            value:
              source.posts.map((post) => `${post.name} ${post.holders.join('、')}`).join('；') || say('none'),
          },
          { name: say('startedOn'), value: <DateText value={source.startedOn} form="short" /> },
          { name: say('dueOn'), value: <DateText value={source.dueOn} form="short" /> },
          { name: say('state'), value: stands },
        ]}
      />
    </Section>
  );
}
