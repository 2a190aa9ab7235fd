/** 运维: how the installation stands, as lights with words, what to do about each, and the figures behind them. */
import './operations.css';
import { type OperationsView, operationsRoutes } from '@mingcha/core/common/operations/operations-api.ts';
import { operationsPageText } from '@mingcha/core/common/operations/operations-page-text.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatNumber } from '../../../shared/format.ts';
import { type Say, useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { DateText, PairList } from '../../../shared/ui/values.tsx';
import { Lights } from './lights.tsx';
import { Components, SlowRequests } from './tables.tsx';

export type Words = Say<keyof typeof operationsPageText.zh>;

export function OperationsPage() {
  const say = useText(operationsPageText);
  const read = useApiQuery(operationsRoutes.show);
  const view = read.data;
  return (
    <Page>
      <PageHeader title={say('title')} lead={say('lead')} actions={<Again say={say} read={read} />} />
      {read.status === 'loading' ? <Skeleton lines={8} /> : null}
      {read.status === 'error' ? <ErrorState error={read.error} onRetry={read.reload} /> : null}
      {view === undefined ? null : (
        <>
          <Summary view={view} say={say} />
          <Section title={say('lights')} flush>
            <Lights lights={view.lights} />
          </Section>
          <Facts view={view} say={say} />
          <Queues view={view} say={say} />
          <SlowRequests rows={view.slow} />
          <Components rows={view.components} />
        </>
      )}
    </Page>
  );
}

function Again(props: {
  readonly say: Words;
  readonly read: { readonly reload: () => void; readonly refreshing: boolean };
}) {
  return (
    <Button kind="primary" busy={props.read.refreshing} onClick={props.read.reload}>
      {props.say('again')}
    </Button>
  );
}

interface Part {
  readonly view: OperationsView;
  readonly say: Words;
}

function Summary({ view, say }: Part) {
  const count = (state: string) => view.lights.filter((light) => light.state === state).length;
  const [red, amber] = [count('red'), count('amber')];
  if (red + amber === 0) return <Notice tone="verified">{say('allWell')}</Notice>;
  return <Notice tone={red > 0 ? 'error' : 'warning'}>{say('toMind', { red, amber })}</Notice>;
}

const hour = 3_600_000;

function Facts({ view, say }: Part) {
  const hours = Math.floor((Date.parse(view.checkedAt) - Date.parse(view.startedAt)) / hour);
  const { requests: n, slow, failed } = view.lastHour;
  const { p99, max } = view.eventLoop;
  return (
    <Section title={say('facts')}>
      <PairList
        columns={2}
        pairs={[
          { name: say('version'), value: view.version },
          {
            name: say('uptime'),
            value: say('uptimeValue', { days: Math.floor(hours / 24), hours: hours % 24 }),
          },
          { name: say('checkedAt'), value: <DateText value={view.checkedAt} form="seconds" /> },
          {
            name: say('diskDays'),
            value:
              view.diskDaysLeft === null
                ? say('diskDaysNone')
                : say('diskDaysValue', { days: formatNumber(view.diskDaysLeft) }),
          },
          { name: say('requests'), value: say('requestsValue', { n: formatNumber(n), slow, failed }) },
          { name: say('eventLoop'), value: say('eventLoopValue', { p99, max }) },
        ]}
      />
    </Section>
  );
}

const queues = ['messages', 'deliveries', 'events', 'failures', 'imports'] as const;

function Queues({ view, say }: Part) {
  return (
    <Section title={say('queues')}>
      <PairList
        columns={2}
        pairs={queues.map((queue) => ({
          name: say(`queue.${queue}`),
          value: formatNumber(view.queues[queue]),
        }))}
      />
      <p className="secondary">{say('queuesLead')}</p>
    </Section>
  );
}
