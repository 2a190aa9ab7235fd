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
  const { delay, recent } = { delay: metrics.delay(), recent: metrics.recent(now) };
  const memory = memoryUsage();
  const lines = [
    family('mingcha_info', 'gauge', 'Version of the program.', [[`{version="${version}"}`, 1]]),
    family('mingcha_uptime_seconds', 'gauge', 'Since the start.', [['', gauges.uptimeSeconds]]),
    family('mingcha_requests_total', 'counter', 'Requests by class and outcome.', requests(metrics)),
    histogram(metrics),
    family('mingcha_event_loop_delay_seconds', 'gauge', 'Delay of the event loop since the start.', [
      ['{quantile="mean"}', delay.mean / 1000],
      ['{quantile="0.99"}', delay.p99 / 1000],
      ['{quantile="max"}', delay.max / 1000],
    ]),
    family('mingcha_memory_bytes', 'gauge', 'Memory of the server.', [
      ['{kind="resident"}', memory.rss],
      ['{kind="heap"}', memory.heapUsed],
    ]),
    family('mingcha_pool_connections', 'gauge', 'Connections to the database.', [
      ['{state="total"}', gauges.pool.total],
      ['{state="idle"}', gauges.pool.idle],
      ['{state="waiting"}', gauges.pool.waiting],
    ]),
    family(
      'mingcha_queue_length',
      'gauge',
      'What waits.',
      Object.entries(gauges.queues).map(([name, value]) => [`{queue="${name}"}`, value]),
    ),
    family('mingcha_sync_requests_last_hour', 'gauge', 'Requests of phones in the last hour.', [
      ['{outcome="all"}', recent.sync],
      ['{outcome="error"}', recent.syncErrors],
    ]),
    family('mingcha_disk_bytes', 'gauge', 'Disk of the data folder.', [
      ['{kind="free"}', gauges.disk.free],
      ['{kind="total"}', gauges.disk.total],
    ]),
    family(
      'mingcha_ledger_verified_age_seconds',
      'gauge',
      'Since every ledger was verified as a whole; absent before.',
      gauges.ledgerAgeSeconds === null ? [] : [['', gauges.ledgerAgeSeconds]],
    ),
    family('mingcha_ledger_faults', 'gauge', 'Ledgers that failed their verification.', [
      ['', gauges.ledgerFaults],
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function family(name: string, type: 'counter' | 'gauge', help: string, samples: readonly Sample[]): string {
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
