/** 提出核查事项: what was seen and what shows it; opened from other pages with kind, subject and address filled in. */
import '../../publications/objections/objections.css';
import { accountabilityKinds } from '@mingcha/core/oversight/accountability/accountability.ts';
import { raiseEvent, raisingChoices } from '@mingcha/core/oversight/accountability/accountability-api.ts';
import { accountabilityPageText } from '@mingcha/core/oversight/accountability/accountability-page-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { DayField, SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { today } from '../../publications/objections/intake-frame.tsx';
import { useSearch } from '../../registers/use-search.ts';
import { GoTo } from '../../shell/navigation.tsx';
import { useSession } from '../../shell/session.tsx';
import { FileField } from './add-evidence.tsx';

interface Raised {
  readonly id: string;
  readonly number: string;
}

export function RaisePage() {
  const say = useText(accountabilityPageText);
  const [raised, setRaised] = useState<Raised | null>(null);
  return (
    <Page>
      <PageHeader
        title={say('raiseTitle')}
        lead={say('raiseLead')}
        actions={
          <GoTo to="/accountability" className={buttonClass({})}>
            {say('back')}
          </GoTo>
        }
      />
      <Section>
        {raised === null ? (
          <RaiseForm onDone={setRaised} />
        ) : (
          <Done raised={raised} onMore={() => setRaised(null)} />
        )}
      </Section>
    </Page>
  );
}

function Done({ raised, onMore }: { readonly raised: Raised; readonly onMore: () => void }) {
  const say = useText(accountabilityPageText);
  return (
    <div className="intake-form intake-wide">
      <Notice tone="verified" title={say('raisedDone', { number: raised.number })}>
        {say('raisedText')}
      </Notice>
      <FileField id={raised.id} onAdded={() => undefined} />
      <div className="button-row">
        <Button onClick={onMore}>{say('raiseMore')}</Button>
      </div>
    </div>
  );
}

const empty = {
  agencyId: '',
  kind: 'other',
  subject: '',
  account: '',
  happenedOn: '',
  path: '',
  personId: '',
  ledgerSeqs: '',
};
type Values = typeof empty;

/** Numbers with commas or spaces between; what is no number is left for the server to refuse. */
const seqsOf = (text: string): number[] =>
  text
    .split(/[,，、\s]+/)
    .filter((one) => one !== '')
    .map(Number);

function RaiseForm({ onDone }: { readonly onDone: (raised: Raised) => void }) {
  const say = useText(accountabilityPageText);
  const { person } = useSession();
  const action = useApiAction(raiseEvent);
  const [kind, subject, path] = [useSearch('kind'), useSearch('subject'), useSearch('path')];
  const form = useForm<Values>({
    ...empty,
    agencyId: person.agency.id,
    kind: accountabilityKinds.find((each) => each === kind) ?? 'other',
    subject,
    path,
    happenedOn: today(),
  });
  const submit = async () => {
    const { personId, ledgerSeqs, ...values } = form.values;
    const result = await action.run({
      body: {
        ...values,
        kind: accountabilityKinds.find((each) => each === values.kind) ?? 'other',
        personId: personId === '' ? null : personId,
        ledgerSeqs: seqsOf(ledgerSeqs),
      },
    });
    if (!result.ok) return form.refuse(result.error);
    onDone(result.value);
  };
  return (
    <div className="intake-wide">
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <Button kind="primary" size="large" type="submit" busy={action.busy}>
            {say('submit')}
          </Button>
        }
      >
        <Fields form={form} />
      </Form>
    </div>
  );
}

function Fields({ form }: { readonly form: FormState<Values> }) {
  const say = useText(accountabilityPageText);
  const choices = useApiQuery(raisingChoices, { query: { agencyId: form.values.agencyId } }).data;
  const of = (name: keyof Values) => ({
    name,
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <>
      <SelectField
        {...of('kind')}
        label={say('kind')}
        choices={accountabilityKinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
      />
      {(choices?.agencies.length ?? 0) > 1 ? (
        <SelectField
          {...of('agencyId')}
          label={say('agency')}
          choices={(choices?.agencies ?? []).map((each) => ({ value: each.id, label: each.name }))}
        />
      ) : null}
      <TextField {...of('subject')} label={say('subject')} hint={say('subjectHint')} maxLength={200} wide />
      <TextArea
        {...of('account')}
        label={say('account')}
        hint={say('accountHint')}
        rows={6}
        maxLength={4000}
        wide
      />
      <DayField {...of('happenedOn')} label={say('happenedOn')} hint={say('upToday')} />
      <SelectField
        {...of('personId')}
        label={say('personOptional')}
        empty={say('nobody')}
        choices={(choices?.people ?? []).map((each) => ({
          value: each.id,
          label: `${each.name} ${each.sectionName}`,
        }))}
      />
      <TextField {...of('path')} label={say('path')} hint={say('evidencePathHint')} maxLength={300} wide />
      <TextField {...of('ledgerSeqs')} label={say('ledgerSeqs')} maxLength={200} />
    </>
  );
}
