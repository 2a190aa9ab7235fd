/** Sends one test message through a channel; what became of it stands in the delivery log. */
import { type ChannelView, noticeChannelRoutes } from '@mingcha/core/common/notice-channel-api.ts';
import { noticePageText } from '@mingcha/core/common/notice-page-text.ts';
import { useApiAction } from '../../shared/api/use-api.ts';
import { TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useToast } from '../../shared/ui/toast.tsx';

interface TrialProps {
  readonly channel: ChannelView | null;
  readonly onClose: () => void;
}

export function TrialDialog({ channel, onClose }: TrialProps) {
  const say = useText(noticePageText);
  return (
    <Dialog open={channel !== null} title={say('test')} onClose={onClose}>
      {channel === null ? null : <Trial channel={channel} onClose={onClose} />}
    </Dialog>
  );
}

function Trial({ channel, onClose }: { readonly channel: ChannelView; readonly onClose: () => void }) {
  const say = useText(noticePageText);
  const toast = useToast();
  const form = useForm({ address: '' });
  const send = useApiAction(noticeChannelRoutes.trial);
  const submit = async () => {
    const address = form.values.address.trim();
    const result = await send.run({ params: { id: channel.id }, body: { address } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('testSent'));
    onClose();
  };
  return (
    <Form
      label={say('test')}
      onSubmit={submit}
      problems={form.problems}
      actions={
        <Button type="submit" kind="primary" busy={send.busy}>
          {say('test')}
        </Button>
      }
    >
      {channel.kind === 'chat' ? (
        <p>{say('testChat')}</p>
      ) : (
        <TextField
          name="address"
          label={say(channel.kind === 'email' ? 'testAddressEmail' : 'testAddressSms')}
          inputMode={channel.kind === 'email' ? 'email' : 'tel'}
          maxLength={254}
          value={form.values.address}
          onChange={form.set('address')}
          error={form.error('address')}
        />
      )}
    </Form>
  );
}
