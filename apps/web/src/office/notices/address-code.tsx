/** Below an address: whether it is confirmed, and the code that confirms it. */
import { noticeChannelRoutes } from '@mingcha/core/common/notice-channel-api.ts';
import { noticePageText } from '@mingcha/core/common/notice-page-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { TextField } from '../../shared/forms/field.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { ErrorNotice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { StateChip } from '../../shared/ui/values.tsx';

const { sendCode, confirm, preferences } = noticeChannelRoutes;

interface Props {
  readonly way: 'email' | 'sms';
  readonly state: 'none' | 'open' | 'confirmed';
  /** What stands in the field is what was saved. */
  readonly isSaved: boolean;
  readonly isOffered: boolean;
}

export function AddressCode({ way, state, isSaved, isOffered }: Props) {
  const say = useText(noticePageText);
  const [sentTo, setSentTo] = useState('');
  const send = useApiAction(sendCode);
  if (state === 'none' || !isSaved) return isSaved ? null : <p className="secondary">{say('saveFirst')}</p>;
  if (state === 'confirmed')
    return (
      <p>
        <StateChip tone="verified">{say('confirmed')}</StateChip>
      </p>
    );
  const press = async () => {
    const result = await send.run({ body: { way } });
    if (result.ok) setSentTo(result.value.sentTo);
  };
  return (
    <div className="notice-address">
      <StateChip tone="warning">{say('notConfirmed')}</StateChip>
      <ErrorNotice error={send.error} />
      {isOffered ? (
        <div className="button-row">
          <Button busy={send.busy} onClick={() => void press()}>
            {say('sendCode')}
          </Button>
        </div>
      ) : null}
      {sentTo === '' ? null : <CodeField way={way} sentTo={sentTo} />}
    </div>
  );
}

function CodeField({ way, sentTo }: { readonly way: 'email' | 'sms'; readonly sentTo: string }) {
  const say = useText(noticePageText);
  const toast = useToast();
  const [code, setCode] = useState('');
  const [triesLeft, setTriesLeft] = useState<number | null>(null);
  const check = useApiAction(confirm, [preferences.id]);
  const press = async () => {
    const result = await check.run({ body: { way, code: code.trim() } });
    if (!result.ok) return;
    if (result.value.isConfirmed) return toast(say('codeDone'));
    setTriesLeft(result.value.triesLeft);
  };
  return (
    <>
      <p>{say('codeSent', { to: sentTo })}</p>
      <ErrorNotice error={check.error} />
      <TextField
        name={`code-${way}`}
        label={say('code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        onChange={setCode}
        {...(triesLeft === null ? {} : { error: say('codeWrong', { n: triesLeft }) })}
      />
      <div className="button-row">
        <Button busy={check.busy} onClick={() => void press()}>
          {say('confirmCode')}
        </Button>
      </div>
    </>
  );
}
