/** A post as a form: name, named duty, section, links, holders, days. */
import { accessRoutes } from '@mingcha/core/common/access-api.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import { createPost, savePost } from '@mingcha/core/registers/organisation/organisation-register-api.ts';
import {
  type NamedPost,
  namedPosts,
  type PostFields,
  type PostRow,
  postFields,
  type ResponsibilityLink,
  responsibilityLinks,
} from '@mingcha/core/registers/organisation/post.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { CheckboxGroup } from '../../../shared/forms/choices.tsx';
import { DayField, SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { useSession } from '../../shell/session.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { dayOrNull, useSubmit } from './use-org-form.ts';

interface Person {
  readonly accountId: string;
  readonly personName: string;
  readonly sectionName: string | null;
}
interface PostDialogProps {
  readonly stored: PostRow | null;
  readonly people: readonly Person[];
  readonly onClose: () => void;
}
interface Typed {
  readonly name: string;
  readonly named: string;
  readonly sectionId: string;
  readonly duties: readonly string[];
  readonly note: string;
  readonly since: string;
  readonly untilDay: string;
  readonly holders: readonly string[];
}
const labels = {
  name: 'postName',
  named: 'named',
  sectionId: 'section',
  duties: 'duties',
  note: 'note',
  since: 'since',
  untilDay: 'untilDay',
  holders: 'holders',
} as const;

const empty: Typed = {
  name: '',
  named: '',
  sectionId: '',
  duties: [],
  note: '',
  since: '',
  untilDay: '',
  holders: [],
};

function typedOf(stored: PostRow | null): Typed {
  if (stored === null) return empty;
  const present = stored.holders.filter((one) => one.untilDay === null);
  return {
    ...stored,
    named: stored.named ?? '',
    sectionId: stored.sectionId ?? '',
    untilDay: stored.untilDay ?? '',
    holders: present.map((one) => one.accountId),
  };
}

function bodyOf(typed: Typed): PostFields {
  return {
    name: typed.name,
    note: typed.note,
    since: typed.since,
    named: typed.named === '' ? null : (typed.named as NamedPost),
    sectionId: typed.sectionId === '' ? null : typed.sectionId,
    duties: typed.duties as ResponsibilityLink[],
    untilDay: dayOrNull(typed.untilDay),
    holders: [...typed.holders],
  };
}

export function PostDialog(props: PostDialogProps) {
  const { stored, onClose } = props;
  const say = useText(organisationPageText);
  const ui = useUi();
  const create = useApiAction(createPost);
  const save = useApiAction(savePost);
  const submit = useSubmit();
  const form = useForm<Typed>(typedOf(stored));
  const send = () =>
    submit({
      form,
      schema: postFields,
      label: (name) => say(labels[name as keyof Typed]),
      body: () => bodyOf(form.values),
      send: (body) =>
        stored === null
          ? create.run({ body })
          : save.run({ params: { id: stored.id }, body: { ...body, version: stored.version } }),
      said: (body) => say('savedPost', { name: body.name }),
      onDone: onClose,
    });
  return (
    <Dialog open title={say(stored === null ? 'postNew' : 'postEdit')} onClose={onClose}>
      <Form
        onSubmit={send}
        problems={form.problems}
        actions={<DialogButtons verb={ui('save')} busy={create.busy || save.busy} onClose={onClose} />}
      >
        <Duty form={form} />
        <People form={form} people={props.people} />
      </Form>
    </Dialog>
  );
}

type Part = { readonly form: FormState<Typed> };

function Duty({ form }: Part) {
  const say = useText(organisationPageText);
  const { person } = useSession();
  const agencies = useApiQuery(accessRoutes.listAgencies);
  const sections = agencies.data?.rows.find((one) => one.id === person.agency.id)?.sections ?? [];
  return (
    <>
      <TextField
        name="name"
        label={say('postName')}
        maxLength={60}
        value={form.values.name}
        onChange={form.set('name')}
        error={form.error('name')}
      />
      <SelectField
        name="named"
        label={say('named')}
        hint={say('namedHint')}
        empty={say('namedNone')}
        choices={namedPosts.map((value) => ({ value, label: say(`named.${value}`) }))}
        value={form.values.named}
        onChange={form.set('named')}
        error={form.error('named')}
      />
      <SelectField
        name="sectionId"
        label={say('section')}
        empty={say('noSection')}
        choices={sections.map((one) => ({ value: one.id, label: one.name }))}
        value={form.values.sectionId}
        onChange={form.set('sectionId')}
        error={form.error('sectionId')}
      />
      <CheckboxGroup
        name="duties"
        label={say('duties')}
        inline
        choices={responsibilityLinks.map((value) => ({ value, label: say(`link.${value}`) }))}
        value={form.values.duties}
        onChange={form.set('duties')}
      />
    </>
  );
}

function People({ form, people }: Part & { readonly people: readonly Person[] }) {
  const say = useText(organisationPageText);
  return (
    <>
      <ChooseField
        name="holders"
        label={say('holders')}
        many
        optional
        choices={people.map((one) => ({
          value: one.accountId,
          label: [one.personName, one.sectionName ?? ''].join(' ').trim(),
        }))}
        value={form.values.holders}
        onChange={form.set('holders')}
        error={form.error('holders')}
      />
      <DayField
        name="since"
        label={say('since')}
        value={form.values.since}
        onChange={form.set('since')}
        error={form.error('since')}
      />
      <DayField
        name="untilDay"
        label={say('untilDay')}
        hint={say('untilHint')}
        optional
        value={form.values.untilDay}
        onChange={form.set('untilDay')}
        error={form.error('untilDay')}
      />
      <TextArea
        name="note"
        label={say('note')}
        optional
        rows={2}
        maxLength={1000}
        value={form.values.note}
        onChange={form.set('note')}
        error={form.error('note')}
      />
    </>
  );
}
