/** One report: what it says now, the author's own words, its files, and the issue that fixes it. */
import { Scrolls } from '../../../shared/ui/scrolls.tsx';
import '../../publications/objections/objections.css';
import '../../../shared/table/data-table.css';
import './reports.css';
import { type ReportTexts, reportTextKeys } from '@mingcha/core/oversight/reports/report.ts';
import {
  createReport,
  issueReport,
  printReport,
  type ReportDetail,
  reportAuthors,
  saveReport,
  showReport,
} from '@mingcha/core/oversight/reports/report-api.ts';
import { reportPageText } from '@mingcha/core/oversight/reports/report-text.ts';
import { useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { TextArea } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { PageHeader, Section } from '../../../shared/ui/page.tsx';
import { DigestGroups } from '../../../shared/ui/seal.tsx';
import { ErrorNotice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { PairList, StateChip } from '../../../shared/ui/values.tsx';
import { IntakeFrame } from '../../publications/objections/intake-frame.tsx';
import { GoTo, useGo, useParam } from '../../shell/navigation.tsx';
import { mayOpen } from '../../shell/page-list.ts';
import { useSession } from '../../shell/session.tsx';

interface Part {
  readonly found: ReportDetail;
  readonly onDone: () => void;
}

export function ReportPage() {
  const say = useText(reportPageText);
  const { person } = useSession();
  const read = useApiQuery(showReport, { params: { id: useParam('id') } });
  const isAuthor = mayOpen({ roles: reportAuthors }, person.roles);
  return (
    <IntakeFrame title={say('pageTitle')} read={read}>
      {(found) => (
        <>
          <PageHeader
            title={found.title}
            lead={
              <>
                {say('edition', { n: found.edition })}{' '}
                <StateChip tone={found.state === 'issued' ? 'verified' : 'neutral'}>
                  {say(`state.${found.state}`)}
                </StateChip>
              </>
            }
            actions={<Links found={found} />}
          />
          <div className="intake-columns">
            <div>
              <Content found={found} />
            </div>
            <div>
              <Facts found={found} />
              {isAuthor ? <Work key={found.version} found={found} onDone={read.reload} /> : null}
            </div>
          </div>
          <Figures found={found} />
        </>
      )}
    </IntakeFrame>
  );
}

function Links({ found }: Pick<Part, 'found'>) {
  const say = useText(reportPageText);
  const href = (format: 'pdf' | 'docx') =>
    addressOf(printReport, { params: { id: found.id }, query: { format } });
  return (
    <>
      <GoTo to="/oversight/reports" className={buttonClass({})}>
        {say('back')}
      </GoTo>
      <a className={buttonClass({})} href={href('pdf')}>
        {say('pdf')}
      </a>
      <a className={buttonClass({ kind: 'primary' })} href={href('docx')}>
        {say('docx')}
      </a>
    </>
  );
}

function Content({ found }: Pick<Part, 'found'>) {
  const say = useText(reportPageText);
  return (
    <Section title={say('content')}>
      <div className="report-text" lang="zh-CN">
        {found.sections.map((section) => (
          <section key={section.head}>
            <h3>{section.head}</h3>
            {section.paragraphs.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </section>
        ))}
      </div>
    </Section>
  );
}

function Figures({ found }: Pick<Part, 'found'>) {
  const say = useText(reportPageText);
  return (
    <Section title={say('figures')}>
      <Scrolls lang="zh-CN">
        <table className="table report-figures" aria-label={say('figures')}>
          <thead>
            <tr>
              {found.table.heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.table.rows.map(([name = '', ...cells]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {cells.map((cell, at) => (
                  <td key={found.table.heads[at + 1]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
      <ul className="report-notes secondary" lang="zh-CN">
        {found.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Section>
  );
}

function Facts({ found }: Pick<Part, 'found'>) {
  const say = useText(reportPageText);
  return (
    <Section title={say('state')}>
      <PairList
        columns={1}
        pairs={[
          { name: say('of'), value: say('days', { from: found.from, to: found.to }) },
          {
            name: say('figures'),
            value: `${say('asOf', { day: found.asOf })}（${say(found.digest === null ? 'live' : 'frozen')}）`,
          },
          { name: say('author'), value: found.createdName },
          { name: say('issuedBy'), value: found.issuedName ?? '–' },
          ...(found.digest === null
            ? []
            : [{ name: say('digest'), value: <DigestGroups digest={found.digest} /> }]),
        ]}
      />
    </Section>
  );
}

function Work({ found, onDone }: Part) {
  return found.state === 'draft' ? (
    <>
      <WordsForm found={found} onDone={onDone} />
      <IssuePart found={found} onDone={onDone} />
    </>
  ) : (
    <NewEdition found={found} />
  );
}

function WordsForm({ found, onDone }: Part) {
  const say = useText(reportPageText);
  const toast = useToast();
  const save = useApiAction(saveReport);
  const form = useForm<ReportTexts>(found.texts);
  const submit = async () => {
    const body = { version: found.version, texts: form.values };
    const result = await save.run({ params: { id: found.id }, body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('saved'));
    onDone();
  };
  return (
    <Section title={say('texts')}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <Button type="submit" busy={save.busy}>
            {say('save')}
          </Button>
        }
      >
        {reportTextKeys.map((key) => (
          <TextArea
            key={key}
            name={key}
            label={say(`text.${key}`)}
            hint={say('textHint')}
            optional
            wide
            rows={4}
            maxLength={4000}
            error={form.error(key)}
            value={form.values[key]}
            onChange={form.set(key)}
          />
        ))}
      </Form>
    </Section>
  );
}

function IssuePart({ found, onDone }: Part) {
  const say = useText(reportPageText);
  const toast = useToast();
  const issue = useApiAction(issueReport);
  const [isAsked, setAsked] = useState(false);
  const [refused, setRefused] = useState<Parameters<typeof ErrorNotice>[0]['error']>(null);
  const send = async () => {
    const result = await issue.run({ params: { id: found.id }, body: { version: found.version } });
    setAsked(false);
    if (!result.ok) return setRefused(result.error);
    toast(say('issued'));
    onDone();
  };
  return (
    <Section title={say('issue')}>
      {refused === null ? <p className="secondary">{say('issueText')}</p> : <ErrorNotice error={refused} />}
      <div className="button-row">
        <Button onClick={() => setAsked(true)}>{say('issue')}</Button>
      </div>
      <ConfirmDialog
        open={isAsked}
        question={say('issueQuestion')}
        action={say('issue')}
        busy={issue.busy}
        onConfirm={() => void send()}
        onClose={() => setAsked(false)}
      >
        {say('issueText')}
      </ConfirmDialog>
    </Section>
  );
}

function NewEdition({ found }: Pick<Part, 'found'>) {
  const say = useText(reportPageText);
  const go = useGo();
  const create = useApiAction(createReport);
  const [refused, setRefused] = useState<Parameters<typeof ErrorNotice>[0]['error']>(null);
  const send = async () => {
    const result = await create.run({ body: { period: found.period, day: found.from } });
    if (result.ok) return go(`/oversight/reports/${result.value.id}`);
    setRefused(result.error);
  };
  return (
    <Section title={say('newEdition')}>
      {refused === null ? <p className="secondary">{say('issueText')}</p> : <ErrorNotice error={refused} />}
      <div className="button-row">
        <Button busy={create.busy} onClick={() => void send()}>
          {say('newEdition')}
        </Button>
      </div>
    </Section>
  );
}
