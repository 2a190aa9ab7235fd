/** 消息接收方式: whether e-mail and SMS tell this person too, and how often. */
import './notices.css';
import { noticeChannelRoutes, type Preferences } from '@mingcha/core/common/notice-channel-api.ts';
import { noticePageText } from '@mingcha/core/common/notice-page-text.ts';
import type { z } from 'zod';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { RadioGroup } from '../../shared/forms/choices.tsx';
import { TextField } from '../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { useCheck } from '../system/use-check.ts';
import { AddressCode } from './address-code.tsx';
import { clockText } from './words.ts';

const { preferences, setPreferences } = noticeChannelRoutes;
type View = z.output<typeof preferences.response>;

export function NoticeSettingsPage() {
  const say = useText(noticePageText);
  const read = useApiQuery(preferences);
  return (
    <Page>
      <PageHeader title={say('settings')} lead={say('settingsLead')} />
      <Section>
        {read.status === 'loading' ? <Skeleton lines={8} /> : null}
        {read.status === 'error' ? <ErrorState error={read.error} onRetry={read.reload} /> : null}
        {read.data === undefined ? null : <SettingsForm key={read.data.version} view={read.data} />}
      </Section>
    </Page>
  );
}

const checked = setPreferences.body.pick({ email: true, phone: true });

function SettingsForm({ view }: { readonly view: View }) {
  const say = useText(noticePageText);
  const toast = useToast();
  const check = useCheck();
  const { email, phone, emailMode, smsMode, locale } = view;
  const form = useForm<Preferences>({ email, phone, emailMode, smsMode, locale });
  const save = useApiAction(setPreferences, [preferences.id]);
  const submit = async () => {
    const given = { email: form.values.email.trim(), phone: form.values.phone.trim() };
    const problems = check(checked, given, (field) => say(field === 'phone' ? 'phone' : 'email'));
    if (problems.length > 0) return form.setProblems(problems);
    const result = await save.run({ body: { ...form.values, ...given, version: view.version } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('saved'));
  };
  return (
    <Form
      label={say('settings')}
      onSubmit={submit}
      problems={form.problems}
      actions={
        <Button type="submit" kind="primary" busy={save.busy}>
          {say('save')}
        </Button>
      }
    >
      <EmailFields form={form} view={view} />
      <SmsFields form={form} view={view} />
    </Form>
  );
}

interface PartProps {
  readonly form: FormState<Preferences>;
  readonly view: View;
}

function EmailFields({ form, view }: PartProps) {
  const say = useText(noticePageText);
  const { rules } = view;
  const quiet = `${clockText(rules.quietFrom)}–${clockText(rules.quietTo)}`;
  return (
    <>
      {view.offered.email ? null : <Notice>{say('notOffered', { what: say('emailMode') })}</Notice>}
      <TextField
        name="email"
        label={say('email')}
        hint={say('emailHint')}
        optional
        inputMode="email"
        maxLength={254}
        value={form.values.email}
        onChange={form.set('email')}
        error={form.error('email')}
      />
      <AddressCode
        way="email"
        state={view.email === '' ? 'none' : view.emailConfirmed ? 'confirmed' : 'open'}
        isSaved={form.values.email.trim() === view.email}
        isOffered={view.offered.email}
      />
      <RadioGroup
        name="emailMode"
        label={say('emailMode')}
        choices={[
          {
            value: 'digest',
            label: say('emailMode.digest'),
            hint: say('emailMode.digest.hint', { time: clockText(rules.digestAt) }),
          },
          { value: 'prompt', label: say('emailMode.prompt'), hint: say('emailMode.prompt.hint', { quiet }) },
          { value: 'off', label: say('emailMode.off') },
        ]}
        value={form.values.emailMode}
        onChange={(value) => form.set('emailMode')(value as Preferences['emailMode'])}
      />
      <RadioGroup
        name="locale"
        label={say('language')}
        inline
        choices={[
          { value: 'zh', label: say('chinese') },
          { value: 'en', label: say('english') },
        ]}
        value={form.values.locale}
        onChange={(value) => form.set('locale')(value === 'en' ? 'en' : 'zh')}
      />
    </>
  );
}

function SmsFields({ form, view }: PartProps) {
  const say = useText(noticePageText);
  const { rules } = view;
  const quiet = `${clockText(rules.quietFrom)}–${clockText(rules.quietTo)}`;
  return (
    <>
      {view.offered.sms ? null : <Notice>{say('notOffered', { what: say('smsMode') })}</Notice>}
      <TextField
        name="phone"
        label={say('phone')}
        hint={say('phoneHint')}
        optional
        inputMode="tel"
        maxLength={11}
        value={form.values.phone}
        onChange={form.set('phone')}
        error={form.error('phone')}
      />
      <AddressCode
        way="sms"
        state={view.phone === '' ? 'none' : view.phoneConfirmed ? 'confirmed' : 'open'}
        isSaved={form.values.phone.trim() === view.phone}
        isOffered={view.offered.sms}
      />
      <RadioGroup
        name="smsMode"
        label={say('smsMode')}
        choices={[
          { value: 'urgent', label: say('smsMode.urgent') },
          { value: 'prompt', label: say('smsMode.prompt'), hint: say('smsMode.prompt.hint', { quiet }) },
          { value: 'off', label: say('smsMode.off') },
        ]}
        value={form.values.smsMode}
        onChange={(value) => form.set('smsMode')(value as Preferences['smsMode'])}
      />
    </>
  );
}
