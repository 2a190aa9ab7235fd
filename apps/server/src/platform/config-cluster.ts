/** The settings of several server processes on one database. Part of `config.ts`, which alone reads them. */
import { isIP } from 'node:net';
import { z } from 'zod';
import type { StartupKey } from './startup-text.ts';

export interface ClusterSettings {
  /** Processes of this program that serve one port; 1: the program serves itself. */
  readonly workers: number;
  /** Between the signal to stop and the end of listening: a balancer needs it to notice that this process goes. */
  readonly drainMs: number;
  /** Addresses of balancers and gateways whose `X-Forwarded-For` is believed; none by default (W-08). */
  readonly proxies: readonly string[];
  /** Tells the log files of several processes on one data folder apart; null: the only one. */
  readonly instance: string | null;
}

const mostWorkers = 64;

/** `10.0.0.7`, `10.0.0.0/24`, `::1`, several joined by commas. */
function isProxyList(text: string): boolean {
  return text.split(',').every((one) => {
    const [address = '', bits, ...rest] = one.trim().split('/');
    const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
    return (
      rest.length === 0 &&
      most > 0 &&
      (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
    );
  });
}

export const clusterSettings: Readonly<
  Record<string, { readonly schema: z.ZodType; readonly expected: StartupKey }>
> = {
  MINGCHA_WORKERS: {
    schema: z
      .string()
      .regex(/^[1-9]\d?$/)
      .refine((text) => Number(text) <= mostWorkers),
    expected: 'config.workers',
  },
  MINGCHA_DRAIN_SECONDS: {
    schema: z
      .string()
      .regex(/^\d{1,3}$/)
      .refine((text) => Number(text) <= 300),
    expected: 'config.drain',
  },
  MINGCHA_PROXIES: { schema: z.string().max(2000).refine(isProxyList), expected: 'config.proxies' },
  MINGCHA_INSTANCE: { schema: z.string().regex(/^[a-z0-9]{1,16}$/), expected: 'config.instance' },
};

/** `--workers=4` on the command line stands above the setting. */
export function workersArgument(text: string): string | null {
  return /^--workers=(.*)$/.exec(text)?.[1] ?? null;
}

export function clusterOf(read: (name: string, fallback: string) => string): ClusterSettings {
  return {
    workers: Number(read('MINGCHA_WORKERS', '1')),
    drainMs: Number(read('MINGCHA_DRAIN_SECONDS', '0')) * 1000,
    proxies: read('MINGCHA_PROXIES', '')
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
    instance: read('MINGCHA_INSTANCE', '') || null,
  };
}
