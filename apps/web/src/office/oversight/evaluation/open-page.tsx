/** Opens an evaluation: scope, evaluator, last day of the account; the one-time password is shown once. */
import '../audit/audit.css';
import { auditAgencies } from '@mingcha/core/oversight/audit/audit-api.ts';
import { openEvaluation } from '@mingcha/core/oversight/evaluation/evaluation-api.ts';
import { evaluationPageText } from '@mingcha/core/oversight/evaluation/evaluation-page-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { DayField, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { nowInstant } from '../../../shared/platform/clock.ts';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { DateText, PairList } from '../../../shared/ui/values.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { dayAt } from '../../system/business-day.ts';

const texts = ['title', 'organisation', 'personName', 'signInName'] as const;
const labels = {
  title: 'name',
  organisation: 'organisation',
  personName: 'person',
  signInName: 'signIn',
} as const;
const days = ['from', 'to', 'endsOn'] as const;
type Typed = Readonly<Record<(typeof texts)[number] | (typeof days)[number], string>> & {
  readonly agencyIds: readonly string[];
};

function untyped(): Typed {
  const today = dayAt(nowInstant(), 0);
  const from = `${today.slice(0, 4)}-01-01`;
  const endsOn = dayAt(nowInstant(), 60);
  return {
    title: '',
    organisation: '',
    personName: '',
    signInName: '',
    from,
    to: today,
    endsOn,
    agencyIds: [],
  };
}

export function OpenEvaluationPage() {
  const say = useText(evaluationPageText);
  const form = useForm<Typed>(untyped());
  const open = useApiAction(openEvaluation);
  const [made, setMade] = useState<{ readonly password: string; readonly until: string } | null>(null);
  const submit = async () => {
    const { agencyIds, ...rest } = form.values;
    const result = await open.run({ body: { ...rest, agencyIds: [...agencyIds] } });
    if (!result.ok) return form.refuse(result.error);
    setMade({ password: result.value.oneTimePassword, until: result.value.expiresAt });
  };
  if (made !== null) return <Opened {...made} signInName={form.values.signInName} />;
  return (
    <Page>
      <PageHeader title={say('open')} lead={say('lead')} />
      <Section>
        <Form
          onSubmit={() => void submit()}
          problems={form.problems}
          actions={
            <Button kind="primary" type="submit" busy={open.busy}>
              {say('submitOpen')}
            </Button>
          }
        >
          {texts.map((name) => (
            <TextField
              key={name}
              name={name}
              label={say(labels[name])}
              {...(name === 'signInName' ? { hint: say('signInHint') } : {})}
              maxLength={name === 'signInName' ? 64 : name === 'personName' ? 40 : 200}
              value={form.values[name]}
              onChange={form.set(name)}
              error={form.error(name)}
            />
          ))}
          <Agencies
            value={form.values.agencyIds}
            onChange={form.set('agencyIds')}
            error={form.error('agencyIds')}
          />
          {days.map((name) => (
            <DayField
              key={name}
              name={name}
              label={say(name)}
              {...(name === 'to' ? { hint: say('periodHint') } : {})}
              value={form.values[name]}
              onChange={form.set(name)}
              error={form.error(name)}
            />
          ))}
        </Form>
      </Section>
    </Page>
  );
}

function Agencies(props: {
  readonly value: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  readonly error: string | undefined;
}) {
  const say = useText(evaluationPageText);
  const { data } = useApiQuery(auditAgencies);
  return (
    <ChooseField
      name="agencyIds"
      label={say('agencies')}
      many
      value={props.value}
      onChange={props.onChange}
      error={props.error}
      choices={(data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

function Opened(props: { readonly password: string; readonly until: string; readonly signInName: string }) {
  const say = useText(evaluationPageText);
  return (
    <Page>
      <PageHeader title={say('openedTitle')} />
      <Section>
        <div className="audit-column">
          <Notice tone="verified">{say('openedText')}</Notice>
          <PairList
            columns={1}
            pairs={[
              { name: say('signIn'), value: <span className="audit-mono">{props.signInName}</span> },
              { name: say('password'), value: <strong className="audit-mono">{props.password}</strong> },
              { name: say('to'), value: <DateText value={props.until} /> },
            ]}
          />
          <div>
            <GoTo to="/evaluations" className={buttonClass({ kind: 'primary' })}>
              {say('title')}
            </GoTo>
          </div>
        </div>
      </Section>
    </Page>
  );
}
