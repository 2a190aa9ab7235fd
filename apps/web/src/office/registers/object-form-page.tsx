/** Creating and editing an object on a page of its own. Nothing typed is lost by a refusal or by somebody else's edit. */
import './registers.css';
import { objectFields } from '@mingcha/core/registers/object.ts';
import { createObject, getObject, updateObject } from '@mingcha/core/registers/object-api.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useState } from 'react';
import { callApi } from '../../shared/api/call-api.ts';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { TextField } from '../../shared/forms/field.tsx';
import { Form } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { useGo, useParam } from '../shell/navigation.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import { FormButtons } from './form-buttons.tsx';
import { useCheck } from './form-problems.ts';
import { ObjectFormFields } from './object-form-fields.tsx';
import { emptyObject, type ObjectValues, objectBody, objectValues } from './object-values.ts';
import { useCheckDetails } from './objects/form-parts.tsx';
import { type Stored, useRecordForm } from './use-record-form.ts';
import { useWords } from './words.ts';

export function ObjectNewPage() {
  const say = useText(registerPageText);
  return (
    <Page>
      <PageHeader title={say('objectNew')} />
      <ObjectForm id={null} start={newObject} />
    </Page>
  );
}

const newObject: Stored<ObjectValues> = { values: emptyObject, version: 0 };

export function ObjectEditPage() {
  const say = useText(registerPageText);
  const id = useParam('id');
  const read = useApiQuery(getObject, { params: { id } });
  const object = read.data?.id === id ? read.data : undefined;
  return (
    <Page>
      <PageHeader title={say('objectEdit')} {...(object === undefined ? {} : { lead: object.name })} />
      {read.error !== null && object === undefined ? (
        <ErrorState error={read.error} onRetry={read.reload} />
      ) : object === undefined ? (
        <Skeleton lines={12} />
      ) : (
        <ObjectForm key={id} id={id} start={{ values: objectValues(object), version: object.version }} />
      )}
    </Page>
  );
}

async function readObject(id: string): Promise<Stored<ObjectValues> | null> {
  const read = await callApi(getObject, { params: { id } });
  return read.ok ? { values: objectValues(read.value), version: read.value.version } : null;
}

interface ObjectFormProps {
  /** Null for a new object. */
  readonly id: string | null;
  readonly start: Stored<ObjectValues>;
}

function ObjectForm(props: ObjectFormProps) {
  const { id } = props;
  const say = useText(registerPageText);
  const words = useWords('objects');
  const { form, conflict, reason, busy, submit } = useObjectForm(props);
  return (
    <Section>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<FormButtons busy={busy} back={id === null ? '/objects' : `/objects/${id}`} />}
      >
        <ConflictNotice conflict={conflict} />
        <ObjectFormFields form={form} words={words} />
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

function useObjectForm(props: ObjectFormProps) {
  const { id, start } = props;
  const say = useText(registerPageText);
  const words = useWords('objects');
  const check = useCheck();
  const checkDetails = useCheckDetails();
  const toast = useToast();
  const go = useGo();
  const create = useApiAction(createObject);
  const update = useApiAction(updateObject);
  const [reason, setReason] = useState('');
  const { form, version, conflict, clearConflict, refuse } = useRecordForm({
    start,
    reload: async () => (id === null ? null : readObject(id)),
    fieldName: words.field,
    fieldText: words.value,
  });
  const submit = async () => {
    const fields = objectBody(form.values);
    const problems = [...check(objectFields, fields, words.field), ...checkDetails(fields)];
    if (problems.length > 0) return form.setProblems(problems);
    clearConflict();
    const result =
      id === null
        ? await create.run({ body: fields })
        : await update.run({ params: { id }, body: { ...fields, version, reason } });
    if (!result.ok) return refuse(result.error);
    toast(say('savedObject', { name: fields.name }));
    go(`/objects/${result.value.id}`);
  };
  const busy = create.busy || update.busy;
  return { form, conflict, reason: { value: reason, set: setReason }, busy, submit };
}
