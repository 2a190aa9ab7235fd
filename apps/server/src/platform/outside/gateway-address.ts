/**
 * Which address a call to the outside may go to. Names are resolved here and the checked address is the one that is
 * called, so that a name cannot change between check and call. Loopback, private and link-local ranges are closed unless
 * the operator lists the gateway (`MINGCHA_GATEWAYS`); an administrator of the application cannot open them.
 */
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Config } from '../config.ts';

export interface GatewayAddress {
  readonly address: string;
  readonly family: 4 | 6;
  /** The operator vouches for it: an intranet gateway. */
  readonly listed: boolean;
}

const closed = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  closed.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  closed.addSubnet(network, prefix, 'ipv6');

/** Whether an address is closed to calls of the application. Pure. */
export function isClosedAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  return closed.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** All addresses of a name; the system's own unless a test brings another. */
export type Resolver = (
  host: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;
const systemResolver: Resolver = (host) => lookup(host, { all: true });

const resolveMs = 5000;

/**
 * The address to call for `host` and `port`, checked at this moment.
 * Errors: `gateway.unknown_host`, `gateway.closed_address.forbidden`.
 */
export async function gatewayAddress(
  config: Pick<Config, 'gateways'>,
  at: { readonly host: string; readonly port: number },
  resolver: Resolver = systemResolver,
): Promise<Result<GatewayAddress>> {
  const host = at.host.replace(/^\[|\]$/g, '').toLowerCase();
  const listed = isListed(config, { host, port: at.port });
  const found = await resolve(host, resolver);
  const first = found[0];
  if (first === undefined) return fail('gateway.unknown_host', { host });
  if (!listed && found.some((one) => isClosedAddress(one.address)))
    return fail('gateway.closed_address.forbidden', { host });
  return ok({ address: first.address, family: first.family === 6 ? 6 : 4, listed });
}

/** Whether the operator lists this gateway, with its port or with all ports. */
export function isListed(
  config: Pick<Config, 'gateways'>,
  at: { readonly host: string; readonly port: number },
): boolean {
  const host = at.host.replace(/^\[|\]$/g, '').toLowerCase();
  const name = host.includes(':') ? `[${host}]` : host;
  return config.gateways.includes(name) || config.gateways.includes(`${name}:${at.port}`);
}

async function resolve(host: string, resolver: Resolver): ReturnType<Resolver> {
  const literal = isIP(host);
  if (literal !== 0) return [{ address: host, family: literal }];
  const tooLate = new Promise<never[]>((done) => {
    setTimeout(done, resolveMs, []).unref();
  });
  return Promise.race([resolver(host).catch(() => []), tooLate]);
}
