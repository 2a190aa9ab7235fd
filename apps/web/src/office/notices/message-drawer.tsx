/** One message with each attempt, and sending it again where nobody knows whether it arrived. */
import { type MessageRow, noticeChannelRoutes } from '@mingcha/core/common/notice-channel-api.ts';
import { noticePageText } from '@mingcha/core/common/notice-page-text.ts';
import { useState } from 'react';
import type { z } from 'zod';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { ConfirmDialog, Drawer } from '../../shared/ui/dialog.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { ErrorNotice, ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText, PairList } from '../../shared/ui/values.tsx';
import { useSession } from '../shell/session.tsx';
import { MessageState, useMessageTitle } from './message-words.tsx';
import { useNoticeWords } from './words.ts';

type Message = z.output<typeof noticeChannelRoutes.message.response>;

export function MessageDrawer(props: { readonly id: string | null; readonly onClose: () => void }) {
  const say = useText(noticePageText);
  return (
    <Drawer open={props.id !== null} title={say('log')} onClose={props.onClose}>
      {props.id === null ? null : <Content key={props.id} id={props.id} />}
    </Drawer>
  );
}

function Content({ id }: { readonly id: string }) {
  const read = useApiQuery(noticeChannelRoutes.message, { params: { id } });
  if (read.status === 'error') return <ErrorState error={read.error} onRetry={read.reload} />;
  if (read.data === undefined) return <Skeleton lines={8} />;
  return (
    <>
      <Facts message={read.data} />
      <Again message={read.data} />
      <Attempts log={read.data.log} />
    </>
  );
}

function Facts({ message }: { readonly message: MessageRow }) {
  const say = useText(noticePageText);
  const title = useMessageTitle();
  const { problem } = useNoticeWords();
  return (
    <PairList
      columns={1}
      pairs={[
        { name: say('recipient'), value: message.recipient || say('everybody') },
        { name: say('channel'), value: say(`kind.${message.channel}`) },
        { name: say('address'), value: message.addressHint === '' ? '–' : message.addressHint },
        { name: say('what'), value: title(message) },
        { name: say('state'), value: <MessageState state={message.state} /> },
        ...(message.problem === ''
          ? []
          : [{ name: say('problem'), value: `${problem(message.problem)} ${message.detail}` }]),
        { name: say('gatewayId'), value: message.gatewayId ?? '–' },
        { name: say('created'), value: <DateText value={message.createdAt} form="seconds" /> },
        ...(message.nextAt === null
          ? []
          : [{ name: say('nextAt'), value: <DateText value={message.nextAt} form="seconds" /> }]),
      ]}
    />
  );
}

function Again({ message }: { readonly message: Message }) {
  const say = useText(noticePageText);
  const toast = useToast();
  const { person } = useSession();
  const [asked, setAsked] = useState(false);
  const again = useApiAction(noticeChannelRoutes.again);
  const open = ['refused', 'uncertain', 'givenUp'].includes(message.state) && message.form !== 'digest';
  const confirm = async () => {
    const result = await again.run({ params: { id: message.id }, body: {} });
    setAsked(false);
    if (result.ok) toast(say('againDone'));
  };
  return (
    <div className="notice-log">
      {message.state === 'uncertain' ? <Notice tone="warning">{say('uncertainText')}</Notice> : null}
      <ErrorNotice error={again.error} />
      {open && person.roles.includes('administrator') ? (
        <div className="button-row">
          <Button onClick={() => setAsked(true)}>{say('again')}</Button>
        </div>
      ) : null}
      <ConfirmDialog
        open={asked}
        question={say('againQuestion')}
        action={say('again')}
        busy={again.busy}
        onConfirm={() => void confirm()}
        onClose={() => setAsked(false)}
      >
        {say('againText')}
      </ConfirmDialog>
    </div>
  );
}

function Attempts({ log }: { readonly log: Message['log'] }) {
  const say = useText(noticePageText);
  const { problem } = useNoticeWords();
  if (log.length === 0) return null;
  return (
    <div className="notice-log">
      <Section title={say('attempts')}>
        <PairList
          columns={1}
          pairs={log.map((one) => ({
            name: say('attempt', { n: one.attempt }),
            value: (
              <>
                <DateText value={one.endedAt} form="seconds" /> {say(`outcome.${one.outcome}`)}{' '}
                {one.problem === '' ? (one.gatewayId ?? '') : `${problem(one.problem)} ${one.detail}`}
              </>
            ),
          }))}
        />
      </Section>
    </div>
  );
}
