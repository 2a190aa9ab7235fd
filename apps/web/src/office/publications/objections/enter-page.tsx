/** A paper objection entered by staff, and its receipt. */
import { type ApplicantKind, applicantKinds } from '@mingcha/core/publications/objections/objection.ts';
import { enterObjection } from '@mingcha/core/publications/objections/objection-api.ts';
import { objectionPageText } from '@mingcha/core/publications/objections/objection-page-text.ts';
import { listPublications } from '@mingcha/core/publications/publication-api.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { Checkbox, RadioGroup } from '../../../shared/forms/choices.tsx';
import { DayField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { PrintButton } from '../../../shared/ui/small.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { PairList } from '../../../shared/ui/values.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import './objections.css';

interface Values {
  readonly publicationId: readonly string[];
  readonly applicantKind: string;
  readonly name: string;
  readonly phone: string;
  readonly address: string;
  readonly grounds: string;
  readonly receivedOn: string;
  readonly isIdentitySeen: boolean;
}
interface Receipt {
  readonly id: string;
  readonly number: string;
  readonly code: string;
  readonly dueOn: string;
}

const empty: Values = {
  publicationId: [],
  applicantKind: 'enterprise',
  name: '',
  phone: '',
  address: '',
  grounds: '',
  receivedOn: '',
  isIdentitySeen: false,
};

export function EnterObjectionPage() {
  const say = useText(objectionPageText);
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  return (
    <Page>
      <PageHeader title={say('enterTitle')} lead={say('enterLead')} />
      <Section>
        {receipt === null ? <EnterForm onDone={setReceipt} /> : <ReceiptPart receipt={receipt} />}
      </Section>
    </Page>
  );
}

export function ReceiptPart({ receipt }: { readonly receipt: Receipt }) {
  const say = useText(objectionPageText);
  return (
    <div className="intake-form intake-wide">
      <Notice tone="verified" title={say('receiptTitle')}>
        {say('receiptLead')}
      </Notice>
      <PairList
        columns={1}
        pairs={[
          { name: say('number'), value: <strong className="intake-receipt">{receipt.number}</strong> },
          { name: say('receiptCode'), value: <strong className="intake-receipt">{receipt.code}</strong> },
          { name: say('due'), value: say('receiptDue', { day: receipt.dueOn }) },
        ]}
      />
      <div className="button-row">
        <PrintButton />
        <GoTo to={`/objections/${receipt.id}`} className={buttonClass({ kind: 'primary' })}>
          {say('open')}
        </GoTo>
      </div>
    </div>
  );
}

function EnterForm({ onDone }: { readonly onDone: (receipt: Receipt) => void }) {
  const say = useText(objectionPageText);
  const enter = useApiAction(enterObjection);
  const form = useForm<Values>(empty);
  const submit = async () => {
    const { publicationId, applicantKind, ...values } = form.values;
    const [target] = publicationId;
    if (target === undefined)
      return form.setProblems([{ field: 'publicationId', message: say('chooseTarget') }]);
    const body = { ...values, applicantKind: applicantKind as ApplicantKind, publicationId: target };
    const result = await enter.run({ body });
    if (!result.ok) return form.refuse(result.error);
    onDone(result.value);
  };
  return (
    <div className="intake-wide">
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <>
            <Button kind="primary" size="large" type="submit" busy={enter.busy}>
              {say('save')}
            </Button>
            <GoTo to="/objections" className={buttonClass({ size: 'large' })}>
              {say('cancel')}
            </GoTo>
          </>
        }
      >
        <TargetField form={form} />
        <Applicant form={form} />
        <TextArea
          name="grounds"
          label={say('grounds')}
          hint={say('groundsHint')}
          wide
          rows={6}
          maxLength={4000}
          error={form.error('grounds')}
          value={form.values.grounds}
          onChange={form.set('grounds')}
        />
        <DayField
          name="receivedOn"
          label={say('receivedOn')}
          error={form.error('receivedOn')}
          value={form.values.receivedOn}
          onChange={form.set('receivedOn')}
        />
        <Checkbox
          name="isIdentitySeen"
          label={say('identitySeen')}
          checked={form.values.isIdentitySeen}
          onChange={form.set('isIdentitySeen')}
        />
      </Form>
    </div>
  );
}

function TargetField({ form }: { readonly form: FormState<Values> }) {
  const say = useText(objectionPageText);
  const [text, setText] = useState('');
  const found = useApiQuery(listPublications, {
    query: { of: 'all', kind: 'result', text, limit: 30 },
  });
  const choices = useMemo(
    () =>
      (found.data?.rows ?? []).map((row) => ({
        value: row.id,
        label: [row.objectName, row.taskNumber, row.resultOn ?? ''].filter((part) => part !== '').join(' · '),
      })),
    [found.data],
  );
  return (
    <ChooseField
      name="publicationId"
      label={say('target')}
      hint={say('targetHint')}
      wide
      choices={choices}
      loading={found.refreshing}
      onSearch={setText}
      error={form.error('publicationId')}
      value={form.values.publicationId}
      onChange={form.set('publicationId')}
    />
  );
}

function Applicant({ form }: { readonly form: FormState<Values> }) {
  const say = useText(objectionPageText);
  const field = (name: 'name' | 'phone' | 'address') => ({
    name,
    label: say(name),
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <>
      <RadioGroup
        name="applicantKind"
        label={say('applicantKind')}
        inline
        choices={applicantKinds.map((value) => ({ value, label: say(`applicant.${value}`) }))}
        value={form.values.applicantKind}
        onChange={form.set('applicantKind')}
      />
      <TextField {...field('name')} hint={say('nameHint')} wide maxLength={100} />
      <TextField {...field('phone')} type="tel" optional maxLength={40} />
      <TextField {...field('address')} optional wide maxLength={300} />
    </>
  );
}
