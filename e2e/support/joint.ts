/** People, papers and facts of the joint visit: who goes, who approves, what an office entry says. */
import assert from 'node:assert/strict';
import { done, type Person } from './person.ts';
import type { Problem } from './visit.ts';

export interface Open {
  readonly findingId: string;
  readonly kind: string;
  readonly state: string;
  readonly version: number;
}

export const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

export const filing = { retention: null, situation: '齐全', carryReason: '' };

/** A file as somebody chooses it at a screen. */
export function scanned(name: string, bytes: string | Uint8Array, mimeType = 'application/pdf') {
  return { name, mimeType, buffer: Buffer.from(bytes) };
}

export const problems: readonly Problem[] = [
  { at: 1, action: 'rectify' },
  { at: 4, action: 'leniency' },
  { at: 7, action: 'transferAgency' },
];

export interface Row {
  readonly id: string;
  readonly outcome: string | null;
  readonly fromReserve: boolean;
  readonly object: { readonly name: string };
  readonly teams: readonly {
    readonly agencyId: string;
    readonly agencyName: string;
    readonly members: readonly { readonly name: string; readonly hasAccount: boolean }[];
  }[];
}

export interface Drawn {
  readonly name: string;
  readonly c: string;
  readonly team: readonly { readonly inspectorId: string; readonly agencyName: string }[];
}

/** Who goes: two of them with phones, the third from the office. */
export const goers = [
  { account: 'jc.inspector', legal: 'jc.legal', reviewer: 'jc.works', agency: '晋城市人民防空办公室' },
  {
    account: 'fire.inspector',
    legal: 'fire.urban',
    reviewer: 'fire.urban',
    agency: '晋城市城区消防救援大队',
  },
  { account: 'fire.citysection', legal: 'fire.city', reviewer: 'fire.city', agency: '晋城市消防救援支队' },
] as const;

export interface TeamNotice {
  readonly notice: { readonly id: string; readonly number: string };
}

export const agencies = [
  ['jc.works', 'jc.head'],
  ['fire.citysection', 'fire.cityhead'],
  ['fire.urbansection', 'fire.urbanhead'],
] as const;

/** A notice told by telephone. */
export const told = {
  channel: 'telephone',
  outcome: 'told',
  recipient: '张三',
  recipientPost: '安全科长',
  reachedAt: '0356-1',
  deliverer: '',
  told: '检查时间、内容、应备材料',
  witness: '',
  note: '',
} as const;

/** What goes with a transfer to another agency, by the names of the fields. */
export const transfer = {
  to: '市住房和城乡建设局',
  cause: '涉嫌违反建设管理规定',
  summary: '检查中发现',
  files: '现场检查记录，1，2',
} as const;

/** The account signs in as the person whom the draw sends to this object. */
export async function standIn(legal: Person, who: (typeof goers)[number], object: Drawn): Promise<void> {
  const member = object.team.find((one) => one.agencyName === who.agency);
  assert.ok(member, who.agency);
  const { rows } = done(await legal.get('/api/inspectors?limit=200')) as {
    rows: { id: string; name: string }[];
  };
  for (const row of rows) {
    const tied = done(await legal.get(`/api/inspectors/${row.id}/account`)).account;
    if (tied?.signInName === who.account && row.id !== member.inspectorId)
      done(await legal.delete(`/api/inspectors/${row.id}/account`, { reason: '本次由抽中人员使用' }));
  }
  const now = done(await legal.get(`/api/inspectors/${member.inspectorId}/account`));
  if (now.account?.signInName === who.account) return;
  if (now.account !== null)
    done(await legal.delete(`/api/inspectors/${member.inspectorId}/account`, { reason: '换人' }));
  const { free } = done(await legal.get(`/api/inspectors/${member.inspectorId}/account`));
  const account = free.find((one: { signInName: string }) => one.signInName === who.account);
  assert.ok(account, `${who.account} is not free`);
  done(await legal.post(`/api/inspectors/${member.inspectorId}/account`, { accountId: account.id }));
}
