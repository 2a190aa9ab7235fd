/** Registering a delegation and a substitute. */
import { absenceReasons, delegationScopes } from '@mingcha/core/tasks/preparation/authority.ts';
import { createDelegation, createSubstitute } from '@mingcha/core/tasks/preparation/delegation-api.ts';
import { delegationPageText } from '@mingcha/core/tasks/preparation/delegation-page-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { DayField, SelectField, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useSentence, useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DialogButtons } from '../../registers/dialog-buttons.tsx';
import { useSession } from '../../shell/session.tsx';

interface Person {
  readonly accountId: string;
  readonly name: string;
  readonly isHead: boolean;
}
const choiceOf = (one: Person) => ({ value: one.accountId, label: one.name });

/** Every field that must be filled and is not, with its sentence: all at once, not one after the other. */
function useEmpty(values: object, optional: readonly string[]) {
  const sentence = useSentence();
  return Object.entries(values)
    .filter(([field, value]) => String(value).trim() === '' && !optional.includes(field))
    .map(([field]) => ({ field, message: sentence({ code: 'text.required' }) }));
}

interface Delegated {
  readonly fromAccount: string;
  readonly toAccount: string;
  readonly scope: (typeof delegationScopes)[number];
  readonly fromDay: string;
  readonly toDay: string;
  readonly document: string;
  readonly documentNumber: string;
  readonly documentDay: string;
}

export function DelegationDialog(props: {
  readonly people: readonly Person[];
  readonly onClose: () => void;
}) {
  const say = useText(delegationPageText);
  const ui = useUi();
  const toast = useToast();
  const heads = props.people.filter((one) => one.isHead);
  const create = useApiAction(createDelegation);
  const form = useForm<Delegated>({
    fromAccount: heads[0]?.accountId ?? '',
    toAccount: '',
    scope: 'approval',
    fromDay: '',
    toDay: '',
    document: '',
    documentNumber: '',
    documentDay: '',
  });
  const empty = useEmpty(form.values, ['documentNumber']);
  const submit = async () => {
    if (empty.length > 0) return form.setProblems(empty);
    const result = await create.run({ body: form.values });
    if (!result.ok) return form.refuse(result.error);
    toast(say('delegationSaved'));
    props.onClose();
  };
  return (
    <Dialog open wide title={say('newDelegation')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={ui('save')} busy={create.busy} onClose={props.onClose} />}
      >
        <DelegationFields form={form} people={props.people} />
      </Form>
    </Dialog>
  );
}

interface Away {
  readonly account: string;
  readonly substitute: string;
  readonly reason: (typeof absenceReasons)[number];
  readonly fromDay: string;
  readonly toDay: string;
  readonly document: string;
}

export function SubstituteDialog(props: {
  readonly people: readonly Person[];
  readonly mayKeep: boolean;
  readonly onClose: () => void;
}) {
  const say = useText(delegationPageText);
  const ui = useUi();
  const toast = useToast();
  const { accountId } = useSession().person;
  const create = useApiAction(createSubstitute);
  const form = useForm<Away>({
    account: accountId,
    substitute: '',
    reason: 'leave',
    fromDay: '',
    toDay: '',
    document: '',
  });
  const empty = useEmpty(form.values, ['document']);
  const submit = async () => {
    if (empty.length > 0) return form.setProblems(empty);
    const result = await create.run({ body: form.values });
    if (!result.ok) return form.refuse(result.error);
    toast(say('substituteSaved'));
    props.onClose();
  };
  return (
    <Dialog open title={say('newSubstitute')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={ui('save')} busy={create.busy} onClose={props.onClose} />}
      >
        <SubstituteFields form={form} people={props.people} own={props.mayKeep ? null : accountId} />
      </Form>
    </Dialog>
  );
}

function DelegationFields(props: {
  readonly form: ReturnType<typeof useForm<Delegated>>;
  readonly people: readonly Person[];
}) {
  const { form, people } = props;
  const { values, set, error } = form;
  const say = useText(delegationPageText);
  const heads = people.filter((one) => one.isHead);
  const day = (name: 'fromDay' | 'toDay' | 'documentDay') => (
    <DayField name={name} label={say(name)} error={error(name)} value={values[name]} onChange={set(name)} />
  );
  return (
    <>
      <SelectField
        name="fromAccount"
        label={say('fromAccount')}
        choices={heads.map(choiceOf)}
        error={error('fromAccount')}
        value={values.fromAccount}
        onChange={set('fromAccount')}
      />
      <SelectField
        name="toAccount"
        label={say('toAccount')}
        choices={people.filter((one) => one.accountId !== values.fromAccount).map(choiceOf)}
        error={error('toAccount')}
        value={values.toAccount}
        onChange={set('toAccount')}
      />
      <SelectField
        name="scope"
        label={say('scopeOf')}
        empty={null}
        choices={delegationScopes.map((value) => ({ value, label: say(`delegationScope.${value}`) }))}
        value={values.scope}
        onChange={(value) => set('scope')(value as Delegated['scope'])}
      />
      {day('fromDay')}
      {day('toDay')}
      <TextField
        name="document"
        label={say('document')}
        maxLength={200}
        error={error('document')}
        value={values.document}
        onChange={set('document')}
      />
      <TextField
        name="documentNumber"
        label={say('documentNumber')}
        optional
        maxLength={100}
        value={values.documentNumber}
        onChange={set('documentNumber')}
      />
      {day('documentDay')}
    </>
  );
}

function SubstituteFields(props: {
  readonly form: ReturnType<typeof useForm<Away>>;
  readonly people: readonly Person[];
  readonly own: string | null;
}) {
  const { form, people, own } = props;
  const { values, set, error } = form;
  const say = useText(delegationPageText);
  const isHead = people.find((one) => one.accountId === values.account)?.isHead === true;
  const persons = own === null ? people : people.filter((one) => one.accountId === own);
  const day = (name: 'fromDay' | 'toDay') => (
    <DayField name={name} label={say(name)} error={error(name)} value={values[name]} onChange={set(name)} />
  );
  return (
    <>
      <SelectField
        name="account"
        label={say('account')}
        choices={persons.map(choiceOf)}
        error={error('account')}
        value={values.account}
        onChange={set('account')}
      />
      <SelectField
        name="substitute"
        label={say('substitute')}
        choices={people.filter((one) => one.accountId !== values.account).map(choiceOf)}
        error={error('substitute')}
        value={values.substitute}
        onChange={set('substitute')}
      />
      <SelectField
        name="reason"
        label={say('absence')}
        empty={null}
        choices={absenceReasons.map((value) => ({ value, label: say(`absence.${value}`) }))}
        value={values.reason}
        onChange={(value) => set('reason')(value as Away['reason'])}
      />
      {day('fromDay')}
      {day('toDay')}
      {isHead ? (
        <TextField
          name="document"
          label={say('substituteDocument')}
          hint={say('substituteDocumentHint')}
          maxLength={200}
          error={error('document')}
          value={values.document}
          onChange={set('document')}
        />
      ) : null}
    </>
  );
}
