/** Settings of one channel, by the administrator. The key is typed in and never shown again. */
import { type ChannelMode, channelModes } from '@mingcha/core/publications/channels/channel.ts';
import {
  type ChannelView,
  channelSettings,
  listChannels,
  saveChannel,
} from '@mingcha/core/publications/channels/channel-api.ts';
import { channelPageText } from '@mingcha/core/publications/channels/channel-page-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { RadioGroup } from '../../../shared/forms/choices.tsx';
import { PasswordField, SelectField, TextField } from '../../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Drawer } from '../../../shared/ui/dialog.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { useCheck } from '../../system/use-check.ts';

export function SettingsDrawer(props: {
  readonly channel: ChannelView | null;
  readonly onClose: () => void;
}) {
  const say = useText(channelPageText);
  const { channel, onClose } = props;
  return (
    <Drawer
      open={channel !== null}
      title={channel === null ? '' : say(`kind.${channel.kind}`)}
      onClose={onClose}
    >
      {channel === null ? null : <SettingsForm key={channel.kind} channel={channel} onDone={onClose} />}
    </Drawer>
  );
}

const textFields = ['address', 'account', 'agencyCode', 'portalAddress'] as const;
const hints = { address: 'addressHint', portalAddress: 'portalAddressHint' } as const;
const hours = Array.from({ length: 24 }, (_, hour) => String(hour));

function SettingsForm({ channel, onDone }: { readonly channel: ChannelView; readonly onDone: () => void }) {
  const say = useText(channelPageText);
  const toast = useToast();
  const check = useCheck();
  const { batchHour, ...texts } = channel.settings;
  const form = useForm<Values>({
    mode: channel.mode,
    secret: '',
    batchHour: batchHour === null ? '' : String(batchHour),
    ...texts,
  });
  const { values } = form;
  const save = useApiAction(saveChannel, [listChannels.id]);
  const submit = async () => {
    const { mode, secret, batchHour: hour, ...rest } = values;
    const settings = { ...rest, batchHour: hour === '' ? null : Number(hour) };
    const problems = check(channelSettings, settings, (field) => say(field as (typeof textFields)[number]));
    if (problems.length > 0) return form.setProblems(problems);
    const body = { version: channel.version, mode: mode as ChannelMode, settings, secret };
    const result = await save.run({ params: { kind: channel.kind }, body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('saved'));
    onDone();
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
      <SettingsFields form={form} channel={channel} />
    </Form>
  );
}

interface Values extends Readonly<Record<(typeof textFields)[number], string>> {
  readonly mode: string;
  readonly secret: string;
  readonly batchHour: string;
}

function SettingsFields(props: { readonly form: FormState<Values>; readonly channel: ChannelView }) {
  const say = useText(channelPageText);
  const { form, channel } = props;
  const { values } = form;
  return (
    <>
      <RadioGroup
        name="mode"
        label={say('mode')}
        choices={channelModes.map((value) => ({
          value,
          label: say(`mode.${value}`),
          hint: say(`modeHint.${value}`),
        }))}
        value={values.mode}
        onChange={form.set('mode')}
      />
      {textFields.map((name) => (
        <TextField
          key={name}
          name={name}
          label={say(name)}
          {...(name in hints ? { hint: say(hints[name as keyof typeof hints]) } : {})}
          optional={name !== 'address' || values.mode !== 'automatic'}
          maxLength={500}
          value={values[name]}
          onChange={form.set(name)}
          error={form.error(name)}
        />
      ))}
      <PasswordField
        name="secret"
        label={say('secret')}
        {...(channel.hasSecret ? { hint: say('secretKept') } : {})}
        autoComplete="new-password"
        maxLength={500}
        value={values.secret}
        onChange={form.set('secret')}
        error={form.error('secret')}
      />
      <SelectField
        name="batchHour"
        label={say('batchHour')}
        empty={say('batchNow')}
        choices={hours.map((hour) => ({ value: hour, label: say('batchAt', { hour }) }))}
        value={values.batchHour}
        onChange={form.set('batchHour')}
      />
    </>
  );
}
