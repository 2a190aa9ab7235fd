/** Creating and editing an inspector on a page of its own. */
import './registers.css';
import { inspectorFields } from '@mingcha/core/registers/inspector.ts';
import {
  createInspector,
  getInspector,
  inspectorFacets,
  updateInspector,
} from '@mingcha/core/registers/inspector-api.ts';
import { establishments } from '@mingcha/core/registers/inspectors/career.ts';
import { careerPageText } from '@mingcha/core/registers/inspectors/career-page-text.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useState } from 'react';
import { callApi } from '../../shared/api/call-api.ts';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { Checkbox } from '../../shared/forms/choices.tsx';
import { DayField, SelectField, TextField } from '../../shared/forms/field.tsx';
import { Form, type FormState } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { useGo, useParam } from '../shell/navigation.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import { FormButtons } from './form-buttons.tsx';
import { useCheck } from './form-problems.ts';
import { emptyInspector, type InspectorValues, inspectorBody, inspectorValues } from './inspector-values.ts';
import { type Stored, useRecordForm } from './use-record-form.ts';
import { useWords, type Words } from './words.ts';

export function InspectorNewPage() {
  const say = useText(registerPageText);
  return (
    <Page>
      <PageHeader title={say('inspectorNew')} />
      <InspectorForm id={null} start={newInspector} />
    </Page>
  );
}

const newInspector: Stored<InspectorValues> = { values: emptyInspector, version: 0 };

export function InspectorEditPage() {
  const say = useText(registerPageText);
  const id = useParam('id');
  const read = useApiQuery(getInspector, { params: { id } });
  const inspector = read.data?.id === id ? read.data : undefined;
  return (
    <Page>
      <PageHeader
        title={say('inspectorEdit')}
        {...(inspector === undefined ? {} : { lead: inspector.name })}
      />
      {read.error !== null && inspector === undefined ? (
        <ErrorState error={read.error} onRetry={read.reload} />
      ) : inspector === undefined ? (
        <Skeleton lines={10} />
      ) : (
        <InspectorForm
          key={id}
          id={id}
          start={{ values: inspectorValues(inspector), version: inspector.version }}
        />
      )}
    </Page>
  );
}

interface InspectorFormProps {
  readonly id: string | null;
  readonly start: Stored<InspectorValues>;
}

async function readInspector(id: string): Promise<Stored<InspectorValues> | null> {
  const read = await callApi(getInspector, { params: { id } });
  return read.ok ? { values: inspectorValues(read.value), version: read.value.version } : null;
}

function InspectorForm(props: InspectorFormProps) {
  const { id } = props;
  const say = useText(registerPageText);
  const words = useWords('inspectors');
  const { form, conflict, reason, busy, submit } = useInspectorForm(props);
  return (
    <Section>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<FormButtons busy={busy} back={id === null ? '/inspectors' : `/inspectors?open=${id}`} />}
      >
        <ConflictNotice conflict={conflict} />
        <CertificateFields form={form} words={words} />
        <PostFields form={form} words={words} />
        <WorkFields form={form} words={words} />
        {id === null ? null : (
          <TextField
            name="reason"
            label={say('field_changeReason')}
            hint={say('reasonHint')}
            optional
            maxLength={200}
            value={reason.value}
            onChange={reason.set}
          />
        )}
      </Form>
    </Section>
  );
}

function useInspectorForm({ id, start }: InspectorFormProps) {
  const say = useText(registerPageText);
  const words = useWords('inspectors');
  const check = useCheck();
  const toast = useToast();
  const go = useGo();
  const create = useApiAction(createInspector);
  const update = useApiAction(updateInspector);
  const [reason, setReason] = useState('');
  const { form, version, conflict, clearConflict, refuse } = useRecordForm({
    start,
    reload: async () => (id === null ? null : readInspector(id)),
    fieldName: words.field,
    fieldText: words.value,
  });
  const submit = async () => {
    const fields = inspectorBody(form.values);
    const problems = check(inspectorFields, fields, words.field).map((problem) =>
      problem.field === 'yearlyCap' || problem.field === 'priorLoad'
        ? {
            ...problem,
            message: say('problemOf', { field: words.field(problem.field), problem: say('notInteger') }),
          }
        : problem,
    );
    if (problems.length > 0) return form.setProblems(problems);
    clearConflict();
    const result =
      id === null
        ? await create.run({ body: fields })
        : await update.run({ params: { id }, body: { ...fields, version, reason } });
    if (!result.ok) return refuse(result.error);
    toast(say('savedInspector', { name: fields.name }));
    go(`/inspectors?open=${result.value.id}`);
  };
  return {
    form,
    conflict,
    reason: { value: reason, set: setReason },
    busy: create.busy || update.busy,
    submit,
  };
}

interface FieldsProps {
  readonly form: FormState<InspectorValues>;
  readonly words: Words;
}
type TextName = Exclude<keyof InspectorValues, 'canLead'>;

function useField({ form, words }: FieldsProps) {
  return (name: TextName) => ({
    name,
    label: words.field(name),
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
}

function CertificateFields(props: FieldsProps) {
  const say = useText(registerPageText);
  const field = useField(props);
  return (
    <fieldset className="form-group form-group-two">
      <legend>{say('groupCertificate')}</legend>
      <TextField {...field('name')} maxLength={60} />
      <TextField {...field('certificateNumber')} mono maxLength={40} />
      <DayField {...field('certificateValidTo')} optional />
    </fieldset>
  );
}

function PostFields(props: FieldsProps) {
  const say = useText(registerPageText);
  const career = useText(careerPageText);
  const field = useField(props);
  const sections = useApiQuery(inspectorFacets).data?.sections ?? [];
  return (
    <fieldset className="form-group form-group-two">
      <legend>{career('career')}</legend>
      <SelectField
        {...field('sectionId')}
        empty={say('noSection')}
        choices={sections.map((section) => ({ value: section.id, label: section.name }))}
        optional
      />
      <TextField {...field('post')} optional maxLength={60} />
      <SelectField
        {...field('establishment')}
        label={career('establishment')}
        empty={null}
        choices={establishments.map((value) => ({ value, label: career(`est_${value}`) }))}
      />
      <TextField {...field('level')} label={career('level')} optional maxLength={40} />
      <DayField {...field('postSince')} label={career('postSince')} optional />
      <TextField
        {...field('qualifications')}
        label={career('qualifications')}
        hint={say('listHint')}
        optional
        maxLength={600}
      />
    </fieldset>
  );
}

function WorkFields(props: FieldsProps) {
  const say = useText(registerPageText);
  const field = useField(props);
  const { form } = props;
  return (
    <fieldset className="form-group">
      <legend>{say('groupWork')}</legend>
      <TextField {...field('specialities')} hint={say('listHint')} optional maxLength={300} />
      <TextField {...field('areas')} hint={say('areasHint')} optional maxLength={1000} />
      <Checkbox
        name="canLead"
        label={say('canLead')}
        hint={say('canLeadHint')}
        checked={form.values.canLead}
        onChange={form.set('canLead')}
      />
      <TextField
        {...field('yearlyCap')}
        hint={say('capHint')}
        inputMode="numeric"
        short
        optional
        maxLength={7}
      />
      <TextField
        {...field('priorLoad')}
        hint={say('loadHint')}
        inputMode="numeric"
        short
        optional
        maxLength={7}
      />
    </fieldset>
  );
}
