/** Entering or correcting a year: the notice pasted and read, every day shown to compare before it is saved. */
import './rules.css';
import { calendarYearFields } from '@mingcha/core/registers/rules/calendar.ts';
import {
  type CalendarVersion,
  calendarYears,
  enterCalendarYear,
  readNotice,
} from '@mingcha/core/registers/rules/calendar-api.ts';
import { calendarPageText } from '@mingcha/core/registers/rules/calendar-page-text.ts';
import { useState } from 'react';
import type { ApiError } from '../../../shared/api/call-api.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { DayField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice, ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { useGo, useParam } from '../../shell/navigation.tsx';
import { FormButtons } from '../form-buttons.tsx';
import { useCheck } from '../form-problems.ts';

export function CalendarYearPage() {
  const say = useText(calendarPageText);
  const year = Number(useParam('year'));
  const read = useApiQuery(calendarYears);
  const now = read.data?.years.find((one) => one.year === year)?.versions[0];
  return (
    <Page>
      <PageHeader title={say('enterYear')} lead={say('yearTitle', { year })} />
      {read.data === undefined ? (
        <Waiting error={read.error} onRetry={read.reload} />
      ) : (
        <YearForm key={year} year={year} now={now} />
      )}
    </Page>
  );
}

function Waiting(props: { readonly error: ApiError | null; readonly onRetry: () => void }) {
  return props.error === null ? <Skeleton lines={8} /> : <ErrorState {...props} error={props.error} />;
}

interface Values {
  readonly source: string;
  readonly breaks: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  /** One day a line. */
  readonly makeUpDays: string;
  readonly reason: string;
}
type YearFormState = FormState<Values>;

function useYearForm(props: { readonly year: number; readonly now: CalendarVersion | undefined }) {
  const { year, now } = props;
  const say = useText(calendarPageText);
  const toast = useToast();
  const go = useGo();
  const check = useCheck();
  const enter = useApiAction(enterCalendarYear);
  const form = useForm<Values>({
    source: now?.source ?? '',
    breaks: now?.breaks ?? [],
    makeUpDays: now?.makeUpDays.join('\n') ?? '',
    reason: '',
  });
  const submit = async () => {
    const { source, breaks, makeUpDays, reason } = form.values;
    const days = makeUpDays.split(/[\s、,，;；]+/).filter((one) => one !== '');
    const fields = { year, source, breaks: [...breaks], makeUpDays: days };
    const names: Readonly<Record<string, string>> = {
      source: say('source'),
      breaks: say('breaks'),
      makeUpDays: say('makeUpDays'),
    };
    const problems = check(calendarYearFields, fields, (field) => names[field] ?? field);
    if (problems.length > 0) return form.setProblems(problems);
    const result = await enter.run({ body: { ...fields, reason, version: now?.version ?? 0 } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('saved', { year }));
    go('/calendar');
  };
  return { form, submit, busy: enter.busy };
}

function YearForm(props: { readonly year: number; readonly now: CalendarVersion | undefined }) {
  const say = useText(calendarPageText);
  const { form, submit, busy } = useYearForm(props);
  return (
    <>
      <NoticeReader form={form} />
      <Section>
        <Form
          onSubmit={submit}
          problems={form.problems}
          actions={<FormButtons busy={busy} back="/calendar" />}
        >
          <TextField
            name="source"
            label={say('source')}
            maxLength={200}
            error={form.error('source')}
            value={form.values.source}
            onChange={form.set('source')}
          />
          <Breaks form={form} />
          <TextArea
            name="makeUpDays"
            label={say('makeUpDays')}
            hint={say('makeUpHint')}
            optional
            rows={6}
            maxLength={600}
            error={form.error('makeUpDays')}
            value={form.values.makeUpDays}
            onChange={form.set('makeUpDays')}
          />
          {props.now === undefined ? null : (
            <TextField
              name="reason"
              label={say('reason')}
              hint={say('reasonHint')}
              maxLength={300}
              error={form.error('reason')}
              value={form.values.reason}
              onChange={form.set('reason')}
            />
          )}
        </Form>
      </Section>
    </>
  );
}

function NoticeReader(props: { readonly form: YearFormState }) {
  const { form } = props;
  const say = useText(calendarPageText);
  const [text, setText] = useState('');
  const [done, setDone] = useState('');
  const read = useApiAction(readNotice);
  const submit = async () => {
    const result = await read.run({ body: { text } });
    if (!result.ok) return setDone('');
    const { source, breaks, makeUpDays } = result.value;
    form.replace({ ...form.values, source, breaks, makeUpDays: makeUpDays.join('\n') });
    setDone(say('readDone', { breaks: breaks.length, days: makeUpDays.length }));
  };
  return (
    <Section title={say('notice')}>
      <Form
        onSubmit={submit}
        actions={
          <Button type="submit" busy={read.busy} disabled={text.trim() === ''}>
            {say('read')}
          </Button>
        }
      >
        <TextArea
          name="notice"
          label={say('notice')}
          hint={say('noticeHint')}
          optional
          rows={6}
          maxLength={20_000}
          value={text}
          onChange={setText}
        />
        <ErrorNotice error={read.error} />
        {done === '' ? null : <Notice tone="info">{done}</Notice>}
      </Form>
    </Section>
  );
}

function Breaks(props: { readonly form: YearFormState }) {
  const { form } = props;
  const say = useText(calendarPageText);
  const { breaks } = form.values;
  const set = (next: Values['breaks']) => form.set('breaks')(next);
  const change = (index: number, members: Partial<Values['breaks'][number]>) =>
    set(breaks.map((one, at) => (at === index ? { ...one, ...members } : one)));
  return (
    <div className="rule-items">
      {form.error('breaks') === undefined ? null : <p className="field-error">{form.error('breaks')}</p>}
      {breaks.map((one, index) => (
        // The order is that of the year and changes only by removing.
        // Members have no other name.
        <div key={index} className="rule-item rule-row rule-row-break">
          <TextField
            name={`break${index}.name`}
            label={say('breakName')}
            maxLength={40}
            value={one.name}
            onChange={(name) => change(index, { name })}
          />
          <DayField
            name={`break${index}.from`}
            label={say('breakFrom')}
            value={one.from}
            onChange={(from) => change(index, { from })}
          />
          <DayField
            name={`break${index}.to`}
            label={say('breakTo')}
            value={one.to}
            onChange={(to) => change(index, { to })}
          />
          <Button size="small" onClick={() => set(breaks.filter((_, at) => at !== index))}>
            {say('remove')}
          </Button>
        </div>
      ))}
      <div>
        <Button onClick={() => set([...breaks, { name: '', from: '', to: '' }])}>{say('addBreak')}</Button>
      </div>
    </div>
  );
}
