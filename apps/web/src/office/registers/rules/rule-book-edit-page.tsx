/**
 * The draft of a rule book, section by section. Everything is saved together; a refusal keeps what was typed and names the
 * section at fault.
 */
import '../registers.css';
import './rules.css';
import { type RuleBook, ruleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import {
  getRuleBook,
  type RuleBookDetail,
  saveRuleBook,
} from '@mingcha/core/registers/rules/rule-book-api.ts';
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { useState } from 'react';
import type { ApiError } from '../../../shared/api/call-api.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useSentence, useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section, Tabs } from '../../../shared/ui/page.tsx';
import { ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { Hint } from '../../help/hint.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { useCheck } from '../form-problems.ts';
import { EditCaps } from './edit/edit-caps.tsx';
import { EditDeadlines } from './edit/edit-deadlines.tsx';
import { EditMatching } from './edit/edit-matching.tsx';
import type { PartProps } from './edit/edit-parts.ts';
import { EditPublication } from './edit/edit-publication.tsx';
import { EditResults } from './edit/edit-results.tsx';
import { EditSampling } from './edit/edit-sampling.tsx';
import { EditTraining } from './edit/edit-training.tsx';
import { EditFormats, EditWording } from './edit/edit-wording.tsx';

const tabs = [
  'sampling',
  'caps',
  'matching',
  'deadlines',
  'results',
  'publication',
  'training',
  'formats',
  'wording',
] as const;
type Tab = (typeof tabs)[number];

const parts: Readonly<Record<Tab, (props: PartProps) => React.ReactNode>> = {
  sampling: EditSampling,
  caps: EditCaps,
  matching: EditMatching,
  deadlines: EditDeadlines,
  results: EditResults,
  publication: EditPublication,
  training: EditTraining,
  formats: EditFormats,
  wording: EditWording,
};
/** Members of the rule book that stand on another tab than that of their name. */
const tabOf: Readonly<Record<string, Tab>> = {
  mergeWindowDays: 'caps',
  reveal: 'publication',
  leniency: 'publication',
  name: 'wording',
};

export function RuleBookEditPage() {
  const say = useText(rulePageText);
  const sentence = useSentence();
  const id = useParam('id');
  const read = useApiQuery(getRuleBook, { params: { id } });
  const book = read.data?.id === id ? read.data : undefined;
  if (book?.editable === true) return <Editing key={book.id} book={book} />;
  return (
    <Page>
      <PageHeader title={say('ruleBookEdit')} />
      {book === undefined ? (
        <Waiting error={read.error} onRetry={read.reload} />
      ) : (
        <Notice tone="warning">
          <p>{sentence({ code: 'document.not_draft' })}</p>
          <GoTo to={`/rule-books/${id}`}>{say('leaveEdit')}</GoTo>
        </Notice>
      )}
    </Page>
  );
}

function Waiting(props: { readonly error: ApiError | null; readonly onRetry: () => void }) {
  return props.error === null ? <Skeleton lines={12} /> : <ErrorState {...props} error={props.error} />;
}

interface Draft {
  readonly rules: RuleBook;
  readonly reason: string;
}

function useDraft(book: RuleBookDetail) {
  const say = useText(rulePageText);
  const check = useCheck();
  const toast = useToast();
  const save = useApiAction(saveRuleBook);
  const [version, setVersion] = useState(book.version);
  const form = useForm<Draft>({ rules: book.rules, reason: book.reason });
  const tabTitle = (field: string): string => {
    const tab = tabOf[field] ?? tabs.find((one) => one === field) ?? 'wording';
    return say(`tab.${tab}`);
  };
  const submit = async () => {
    const problems = check(ruleBook, form.values.rules, tabTitle);
    if (problems.length > 0) return form.setProblems(problems.map((one) => ({ ...one, field: '' })));
    const result = await save.run({ params: { id: book.id }, body: { ...form.values, version } });
    if (!result.ok) return form.refuse(result.error);
    setVersion(result.value.version);
    form.replace(form.values);
    toast(say('saved'));
  };
  return { form, submit, busy: save.busy };
}

function Editing(props: { readonly book: RuleBookDetail }) {
  const { book } = props;
  const say = useText(rulePageText);
  const [tab, setTab] = useState<Tab>('sampling');
  const { form, submit, busy } = useDraft(book);
  const Part = parts[tab];
  const change = (members: Partial<RuleBook>) => form.set('rules')({ ...form.values.rules, ...members });
  return (
    <Page>
      <PageHeader
        title={say('ruleBookEdit')}
        lead={`${form.values.rules.name} ${say('versionNo', { version: book.bookVersion })}`}
      />
      <Section>
        <div className="rule-form">
          <Hint form="ruleBook" />
          <Form onSubmit={submit} problems={form.problems}>
            <TextField
              name="reason"
              label={say('reason')}
              hint={say('reasonHint')}
              optional
              maxLength={300}
              value={form.values.reason}
              onChange={form.set('reason')}
            />
            <Tabs
              label={say('ruleBook')}
              tabs={tabs.map((key) => ({ key, title: say(`tab.${key}`) }))}
              now={tab}
              onChange={(key) => setTab(key as Tab)}
            >
              <p className="rule-lead">{say(`lead.${tab}`)}</p>
              <Part
                key={tab}
                rules={form.values.rules}
                agencyName={book.agencyName}
                sections={book.sections}
                onChange={change}
              />
            </Tabs>
            <SaveBar busy={busy} changed={form.changed} back={`/rule-books/${book.id}`} />
          </Form>
        </div>
      </Section>
    </Page>
  );
}

function SaveBar(props: { readonly busy: boolean; readonly changed: boolean; readonly back: string }) {
  const say = useText(rulePageText);
  const ui = useUi();
  return (
    <div className="rule-save">
      <Button type="submit" kind="primary" busy={props.busy} disabled={!props.changed}>
        {ui('save')}
      </Button>
      <GoTo to={props.back} className={buttonClass()}>
        {say('leaveEdit')}
      </GoTo>
      <output className="secondary">{props.changed ? say('unsaved') : ''}</output>
    </div>
  );
}
