/** 抽取平台: whether the province's platform is prescribed, and the document that lets this one draw beside it. */
import '../draws.css';
import { getDesignation, mayDrawHere, setDesignation } from '@mingcha/core/draws/outside/outside-draw.ts';
import { outsideDrawText } from '@mingcha/core/draws/outside/outside-draw-text.ts';
import type { z } from 'zod';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { Checkbox } from '../../../shared/forms/choices.tsx';
import { DayField, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';

type View = z.output<(typeof getDesignation)['response']>;

export function DesignationPage() {
  const say = useText(outsideDrawText);
  const found = useApiQuery(getDesignation);
  return (
    <Page>
      <PageHeader title={say('designationTitle')} lead={say('designationLead')} />
      {found.data === undefined ? (
        found.status === 'loading' ? (
          <Skeleton lines={5} />
        ) : (
          <ErrorState error={found.error} onRetry={found.reload} />
        )
      ) : (
        <>
          <Notice tone={mayDrawHere(found.data) ? 'verified' : 'warning'}>
            {say(mayDrawHere(found.data) ? 'mayDraw' : 'mayNotDraw')}
          </Notice>
          <Section>
            <DesignationForm key={found.data.version} view={found.data} />
          </Section>
        </>
      )}
    </Page>
  );
}

function DesignationForm(props: { readonly view: View }) {
  const say = useText(outsideDrawText);
  const ui = useUi();
  const toast = useToast();
  const save = useApiAction(setDesignation);
  const { view } = props;
  const form = useForm({
    prescribed: view.prescribed,
    platformName: view.platformName,
    title: view.document?.title ?? '',
    number: view.document?.number ?? '',
    issuer: view.document?.issuer ?? '',
    day: view.document?.day ?? '',
  });
  const { prescribed, platformName, title, number, issuer, day } = form.values;
  const submit = async () => {
    const document = title === '' && issuer === '' ? null : { title, number, issuer, day };
    const designation = { prescribed, platformName, document };
    const result = await save.run({ body: { version: view.version, designation } });
    if (result.ok) toast(say('designationSaved'));
    else form.refuse(result.error);
  };
  const text = (name: 'platformName' | 'title' | 'number' | 'issuer') => ({
    name: name === 'platformName' ? name : `document.${name}`,
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <Form
      onSubmit={submit}
      problems={form.problems}
      actions={
        <Button kind="primary" type="submit" busy={save.busy}>
          {ui('save')}
        </Button>
      }
    >
      <Checkbox
        name="prescribed"
        label={say('prescribed')}
        checked={prescribed}
        onChange={form.set('prescribed')}
      />
      <TextField {...text('platformName')} label={say('platform')} optional={!prescribed} maxLength={80} />
      <TextField {...text('title')} label={say('document')} optional maxLength={200} wide />
      <TextField {...text('number')} label={say('documentNumber')} optional maxLength={80} />
      <TextField {...text('issuer')} label={say('documentIssuer')} optional maxLength={120} />
      <DayField
        name="document.day"
        label={say('documentDay')}
        optional
        value={day}
        onChange={form.set('day')}
      />
    </Form>
  );
}
