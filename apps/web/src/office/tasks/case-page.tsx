/** 新建检查: an inspection that no draw gives, with its kind, basis and approver, objects and people from the directories. */
import './tasks.css';
import { inspectionMethods } from '@mingcha/core/registers/items/item.ts';
import { openCaseTask } from '@mingcha/core/tasks/case-api.ts';
import { inspectionOrigins } from '@mingcha/core/tasks/inspection.ts';
import { taskPageText } from '@mingcha/core/tasks/task-page-text.ts';
import { taskWordText } from '@mingcha/core/tasks/task-word-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { Checkbox } from '../../shared/forms/choices.tsx';
import { type Choice, DayField, SelectField, TextArea, TextField } from '../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../shared/forms/form.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { ChooseField } from '../parts/choose-field.tsx';
import { useHasRole } from '../registers/may-edit.ts';
import { type Found, useFoundInspectors, useFoundObjects, withChosen } from '../registers/use-found.ts';
import { GoTo, useGo } from '../shell/navigation.tsx';
import { type CaseValues, caseBody, openOrigins, startingCase } from './case-values.ts';
import { ItemsField } from './dispatch-page.tsx';

export function CasePage() {
  const say = useText(taskPageText);
  const ui = useUi();
  const toast = useToast();
  const go = useGo();
  const leads = useHasRole('legalOfficer');
  const open = useApiAction(openCaseTask);
  const form = useForm<CaseValues>(startingCase());
  const submit = async () => {
    const result = await open.run({ body: caseBody(form.values) });
    if (!result.ok) return form.refuse(result.error);
    toast(say('opened'));
    go(`/tasks/${result.value.id}`);
  };
  return (
    <Page>
      <PageHeader title={say('newCase')} lead={say('caseLead')} />
      <Section>
        <div className="task-form">
          <Form
            onSubmit={submit}
            problems={form.problems}
            actions={
              <>
                <Button type="submit" kind="primary" size="large" busy={open.busy}>
                  {say(leads ? 'openCase' : 'openCaseSection')}
                </Button>
                <GoTo to="/tasks" className={buttonClass({ size: 'large' })}>
                  {ui('cancel')}
                </GoTo>
              </>
            }
          >
            <KindFields form={form} />
            <BasisFields form={form} />
            <WhereFields form={form} />
            <WhenFields form={form} />
          </Form>
        </div>
      </Section>
    </Page>
  );
}

interface Part {
  readonly form: FormState<CaseValues>;
}

function KindFields({ form }: Part) {
  const say = useText(taskPageText);
  const word = useText(taskWordText);
  const origins = inspectionOrigins.filter((each) => openOrigins.includes(each));
  return (
    <div className="task-two">
      <SelectField
        name="origin"
        label={say('origin')}
        error={form.error('origin')}
        empty={null}
        choices={origins.map((value) => ({ value, label: word(`origin.${value}`) }))}
        value={form.values.origin}
        onChange={form.set('origin')}
      />
      <SelectField
        name="method"
        label={say('method')}
        empty={null}
        choices={inspectionMethods.map((value) => ({ value, label: word(`method.${value}`) }))}
        value={form.values.method}
        onChange={form.set('method')}
      />
      <TextField
        name="title"
        label={say('title')}
        error={form.error('title')}
        wide
        maxLength={200}
        value={form.values.title}
        onChange={form.set('title')}
      />
    </div>
  );
}

function BasisFields({ form }: Part) {
  const say = useText(taskPageText);
  const field = (name: 'document' | 'number' | 'approver', label: string) => ({
    name: `basis.${name}`,
    label,
    error: form.error(`basis.${name}`),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <fieldset className="form-group">
      <legend>{say('caseBasis')}</legend>
      <div className="task-two">
        <TextField {...field('document', say('document'))} maxLength={200} />
        <TextField {...field('number', say('documentNumber'))} optional maxLength={80} />
        <DayField
          name="basis.day"
          label={say('documentDay')}
          error={form.error('basis.day')}
          value={form.values.day}
          onChange={form.set('day')}
        />
        <TextField {...field('approver', say('approver'))} maxLength={80} />
      </div>
      <TextArea
        name="basis.reason"
        label={say('reason')}
        error={form.error('basis.reason')}
        optional
        rows={3}
        maxLength={1000}
        value={form.values.reason}
        onChange={form.set('reason')}
      />
    </fieldset>
  );
}

function WhereFields({ form }: Part) {
  const say = useText(taskPageText);
  const objects = useFoundObjects();
  const people = useFoundInspectors(true);
  return (
    <>
      <ItemsField
        value={form.values.itemKeys}
        onChange={form.set('itemKeys')}
        error={form.error('itemKeys')}
      />
      <ManyField
        form={form}
        name="objectIds"
        label={say('caseObjects')}
        hint={say('caseObjectsHint')}
        found={objects}
      />
      <ManyField
        form={form}
        name="inspectorIds"
        label={say('caseInspectors')}
        hint={say('caseInspectorsHint')}
        found={people}
      />
    </>
  );
}

function ManyField(
  props: Part & {
    readonly name: 'objectIds' | 'inspectorIds';
    readonly label: string;
    readonly hint: string;
    readonly found: Found;
  },
) {
  const { form, name, found } = props;
  const [chosen, setChosen] = useState<readonly Choice[]>([]);
  const choices = withChosen(found.choices, chosen);
  return (
    <ChooseField
      name={name}
      label={props.label}
      hint={props.hint}
      error={form.error(name)}
      many
      choices={choices}
      value={form.values[name]}
      onChange={(ids) => {
        setChosen(choices.filter((choice) => ids.includes(choice.value)));
        form.set(name)(ids);
      }}
      onSearch={found.onSearch}
      loading={found.loading}
    />
  );
}

function WhenFields({ form }: Part) {
  const say = useText(taskPageText);
  const day = (name: 'from' | 'to' | 'claimDue', label: string, path: string) => ({
    name: path,
    label,
    error: form.error(path),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <>
      <div className="task-two">
        <DayField {...day('from', say('from'), 'window.from')} />
        <DayField {...day('to', say('to'), 'window.to')} />
        <DayField {...day('claimDue', say('claimDue'), 'claimDue')} optional hint={say('claimDueDefault')} />
      </div>
      <Checkbox
        name="announced"
        label={say('announcedYes')}
        hint={say('announcedHint')}
        checked={form.values.announced}
        onChange={form.set('announced')}
      />
      <TextArea
        name="instructions"
        label={say('instructions')}
        hint={say('instructionsHint')}
        optional
        rows={3}
        maxLength={4000}
        value={form.values.instructions}
        onChange={form.set('instructions')}
      />
    </>
  );
}
