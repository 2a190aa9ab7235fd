/** The fields of each kind of channel. */
import { type ChannelView, chatStyles } from '@mingcha/core/common/notice-channel-api.ts';
import { noticePageText } from '@mingcha/core/common/notice-page-text.ts';
import { Checkbox } from '../../shared/forms/choices.tsx';
import { PasswordField, SelectField, TextField } from '../../shared/forms/field.tsx';
import type { FormState } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { useAgencies } from '../system/use-agencies.ts';
import type { ChannelValues } from './channel-values.ts';

export interface ChannelFieldsProps {
  readonly form: FormState<ChannelValues>;
  readonly channel: ChannelView | null;
}

type TextName = {
  [K in keyof ChannelValues]: ChannelValues[K] extends string ? K : never;
}[keyof ChannelValues];

/** Name, value, error and change of one text field. */
function useField(form: FormState<ChannelValues>) {
  const say = useText(noticePageText);
  return (name: Exclude<TextName, 'secret' | 'agencyId'>) => ({
    name,
    label: say(name),
    value: form.values[name],
    onChange: form.set(name),
    error: form.error(name),
    maxLength: 500,
  });
}

function SecretField(props: ChannelFieldsProps & { readonly label: string; readonly hint?: string }) {
  const say = useText(noticePageText);
  const { form, channel, label } = props;
  const hint = channel?.hasSecret === true ? say('secretKept') : props.hint;
  return (
    <PasswordField
      name="secret"
      label={label}
      {...(hint === undefined ? {} : { hint })}
      autoComplete="new-password"
      maxLength={500}
      value={form.values.secret}
      onChange={form.set('secret')}
      error={form.error('secret')}
    />
  );
}

export function EmailFields(props: ChannelFieldsProps) {
  const say = useText(noticePageText);
  const field = useField(props.form);
  return (
    <>
      <TextField {...field('host')} hint={say('hostHint')} mono />
      <TextField {...field('port')} short inputMode="numeric" />
      <SelectField
        {...field('security')}
        choices={(['tls', 'starttls', 'none'] as const).map((value) => ({
          value,
          label: say(`security.${value}`),
        }))}
        empty={null}
      />
      <TextField {...field('user')} hint={say('userHint')} optional />
      <SecretField {...props} label={say('passwordField')} />
      <TextField {...field('from')} inputMode="email" />
      <TextField {...field('fromName')} optional />
    </>
  );
}

export function SmsFields(props: ChannelFieldsProps) {
  const say = useText(noticePageText);
  const { form } = props;
  const field = useField(form);
  return (
    <>
      <TextField {...field('url')} hint={say('hostHint')} mono />
      <TextField {...field('appKey')} mono />
      <SecretField {...props} label={say('signingKey')} />
      <TextField {...field('signName')} />
      <TextField {...field('noticeTemplate')} hint={say('noticeTemplateHint')} mono />
      <TextField {...field('digestTemplate')} mono />
      <TextField {...field('okField')} short mono />
      <TextField {...field('okValue')} short mono />
      <TextField {...field('idField')} short mono />
      <Checkbox
        name="repeatsSafely"
        label={say('repeatsSafely')}
        checked={form.values.repeatsSafely}
        onChange={form.set('repeatsSafely')}
      />
    </>
  );
}

export function ChatFields(props: ChannelFieldsProps) {
  const say = useText(noticePageText);
  const agencies = useAgencies();
  const { form, channel } = props;
  const field = useField(form);
  return (
    <>
      <SelectField
        {...field('style')}
        choices={chatStyles.map((value) => ({ value, label: say(`style.${value}`) }))}
        empty={null}
      />
      {channel === null ? (
        <SelectField
          name="agencyId"
          label={say('agency')}
          choices={(agencies.data?.rows ?? []).map((one) => ({ value: one.id, label: one.name }))}
          empty={say('everybody')}
          value={form.values.agencyId}
          onChange={form.set('agencyId')}
          error={form.error('agencyId')}
        />
      ) : null}
      <TextField {...field('webhook')} hint={say(channel === null ? 'webhookHint' : 'secretKept')} mono />
      <SecretField {...props} label={say('chatKey')} hint={say('chatKeyHint')} />
    </>
  );
}
