/** Entering a visit that took place: what it means is shown before it is saved, and what must be said is asked for. */
import '../registers.css';
import './rules.css';
import { calendarYears } from '@mingcha/core/registers/rules/calendar-api.ts';
import { enterVisit } from '@mingcha/core/registers/rules/frequency-api.ts';
import { frequencyPageText } from '@mingcha/core/registers/rules/frequency-page-text.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { Checkbox } from '../../../shared/forms/choices.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { useSearch } from '../use-search.ts';
import { ObjectFrequency } from './object-frequency.tsx';
import { VisitFormFields } from './visit-form-fields.tsx';
import { VisitJudged } from './visit-judged.tsx';
import { emptyVisit, useJudgement, type VisitValues, visitBody } from './visit-values.ts';

export function VisitFormPage() {
  const say = useText(frequencyPageText);
  const today = useApiQuery(calendarYears).data?.today;
  const objectId = useSearch('object');
  return (
    <Page>
      <PageHeader title={say('enterVisit')} lead={say('enterVisitLead')} />
      {today === undefined ? (
        <Skeleton lines={8} />
      ) : (
        <VisitForm start={{ ...emptyVisit, enteredOn: today, objectId }} />
      )}
    </Page>
  );
}

function VisitForm(props: { readonly start: VisitValues }) {
  const say = useText(frequencyPageText);
  const ui = useUi();
  const toast = useToast();
  const go = useGo();
  const enter = useApiAction(enterVisit);
  const form = useForm<VisitValues>(props.start);
  const judgement = useJudgement(form.values);
  const submit = async () => {
    const result = await enter.run({ body: { ...visitBody(form.values), warned: form.values.warned } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('saved'));
    go('/frequency');
  };
  const { objectId } = form.values;
  return (
    <div className="rule-edit rule-edit-two">
      <Section>
        <div className="rule-form">
          <Form
            onSubmit={submit}
            problems={form.problems}
            actions={
              <>
                <Button type="submit" kind="primary" busy={enter.busy} disabled={objectId === ''}>
                  {say('saveVisit')}
                </Button>
                <GoTo to="/frequency" className={buttonClass()}>
                  {ui('cancel')}
                </GoTo>
              </>
            }
          >
            <VisitFormFields form={form} judgement={judgement.value} />
            {(judgement.value?.warnings.length ?? 0) > 0 ? (
              <Checkbox
                name="warned"
                label={say('readWarnings')}
                error={form.error('warned')}
                checked={form.values.warned}
                onChange={form.set('warned')}
              />
            ) : null}
          </Form>
        </div>
      </Section>
      <div className="rule-aside">
        <h2>{say('judgement')}</h2>
        <VisitJudged judgement={judgement} />
        {objectId === '' ? null : <ObjectFrequency objectId={objectId} />}
      </div>
    </div>
  );
}
