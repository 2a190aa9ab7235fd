/** Declaring an interest and withdrawing a declaration. */
import { type DeclarationRow, relations } from '@mingcha/core/registers/inspector.ts';
import { declareInterest, ownInspector, withdrawDeclaration } from '@mingcha/core/registers/inspector-api.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { type Choice, DayField, SelectField, TextArea } from '../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../shared/forms/form.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { ErrorNotice, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { ChooseField } from '../parts/choose-field.tsx';
import { DialogButtons } from './dialog-buttons.tsx';
import { useCheck } from './form-problems.ts';
import { useFoundInspectors, useFoundObjects, withChosen } from './use-found.ts';
import { useWords } from './words.ts';

interface DeclareProps {
  /** May record declarations of others; else only one's own. */
  readonly keeper: boolean;
  readonly onClose: () => void;
}

export function DeclareDialog(props: DeclareProps) {
  const say = useText(registerPageText);
  const ui = useUi();
  const own = useApiQuery(ownInspector, {}, { enabled: !props.keeper });
  const known = own.data?.inspector;
  return (
    <Dialog open title={say(props.keeper ? 'declareTitle' : 'declareOwn')} onClose={props.onClose}>
      {props.keeper ? (
        <DeclareForm {...props} own={null} />
      ) : own.error !== null ? (
        <ErrorNotice error={own.error} />
      ) : known === undefined ? (
        <Skeleton lines={4} />
      ) : known === null ? (
        <>
          <Notice tone="warning">
            <p>{say('noOwnInspector')}</p>
          </Notice>
          <ButtonRow>
            <Button onClick={props.onClose}>{ui('close')}</Button>
          </ButtonRow>
        </>
      ) : (
        <DeclareForm {...props} own={known} />
      )}
    </Dialog>
  );
}

const emptyDeclaration = { inspectorId: '', objectId: '', relation: '', note: '', validTo: '' };
type Values = typeof emptyDeclaration;

function useDeclareForm(ownId: string | null, onDone: () => void) {
  const say = useText(registerPageText);
  const toast = useToast();
  const check = useCheck();
  const declare = useApiAction(declareInterest);
  const form = useForm<Values>({ ...emptyDeclaration, inspectorId: ownId ?? '' });
  const labels: Readonly<Record<string, string>> = {
    inspectorId: say('field_person'),
    objectId: say('field_object'),
    relation: say('field_relation'),
    note: say('field_note'),
    validTo: say('field_validTo'),
  };
  const submit = async () => {
    const { validTo, relation, ...rest } = form.values;
    const body = {
      ...rest,
      relation: relation as (typeof relations)[number],
      validTo: validTo === '' ? null : validTo,
    };
    const problems = check(
      declareInterest.body.omit({ actionId: true }),
      body,
      (field) => labels[field] ?? field,
    );
    if (problems.length > 0) return form.setProblems(problems);
    const result = await declare.run({ body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('declared'));
    onDone();
  };
  return { form, submit, busy: declare.busy };
}

function DeclareForm(
  props: DeclareProps & { readonly own: { readonly id: string; readonly name: string } | null },
) {
  const { own, onClose } = props;
  const say = useText(registerPageText);
  const words = useWords('inspectors');
  const { form, submit, busy } = useDeclareForm(own?.id ?? null, onClose);
  return (
    <Form
      onSubmit={submit}
      problems={form.problems}
      actions={
        <DialogButtons verb={say(own === null ? 'declare' : 'declareOwn')} busy={busy} onClose={onClose} />
      }
    >
      {own === null ? <PersonField form={form} /> : <p>{`${say('field_person')}：${own.name}`}</p>}
      <ObjectField form={form} />
      <SelectField
        name="relation"
        label={say('field_relation')}
        error={form.error('relation')}
        choices={relations.map((value) => ({ value, label: words.word(`relation.${value}`) }))}
        value={form.values.relation}
        onChange={form.set('relation')}
      />
      <TextArea
        name="note"
        label={say('field_note')}
        optional
        rows={2}
        maxLength={200}
        warnSecrets
        error={form.error('note')}
        value={form.values.note}
        onChange={form.set('note')}
      />
      <DayField
        name="validTo"
        label={say('field_validTo')}
        hint={say('declareValidHint')}
        optional
        error={form.error('validTo')}
        value={form.values.validTo}
        onChange={form.set('validTo')}
      />
    </Form>
  );
}

function PersonField({ form }: { readonly form: FormState<Values> }) {
  const say = useText(registerPageText);
  const found = useFoundInspectors(true);
  const [chosen, setChosen] = useState<readonly Choice[]>([]);
  const choices = withChosen(found.choices, chosen);
  return (
    <ChooseField
      name="inspectorId"
      label={say('field_person')}
      hint={say('personSearchHint')}
      error={form.error('inspectorId')}
      choices={choices}
      value={form.values.inspectorId === '' ? [] : [form.values.inspectorId]}
      onChange={(ids) => {
        setChosen(choices.filter((choice) => ids.includes(choice.value)));
        form.set('inspectorId')(ids[0] ?? '');
      }}
      onSearch={found.onSearch}
      loading={found.loading}
    />
  );
}

function ObjectField({ form }: { readonly form: FormState<Values> }) {
  const say = useText(registerPageText);
  const found = useFoundObjects();
  const [chosen, setChosen] = useState<readonly Choice[]>([]);
  const choices = withChosen(found.choices, chosen);
  return (
    <ChooseField
      name="objectId"
      label={say('field_object')}
      hint={say('objectSearchHint')}
      error={form.error('objectId')}
      choices={choices}
      value={form.values.objectId === '' ? [] : [form.values.objectId]}
      onChange={(ids) => {
        setChosen(choices.filter((choice) => ids.includes(choice.value)));
        form.set('objectId')(ids[0] ?? '');
      }}
      onSearch={found.onSearch}
      loading={found.loading}
    />
  );
}

export function WithdrawDialog(props: { readonly row: DeclarationRow; readonly onClose: () => void }) {
  const { row, onClose } = props;
  const say = useText(registerPageText);
  const toast = useToast();
  const check = useCheck();
  const withdraw = useApiAction(withdrawDeclaration);
  const form = useForm({ reason: '' });
  const submit = async () => {
    const problems = check(withdrawDeclaration.body.pick({ reason: true }), form.values, () =>
      say('field_reason'),
    );
    if (problems.length > 0) return form.setProblems(problems);
    const result = await withdraw.run({ params: { id: row.id }, body: form.values });
    if (!result.ok) return form.refuse(result.error);
    toast(say('withdrawn'));
    onClose();
  };
  return (
    <Dialog open title={say('withdrawQuestion')} onClose={onClose}>
      <p>{say('withdrawText', { person: row.inspectorName, object: row.objectName })}</p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('withdraw')} busy={withdraw.busy} danger onClose={onClose} />}
      >
        <TextArea
          name="reason"
          label={say('field_reason')}
          error={form.error('reason')}
          rows={3}
          maxLength={200}
          warnSecrets
          value={form.values.reason}
          onChange={form.set('reason')}
        />
      </Form>
    </Dialog>
  );
}
