/** 通知通道: each channel with its state, its settings and a trial; quiet hours and the hour of the daily summary. */
import './notices.css';
import { type ChannelView, noticeChannelRoutes } from '@mingcha/core/common/notice-channel-api.ts';
import { noticePageText } from '@mingcha/core/common/notice-page-text.ts';
import { useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { EmptyState, ErrorState, ForbiddenState, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, type Pair, PairList, StateChip, type Tone } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { useSession } from '../shell/session.tsx';
import { ChannelDrawer, type Edited } from './channel-form.tsx';
import { RulesPart } from './rules-form.tsx';
import { TrialDialog } from './trial-dialog.tsx';
import { useNoticeWords } from './words.ts';

const kinds = [
  ['email', 'channelEmail'],
  ['sms', 'channelSms'],
  ['chat', 'channelChat'],
] as const;

export function ChannelsPage() {
  const say = useText(noticePageText);
  const list = useApiQuery(noticeChannelRoutes.list, {}, { every: 15_000 });
  const { person } = useSession();
  const mayChange = person.roles.includes('administrator');
  const [edited, setEdited] = useState<Edited | null>(null);
  const [tried, setTried] = useState<ChannelView | null>(null);
  const close = () => setEdited(null);
  return (
    <Page>
      <PageHeader
        title={say('channels')}
        lead={say('channelsLead')}
        actions={
          <GoTo to="/notice-messages" className="button">
            {say('log')}
          </GoTo>
        }
      />
      {list.status === 'loading' ? <Skeleton lines={8} /> : null}
      {list.status === 'forbidden' ? <ForbiddenState /> : null}
      {list.status === 'error' ? <ErrorState error={list.error} onRetry={list.reload} /> : null}
      {list.data === undefined ? null : (
        <div className="notice-channels">
          {kinds.map(([kind, title]) => (
            <KindSection
              key={kind}
              kind={kind}
              title={say(title)}
              rows={list.data?.rows.filter((row) => row.kind === kind) ?? []}
              mayChange={mayChange}
              onEdit={(channel) => setEdited({ kind, channel })}
              onTry={setTried}
            />
          ))}
          <Section title={say('rules')}>
            <RulesPart rules={list.data.rules} mayChange={mayChange} />
          </Section>
        </div>
      )}
      <ChannelDrawer edited={edited} onClose={close} />
      <TrialDialog channel={tried} onClose={() => setTried(null)} />
    </Page>
  );
}

interface KindProps {
  readonly kind: ChannelView['kind'];
  readonly title: string;
  readonly rows: readonly ChannelView[];
  readonly mayChange: boolean;
  /** Null makes a new one. */
  readonly onEdit: (channel: ChannelView | null) => void;
  readonly onTry: (channel: ChannelView) => void;
}

function KindSection({ kind, title, rows, mayChange, onEdit, onTry }: KindProps) {
  const say = useText(noticePageText);
  const add = mayChange && (kind === 'chat' || rows.length === 0);
  const button = <Button onClick={() => onEdit(null)}>{say(kind === 'chat' ? 'addChat' : 'setUp')}</Button>;
  return (
    <Section title={title} actions={add ? button : null}>
      {rows.length === 0 ? <EmptyState title={say('notSetUp')} text={say('notSetUpText')} /> : null}
      {rows.map((row) => (
        <ChannelFacts
          key={row.id}
          channel={row}
          onChange={mayChange ? () => onEdit(row) : null}
          onTry={mayChange && row.enabled ? () => onTry(row) : null}
        />
      ))}
    </Section>
  );
}

const tones: Readonly<Record<ChannelView['health']['state'], Tone>> = {
  off: 'neutral',
  unused: 'neutral',
  working: 'verified',
  failing: 'warning',
};

interface FactsProps {
  readonly channel: ChannelView;
  readonly onChange: (() => void) | null;
  readonly onTry: (() => void) | null;
}

function ChannelFacts({ channel, onChange, onTry }: FactsProps) {
  const say = useText(noticePageText);
  const { problem } = useNoticeWords();
  const { health } = channel;
  const failing: readonly Pair[] =
    health.state === 'failing'
      ? [
          { name: say('failingSince'), value: <DateText value={health.failingSince} form="seconds" /> },
          { name: say('restsUntil'), value: <DateText value={health.restsUntil} form="seconds" /> },
          { name: say('problem'), value: `${problem(health.problem)} ${health.detail}`, wide: true },
        ]
      : [];
  const pairs: readonly Pair[] = [
    {
      name: say('state'),
      value: <StateChip tone={tones[health.state]}>{say(`health.${health.state}`)}</StateChip>,
    },
    { name: say('host'), value: <span className="mono">{channel.host}</span> },
    ...(channel.kind === 'chat'
      ? [{ name: say('agency'), value: channel.agencyName ?? say('everybody') }]
      : []),
    {
      name: say('lastAccepted'),
      value: health.lastAcceptedAt === null ? '–' : <DateText value={health.lastAcceptedAt} form="seconds" />,
    },
    { name: say('waiting'), value: channel.waiting },
    { name: say('uncertain'), value: channel.uncertain },
    { name: say('givenUp'), value: channel.givenUp },
    ...failing,
  ];
  return (
    <div className="notice-channel">
      <PairList columns={2} pairs={pairs} />
      <div className="button-row">
        {onChange === null ? null : <Button onClick={onChange}>{say('change')}</Button>}
        {onTry === null ? null : <Button onClick={onTry}>{say('test')}</Button>}
      </div>
    </div>
  );
}
