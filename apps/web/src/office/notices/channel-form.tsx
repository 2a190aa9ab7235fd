/** Setting up or changing one channel, in a drawer. Secrets are typed in and never shown again. */
import {
  type ChannelInput,
  type ChannelView,
  noticeChannelRoutes,
} from '@mingcha/core/common/notice-channel-api.ts';
import { noticePageText } from '@mingcha/core/common/notice-page-text.ts';
import { useApiAction } from '../../shared/api/use-api.ts';
import { Checkbox } from '../../shared/forms/choices.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Drawer } from '../../shared/ui/dialog.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { useCheck } from '../system/use-check.ts';
import { ChatFields, EmailFields, SmsFields } from './channel-fields.tsx';
import { type ChannelValues, channelOf, labelOf, valuesOf } from './channel-values.ts';

export interface Edited {
  readonly kind: ChannelView['kind'];
  /** Null for a new one. */
  readonly channel: ChannelView | null;
}

export function ChannelDrawer(props: { readonly edited: Edited | null; readonly onClose: () => void }) {
  const say = useText(noticePageText);
  const { edited, onClose } = props;
  const titles = { email: 'channelEmail', sms: 'channelSms', chat: 'channelChat' } as const;
  return (
    <Drawer open={edited !== null} title={edited === null ? '' : say(titles[edited.kind])} onClose={onClose}>
      {edited === null ? null : (
        <ChannelForm key={edited.channel?.id ?? edited.kind} edited={edited} onDone={onClose} />
      )}
    </Drawer>
  );
}

function ChannelForm({ edited, onDone }: { readonly edited: Edited; readonly onDone: () => void }) {
  const say = useText(noticePageText);
  const toast = useToast();
  const check = useCheck();
  const form = useForm<ChannelValues>(valuesOf(edited.channel));
  const save = useApiAction(noticeChannelRoutes.save, [noticeChannelRoutes.list.id]);
  const submit = async () => {
    const { schema, flat, channel } = channelOf(edited.kind, form.values);
    const problems = check(schema, flat, (field) => say(labelOf(edited.kind, field)));
    if (problems.length > 0) return form.setProblems(problems);
    const version = edited.channel?.version ?? 0;
    const body = { version, enabled: form.values.enabled, channel: channel as ChannelInput };
    const result = await save.run({ body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('saved'));
    onDone();
  };
  const part = { form, channel: edited.channel };
  return (
    <Form
      label={say('channels')}
      onSubmit={submit}
      problems={form.problems}
      actions={
        <Button type="submit" kind="primary" busy={save.busy}>
          {say('save')}
        </Button>
      }
    >
      <Checkbox
        name="enabled"
        label={say('enabled')}
        checked={form.values.enabled}
        onChange={form.set('enabled')}
      />
      {edited.kind === 'email' ? <EmailFields {...part} /> : null}
      {edited.kind === 'sms' ? <SmsFields {...part} /> : null}
      {edited.kind === 'chat' ? <ChatFields {...part} /> : null}
    </Form>
  );
}
