/** An assisting body, and the list of people of a letter: each a form in a dialog. */
import { type AgencyLevel, agencyLevels } from '@mingcha/core/common/organisation-api.ts';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import {
  type AssistingBodyRow,
  assistingBodyFields,
  assistingPeople,
  letterFields,
  type PastedPeople,
  pastedPeople,
} from '@mingcha/core/registers/organisation/assisting-body.ts';
import {
  changeAssistingBody,
  createAssistingBody,
  enterAssistingPeople,
} from '@mingcha/core/registers/organisation/assisting-body-api.ts';
import {
  assistingPageText,
  assistingText,
} from '@mingcha/core/registers/organisation/assisting-body-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { DayField, SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { UploadBox } from '../../../shared/forms/upload-box.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { useSession } from '../../shell/session.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useCheck } from '../form-problems.ts';
import { useSubmit } from './use-org-form.ts';

const names = ['name', 'shortName', 'level', 'divisionCode', 'phone'] as const;
type BodyName = (typeof names)[number];

export function AssistingBodyDialog(props: {
  readonly stored: AssistingBodyRow | null;
  readonly onClose: () => void;
}) {
  const { stored, onClose } = props;
  const say = useText(assistingPageText);
  const word = useText(systemPageText);
  const ui = useUi();
  const { person } = useSession();
  const create = useApiAction(createAssistingBody);
  const change = useApiAction(changeAssistingBody);
  const submit = useSubmit();
  const form = useForm<Readonly<Record<BodyName, string>>>({
    name: stored?.name ?? '',
    shortName: stored?.shortName ?? '',
    level: stored?.level ?? 'county',
    divisionCode: stored?.divisionCode ?? person.jurisdiction.divisionCode,
    phone: stored?.phone ?? '',
  });
  const field = (name: BodyName) => ({
    name,
    label: say(name),
    value: form.values[name],
    onChange: form.set(name),
    error: form.error(name),
  });
  const send = () =>
    submit({
      form,
      schema: assistingBodyFields,
      label: (name) => (names.some((one) => one === name) ? say(name as BodyName) : name),
      body: () => ({ ...form.values, level: form.values.level as AgencyLevel }),
      send: (body) =>
        stored === null ? create.run({ body }) : change.run({ params: { id: stored.id }, body }),
      said: () => say('saved'),
      onDone: onClose,
    });
  return (
    <Dialog open title={say(stored === null ? 'new' : 'edit')} onClose={onClose}>
      <Form
        onSubmit={() => void send()}
        problems={form.problems}
        actions={<DialogButtons verb={ui('save')} busy={create.busy || change.busy} onClose={onClose} />}
      >
        <TextField {...field('name')} wide maxLength={80} />
        <TextField {...field('shortName')} maxLength={20} />
        <SelectField
          {...field('level')}
          choices={agencyLevels.map((value) => ({ value, label: word(`level.${value}`) }))}
        />
        <TextField {...field('divisionCode')} mono />
        <TextField {...field('phone')} optional />
      </Form>
    </Dialog>
  );
}

const maxScanBytes = 20 * 1024 * 1024;

interface PeopleProps {
  readonly body: AssistingBodyRow;
  readonly onClose: () => void;
}

function usePeopleForm({ body, onClose }: PeopleProps) {
  const say = useText(assistingPageText);
  const toast = useToast();
  const enter = useApiAction(enterAssistingPeople);
  const [scan, setScan] = useState<File | null>(null);
  const check = useCheck();
  const form = useForm({ number: '', day: '', people: '', file: '' });
  const read = pastedPeople(form.values.people);
  const label = (name: string) => (name === 'number' ? say('letterNumber') : say('letterDay'));
  const send = async () => {
    const { number, day } = form.values;
    const problems = [...check(letterFields, { number, day }, label)];
    if (!assistingPeople.safeParse(read.people).success || read.problems.length > 0)
      problems.push({ field: 'people', message: say('pastedHint') });
    if (scan === null) problems.push({ field: 'file', message: say('scanMissing') });
    if (problems.length > 0 || scan === null) return form.setProblems(problems);
    const people = [...read.people];
    const result = await enter.run({ params: { id: body.id }, body: { number, day, people }, file: scan });
    if (!result.ok) return form.refuse(result.error);
    const { added, changed, ended } = result.value;
    toast(say('entered', { added, changed, ended }));
    onClose();
  };
  return { form, read, scan, setScan, send, busy: enter.busy };
}

export function AssistingPeopleDialog(props: PeopleProps) {
  const { body, onClose } = props;
  const say = useText(assistingPageText);
  const { form, read, scan, setScan, send, busy } = usePeopleForm(props);
  const field = (name: 'number' | 'day' | 'people') => ({
    name,
    value: form.values[name],
    onChange: form.set(name),
    error: form.error(name),
  });
  return (
    <Dialog open wide title={`${body.name} · ${say('enterPeople')}`} onClose={onClose}>
      <Form
        onSubmit={() => void send()}
        problems={form.problems}
        actions={<DialogButtons verb={say('enterPeople')} busy={busy} onClose={onClose} />}
      >
        <TextField {...field('number')} label={say('letterNumber')} maxLength={80} />
        <DayField {...field('day')} label={say('letterDay')} />
        <UploadBox
          name="file"
          label={say('scan')}
          accept={['.pdf', '.png', '.jpg', '.jpeg']}
          maxBytes={maxScanBytes}
          onFile={setScan}
          fileName={scan?.name}
          error={form.error('file')}
        />
        <TextArea {...field('people')} label={say('pasted')} hint={say('pastedHint')} rows={8} wide />
        {form.values.people === '' ? null : <PastedNotice read={read} />}
      </Form>
    </Dialog>
  );
}

/** What of the pasted lines was understood. */
function PastedNotice(props: { readonly read: PastedPeople }) {
  const say = useText(assistingPageText);
  const reason = useText(assistingText);
  const { people, problems } = props.read;
  return (
    <Notice tone={problems.length > 0 ? 'warning' : 'info'}>
      <p>{say('read', { count: people.length })}</p>
      {problems.map((one) => (
        <p key={one.line}>{say('problemLine', { line: one.line, reason: reason(one.code) })}</p>
      ))}
    </Notice>
  );
}
