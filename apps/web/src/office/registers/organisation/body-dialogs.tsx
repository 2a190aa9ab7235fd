/** A task force, a member of it, somebody's leaving, a meeting: each a form in a dialog. */
import {
  type BodyDetail,
  type BodyMember,
  type BodyPart,
  type BodyRow,
  bodyFields,
  bodyParts,
  meetingFields,
  memberFields,
} from '@mingcha/core/registers/organisation/body.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import {
  addMember,
  createBody,
  endMember,
  listPosts,
  recordMeeting,
  saveBody,
} from '@mingcha/core/registers/organisation/organisation-register-api.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { DayField, SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { splitList } from '../words.ts';
import { dayOrNull, useSubmit } from './use-org-form.ts';

const bodyLabels = {
  name: 'bodyName',
  document: 'bodyDocument',
  duty: 'bodyDuty',
  since: 'bodySince',
  untilDay: 'bodyUntil',
} as const;
type BodyName = keyof typeof bodyLabels;

interface BodyDialogProps {
  readonly stored: BodyRow | null;
  readonly onDone: (id: string) => void;
  readonly onClose: () => void;
}

export function BodyDialog(props: BodyDialogProps) {
  const { stored, onClose } = props;
  const say = useText(organisationPageText);
  const ui = useUi();
  const create = useApiAction(createBody);
  const save = useApiAction(saveBody);
  const submit = useSubmit();
  const form = useForm<Readonly<Record<BodyName, string>>>({
    name: stored?.name ?? '',
    document: stored?.document ?? '',
    duty: stored?.duty ?? '',
    since: stored?.since ?? '',
    untilDay: stored?.untilDay ?? '',
  });
  const field = (name: BodyName) => ({
    name,
    label: say(bodyLabels[name]),
    value: form.values[name],
    onChange: form.set(name),
    error: form.error(name),
  });
  const send = () =>
    submit({
      form,
      schema: bodyFields,
      label: (name) => say(bodyLabels[name as BodyName]),
      body: () => ({ ...form.values, untilDay: dayOrNull(form.values.untilDay) }),
      send: (body) =>
        stored === null
          ? create.run({ body })
          : save.run({ params: { id: stored.id }, body: { ...body, version: stored.version } }),
      said: (body) => say('savedBody', { name: body.name }),
      onDone: (answer) => props.onDone(answer.id),
    });
  return (
    <Dialog open title={say(stored === null ? 'bodyNew' : 'bodyEdit')} onClose={onClose}>
      <Form
        onSubmit={send}
        problems={form.problems}
        actions={<DialogButtons verb={ui('save')} busy={create.busy || save.busy} onClose={onClose} />}
      >
        <TextField {...field('name')} maxLength={100} />
        <TextField {...field('document')} hint={say('bodyDocumentHint')} optional maxLength={300} />
        <TextArea {...field('duty')} optional rows={3} maxLength={2000} />
        <DayField {...field('since')} />
        <DayField {...field('untilDay')} hint={say('bodyUntilHint')} optional />
      </Form>
    </Dialog>
  );
}

interface OfBody {
  readonly body: BodyDetail;
  readonly onClose: () => void;
}

const memberLabels = {
  part: 'memberPart',
  accountId: 'memberAccount',
  personName: 'memberName',
  postTitle: 'memberPost',
  since: 'memberSince',
} as const;
type MemberName = keyof typeof memberLabels;

interface Person {
  readonly accountId: string;
  readonly personName: string;
}

function useMemberForm({ body, onClose }: OfBody, people: readonly Person[]) {
  const say = useText(organisationPageText);
  const add = useApiAction(addMember);
  const submit = useSubmit();
  const form = useForm<Readonly<Record<MemberName, string>>>({
    part: body.headName === null ? 'head' : 'member',
    accountId: '',
    personName: '',
    postTitle: '',
    since: body.since,
  });
  const choose = (accountId: string) => {
    const person = people.find((one) => one.accountId === accountId);
    form.replace({ ...form.values, accountId, personName: person?.personName ?? form.values.personName });
  };
  const send = () =>
    submit({
      form,
      schema: memberFields,
      label: (name) => say(memberLabels[name as MemberName]),
      body: () => ({
        ...form.values,
        part: form.values.part as BodyPart,
        accountId: form.values.accountId === '' ? null : form.values.accountId,
        sectionId: null,
      }),
      send: (fields) => add.run({ params: { id: body.id }, body: { ...fields, version: body.version } }),
      said: (fields) => say('addedMember', { name: fields.personName }),
      onDone: onClose,
    });
  return { form, choose, send, busy: add.busy };
}

export function MemberDialog(props: OfBody) {
  const { onClose } = props;
  const say = useText(organisationPageText);
  const people = useApiQuery(listPosts).data?.people ?? [];
  const { form, choose, send, busy } = useMemberForm(props, people);
  const field = (name: MemberName) => ({
    name,
    label: say(memberLabels[name]),
    value: form.values[name],
    onChange: form.set(name),
    error: form.error(name),
  });
  return (
    <Dialog open title={say('memberNew')} onClose={onClose}>
      <Form
        onSubmit={send}
        problems={form.problems}
        actions={<DialogButtons verb={say('memberNew')} busy={busy} onClose={onClose} />}
      >
        <SelectField
          {...field('part')}
          empty={null}
          choices={bodyParts.map((value) => ({ value, label: say(`part.${value}`) }))}
        />
        <ChooseField
          name="accountId"
          label={say('memberAccount')}
          hint={say('memberAccountHint')}
          optional
          choices={people.map((one) => ({
            value: one.accountId,
            label: [one.personName, one.sectionName ?? ''].join(' ').trim(),
          }))}
          value={form.values.accountId === '' ? [] : [form.values.accountId]}
          onChange={([id]) => choose(id ?? '')}
          error={form.error('accountId')}
        />
        <TextField {...field('personName')} maxLength={60} />
        <TextField {...field('postTitle')} hint={say('memberPostHint')} optional maxLength={100} />
        <DayField {...field('since')} />
      </Form>
    </Dialog>
  );
}

export function LeaveDialog({ body, member, onClose }: OfBody & { readonly member: BodyMember }) {
  const say = useText(organisationPageText);
  const toast = useToast();
  const end = useApiAction(endMember);
  const form = useForm({ untilDay: '' });
  const send = async () => {
    const result = await end.run({
      params: { id: body.id, memberId: member.id },
      body: { ...form.values, version: body.version },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('leftMember'));
    onClose();
  };
  return (
    <Dialog open title={say('memberLeftOf', { name: member.personName })} onClose={onClose}>
      <Form
        onSubmit={send}
        problems={form.problems}
        actions={<DialogButtons verb={say('memberLeft')} busy={end.busy} onClose={onClose} />}
      >
        <DayField
          name="untilDay"
          label={say('memberUntil')}
          value={form.values.untilDay}
          onChange={form.set('untilDay')}
          error={form.error('untilDay')}
        />
      </Form>
    </Dialog>
  );
}

const meetingLabels = {
  heldOn: 'heldOn',
  place: 'place',
  topic: 'topic',
  attendees: 'attendees',
  minutes: 'minutes',
} as const;
type MeetingName = keyof typeof meetingLabels;

export function MeetingDialog({ body, onClose }: OfBody) {
  const say = useText(organisationPageText);
  const hold = useApiAction(recordMeeting);
  const submit = useSubmit();
  const present = body.members.filter((one) => one.untilDay === null).map((one) => one.personName);
  const form = useForm<Readonly<Record<MeetingName, string>>>({
    heldOn: '',
    place: '',
    topic: '',
    attendees: present.join('、'),
    minutes: '',
  });
  const field = (name: MeetingName) => ({
    name,
    label: say(meetingLabels[name]),
    value: form.values[name],
    onChange: form.set(name),
    error: form.error(name),
  });
  const send = () =>
    submit({
      form,
      schema: meetingFields,
      label: (name) => say(meetingLabels[name as MeetingName]),
      body: () => ({ ...form.values, attendees: splitList(form.values.attendees) }),
      send: (fields) => hold.run({ params: { id: body.id }, body: fields }),
      said: () => say('savedMeeting'),
      onDone: onClose,
    });
  return (
    <Dialog open title={say('meetingNew')} onClose={onClose}>
      <Form
        onSubmit={send}
        problems={form.problems}
        actions={<DialogButtons verb={say('meetingNew')} busy={hold.busy} onClose={onClose} />}
      >
        <DayField {...field('heldOn')} />
        <TextField {...field('topic')} maxLength={200} />
        <TextField {...field('place')} optional maxLength={120} />
        <TextArea {...field('attendees')} hint={say('attendeesHint')} optional rows={2} />
        <TextArea
          {...field('minutes')}
          hint={say('minutesHint')}
          optional
          rows={6}
          maxLength={20_000}
          warnSecrets
        />
      </Form>
    </Dialog>
  );
}
