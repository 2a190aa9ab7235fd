/** The metrics as Prometheus reads them (text format 0.0.4). Names and figures only: no person, no address, no matter. */
import { memoryUsage } from 'node:process';
import { version } from '../version.ts';
import { durationBounds, type Metrics } from './metrics.ts';
import type { Queues } from './work.queries.ts';

export interface Gauges {
  readonly queues: Queues;
  readonly pool: { readonly total: number; readonly idle: number; readonly waiting: number };
  /** Of the data folder. */
  readonly disk: { readonly free: number; readonly total: number };
  /** Since the oldest of the latest verifications; null where one ledger never was. */
  readonly ledgerAgeSeconds: number | null;
  readonly ledgerFaults: number;
  readonly uptimeSeconds: number;
}

type Sample = readonly [labels: string, value: number];

export function metricsPage(metrics: Metrics, gauges: Gauges, now: string): string {
  const delay = metrics.delay();
  const lines = [
    family({ name: 'mingcha_info', type: 'gauge', help: 'Version of the program.' }, [
      [`{version="${version}"}`, 1],
    ]),
    family({ name: 'mingcha_uptime_seconds', type: 'gauge', help: 'Since the start.' }, [
      ['', gauges.uptimeSeconds],
    ]),
    family(
      { name: 'mingcha_requests_total', type: 'counter', help: 'Requests by class and outcome.' },
      requests(metrics),
    ),
    histogram(metrics),
    family(
      {
        name: 'mingcha_event_loop_delay_seconds',
        type: 'gauge',
        help: 'Delay of the event loop since the start.',
      },
      [
        ['{quantile="mean"}', delay.mean / 1000],
        ['{quantile="0.99"}', delay.p99 / 1000],
        ['{quantile="max"}', delay.max / 1000],
      ],
    ),
    ...gaugeFamilies(gauges, metrics.recent(now)),
  ];
  return `${lines.join('\n')}\n`;
}

function gaugeFamilies(gauges: Gauges, recent: ReturnType<Metrics['recent']>): readonly string[] {
  const memory = memoryUsage();
  return [
    family({ name: 'mingcha_memory_bytes', type: 'gauge', help: 'Memory of the server.' }, [
      ['{kind="resident"}', memory.rss],
      ['{kind="heap"}', memory.heapUsed],
    ]),
    family({ name: 'mingcha_pool_connections', type: 'gauge', help: 'Connections to the database.' }, [
      ['{state="total"}', gauges.pool.total],
      ['{state="idle"}', gauges.pool.idle],
      ['{state="waiting"}', gauges.pool.waiting],
    ]),
    family(
      { name: 'mingcha_queue_length', type: 'gauge', help: 'What waits.' },
      Object.entries(gauges.queues).map(([name, value]) => [`{queue="${name}"}`, value]),
    ),
    family(
      {
        name: 'mingcha_sync_requests_last_hour',
        type: 'gauge',
        help: 'Requests of phones in the last hour.',
      },
      [
        ['{outcome="all"}', recent.sync],
        ['{outcome="error"}', recent.syncErrors],
      ],
    ),
    family({ name: 'mingcha_disk_bytes', type: 'gauge', help: 'Disk of the data folder.' }, [
      ['{kind="free"}', gauges.disk.free],
      ['{kind="total"}', gauges.disk.total],
    ]),
    family(
      {
        name: 'mingcha_ledger_verified_age_seconds',
        type: 'gauge',
        help: 'Since every ledger was verified as a whole; absent before.',
      },
      gauges.ledgerAgeSeconds === null ? [] : [['', gauges.ledgerAgeSeconds]],
    ),
    family(
      { name: 'mingcha_ledger_faults', type: 'gauge', help: 'Ledgers that failed their verification.' },
      [['', gauges.ledgerFaults]],
    ),
  ];
}

interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  readonly help: string;
}

function family({ name, type, help }: Family, samples: readonly Sample[]): string {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(([labels, value]) => `${name}${labels} ${value}`),
  ].join('\n');
}

function requests(metrics: Metrics): readonly Sample[] {
  return [...metrics.counts].map(([key, count]) => {
    const [of = '', outcome = ''] = key.split(' ');
    return [`{class="${of}",outcome="${outcome}"}`, count] as const;
  });
}

function histogram(metrics: Metrics): string {
  const name = 'mingcha_request_duration_seconds';
  const lines = [`# HELP ${name} Durations of requests by class.`, `# TYPE ${name} histogram`];
  for (const [of, { buckets, sum, count }] of metrics.durations) {
    let below = 0;
    for (const [index, bound] of durationBounds.entries()) {
      below += buckets[index] ?? 0;
      lines.push(`${name}_bucket{class="${of}",le="${bound}"} ${below}`);
    }
    lines.push(
      `${name}_bucket{class="${of}",le="+Inf"} ${count}`,
      `${name}_sum{class="${of}"} ${sum}`,
      `${name}_count{class="${of}"} ${count}`,
    );
  }
  return lines.join('\n');
}
