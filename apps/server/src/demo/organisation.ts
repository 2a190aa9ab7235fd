/**
 * The two bureaus of the source documents with their sections, and the fire services that take part in the joint
 * task. People and their accounts are invented.
 */
import type { Actor, Role } from '@mingcha/core/common/roles.ts';
import { newOneTimePassword } from '../platform/auth/account.service.ts';
import {
  insertAccount,
  insertAgency,
  insertCredential,
  insertJurisdiction,
  insertSection,
  type NewAgency,
} from '../platform/auth/organisation.queries.ts';
import { hashPassword } from '../platform/auth/password.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';

const places = { jz: ['130183', '晋州市'], jc: ['140500', '晋城市'] } as const;
export type Place = keyof typeof places;

interface AgencyPlan {
  readonly place: Place;
  readonly name: string;
  readonly shortName: string;
  readonly level: NewAgency['level'];
  readonly kind: string;
  readonly divisionCode: string;
  readonly phone: string;
  readonly sections: readonly string[];
}

const agencies = {
  emergency: {
    place: 'jz',
    name: '晋州市应急管理局',
    shortName: '晋州市应急局',
    level: 'county',
    kind: 'emergency',
    divisionCode: '130183',
    phone: '0000-1300183',
    sections: ['政策法规股', '安全生产监督管理股', '自然灾害防御股', '应急管理综合行政执法大队'],
  },
  civilAirDefence: {
    place: 'jc',
    name: '晋城市人民防空办公室',
    shortName: '晋城市人防办',
    level: 'prefecture',
    kind: 'civilAirDefence',
    divisionCode: '140500',
    phone: '0000-1400500',
    sections: ['法宣科', '工程科', '标准事务中心'],
  },
  justice: {
    place: 'jz',
    name: '晋州市司法局',
    shortName: '晋州市司法局',
    level: 'county',
    kind: 'justice',
    divisionCode: '130183',
    phone: '0000-1300184',
    sections: ['行政执法协调监督股'],
  },
  coordination: {
    place: 'jz',
    name: '晋州市双随机、一公开监管工作领导小组办公室',
    shortName: '晋州市双随机办',
    level: 'county',
    kind: 'marketRegulation',
    divisionCode: '130183',
    phone: '0000-1300185',
    sections: [],
  },
  detachment: {
    place: 'jc',
    name: '晋城市消防救援支队',
    shortName: '晋城消防支队',
    level: 'prefecture',
    kind: 'fire',
    divisionCode: '140500',
    phone: '0000-1400119',
    sections: ['防火监督处'],
  },
  brigade: {
    place: 'jc',
    name: '晋城市城区消防救援大队',
    shortName: '城区消防大队',
    level: 'county',
    kind: 'fire',
    divisionCode: '140502',
    phone: '0000-1400502',
    sections: ['监督执法科'],
  },
} as const satisfies Readonly<Record<string, AgencyPlan>>;
export type AgencyName = keyof typeof agencies;
const agencyNames = Object.keys(agencies) as AgencyName[];

interface PersonPlan {
  readonly name: string;
  readonly agency: AgencyName;
  readonly section: string | null;
  readonly role: Role;
}

const people = {
  'jz.admin': { name: '郭立明', agency: 'emergency', section: null, role: 'administrator' },
  'jz.legal': { name: '苏晓燕', agency: 'emergency', section: '政策法规股', role: 'legalOfficer' },
  'jz.safety': { name: '高海涛', agency: 'emergency', section: '安全生产监督管理股', role: 'sectionOfficer' },
  'jz.disaster': { name: '田玉兰', agency: 'emergency', section: '自然灾害防御股', role: 'sectionOfficer' },
  'jz.inspector': {
    name: '康志强',
    agency: 'emergency',
    section: '应急管理综合行政执法大队',
    role: 'inspector',
  },
  'jz.head': { name: '秦国栋', agency: 'emergency', section: null, role: 'agencyHead' },
  'jz.witness': { name: '孟静怡', agency: 'emergency', section: null, role: 'witness' },
  'jz.auditor': { name: '薛明哲', agency: 'emergency', section: null, role: 'auditor' },
  'jz.security': { name: '乔振华', agency: 'emergency', section: null, role: 'securityAdministrator' },
  'jz.auditadmin': { name: '裴玉洁', agency: 'emergency', section: null, role: 'auditAdministrator' },
  'jz.justice': {
    name: '宁志远',
    agency: 'justice',
    section: '行政执法协调监督股',
    role: 'justiceOfficer',
  },
  'jz.coordinator': { name: '严守信', agency: 'coordination', section: null, role: 'coordinator' },
  'jz.coordhead': { name: '纪长平', agency: 'coordination', section: null, role: 'agencyHead' },
  'jc.coordinator': {
    name: '连守正',
    agency: 'civilAirDefence',
    section: null,
    role: 'coordinator',
  },
  'jc.admin': { name: '潘俊杰', agency: 'civilAirDefence', section: null, role: 'administrator' },
  'jc.legal': { name: '许文博', agency: 'civilAirDefence', section: '法宣科', role: 'legalOfficer' },
  'jc.works': { name: '温卫东', agency: 'civilAirDefence', section: '工程科', role: 'sectionOfficer' },
  'jc.standards': {
    name: '季思远',
    agency: 'civilAirDefence',
    section: '标准事务中心',
    role: 'sectionOfficer',
  },
  'jc.inspector': { name: '杨振宇', agency: 'civilAirDefence', section: '工程科', role: 'inspector' },
  'jc.head': { name: '赵长河', agency: 'civilAirDefence', section: null, role: 'agencyHead' },
  'jc.witness': { name: '任丽华', agency: 'civilAirDefence', section: null, role: 'witness' },
  'jc.auditor': { name: '尹亚楠', agency: 'civilAirDefence', section: null, role: 'auditor' },
  'jc.security': { name: '车永刚', agency: 'civilAirDefence', section: null, role: 'securityAdministrator' },
  'jc.auditadmin': { name: '滕秀英', agency: 'civilAirDefence', section: null, role: 'auditAdministrator' },
  'fire.city': { name: '卓天宇', agency: 'detachment', section: '防火监督处', role: 'legalOfficer' },
  'fire.urban': { name: '方雪芹', agency: 'brigade', section: '监督执法科', role: 'legalOfficer' },
  'fire.citysection': { name: '沈立新', agency: 'detachment', section: '防火监督处', role: 'sectionOfficer' },
  'fire.cityhead': { name: '崔远征', agency: 'detachment', section: null, role: 'agencyHead' },
  'fire.urbansection': { name: '韩秀梅', agency: 'brigade', section: '监督执法科', role: 'sectionOfficer' },
  'fire.urbanhead': { name: '龚大伟', agency: 'brigade', section: null, role: 'agencyHead' },
  'fire.inspector': { name: '贾永胜', agency: 'brigade', section: '监督执法科', role: 'inspector' },
} as const satisfies Readonly<Record<string, PersonPlan>>;
export type PersonKey = keyof typeof people;
const personKeys = Object.keys(people) as PersonKey[];

const roleWords: Readonly<Record<Role, string>> = {
  administrator: '系统管理员',
  securityAdministrator: '安全管理员',
  auditAdministrator: '审计管理员',
  coordinator: '双随机办',
  justiceOfficer: '司法局',
  legalOfficer: '法制机构（牵头抽取）',
  sectionOfficer: '业务科室',
  agencyHead: '机关负责人',
  inspector: '执法检查人员',
  witness: '监督见证',
  auditor: '审计',
  evaluator: '第三方评估',
};

/** Who stands where after the load; sections by agency and name. */
export interface Organisation {
  readonly actors: Readonly<Record<PersonKey, Actor>>;
  readonly sectionId: (agency: AgencyName, name: string) => string;
}

export interface DemoPassword {
  readonly signInName: PersonKey;
  readonly password: string;
  readonly hash: string;
}

/** One-time passwords for everybody, hashed before the transaction so that it stays short. */
export async function makePasswords(platform: Platform): Promise<readonly DemoPassword[]> {
  return Promise.all(
    personKeys.map(async (signInName) => {
      const password = newOneTimePassword((length) => platform.random.bytes(length));
      return { signInName, password, hash: await hashPassword(password) };
    }),
  );
}

/** Person, section and role, as an operator reads it. */
export function describePerson(key: PersonKey): string {
  const { name, agency, section, role } = people[key];
  return [agencies[agency].name, section, name, roleWords[role]].filter((word) => word !== null).join(' ');
}

export async function loadOrganisation(
  platform: Platform,
  access: { readonly passwords: readonly DemoPassword[]; readonly expiresAt: string },
): Promise<Organisation> {
  return inTransaction(platform.db, async (tx) => {
    const placed = await insertAgencies(tx, platform);
    const actors: Partial<Record<PersonKey, Actor>> = {};
    for (const { signInName, hash } of access.passwords) {
      const plan: PersonPlan = people[signInName];
      const actor: Actor = {
        accountId: platform.ids.next(),
        personName: plan.name,
        jurisdictionId: placed.jurisdictionId(agencies[plan.agency].place),
        agencyId: placed.agencyId(plan.agency),
        sectionId: plan.section === null ? null : placed.sectionId(plan.agency, plan.section),
        roles: [plan.role],
      };
      await openAccount(tx, platform, { actor, signInName, hash, expiresAt: access.expiresAt });
      actors[signInName] = actor;
    }
    return { actors: actors as Record<PersonKey, Actor>, sectionId: placed.sectionId };
  });
}

async function insertAgencies(tx: Tx, platform: Platform) {
  const ids = new Map<string, string>();
  const make = (key: string) => {
    const id = platform.ids.next();
    ids.set(key, id);
    return id;
  };
  const idOf = (key: string) => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`the demo has no ${key}`);
    return id;
  };
  for (const [place, [divisionCode, name]] of Object.entries(places))
    await insertJurisdiction(tx, { id: make(place), divisionCode, name });
  for (const key of agencyNames) {
    const { place, sections, ...plan } = agencies[key];
    const jurisdictionId = idOf(place);
    const parentId = key === 'brigade' ? idOf('detachment') : null;
    await insertAgency(tx, { ...plan, jurisdictionId, id: make(key), parentId, complaintPhone: '12345' });
    for (const name of sections)
      await insertSection(tx, { jurisdictionId, id: make(`${key} ${name}`), agencyId: idOf(key), name });
  }
  return {
    jurisdictionId: (place: Place) => idOf(place),
    agencyId: (agency: AgencyName) => idOf(agency),
    sectionId: (agency: AgencyName, name: string) => idOf(`${agency} ${name}`),
  };
}

async function openAccount(
  tx: Tx,
  platform: Platform,
  account: {
    readonly actor: Actor;
    readonly signInName: string;
    readonly hash: string;
    readonly expiresAt: string;
  },
): Promise<void> {
  const { actor, signInName, hash, expiresAt } = account;
  const at = platform.clock.now();
  await insertAccount(tx, { ...actor, id: actor.accountId, at });
  await insertCredential(tx, {
    signInName,
    jurisdictionId: actor.jurisdictionId,
    accountId: actor.accountId,
    passwordHash: hash,
    mustChange: true,
    expiresAt,
    at,
  });
  await record(tx, platform, {
    type: 'account.created',
    actor: { jurisdictionId: actor.jurisdictionId, accountId: null },
    subject: { kind: 'account', id: actor.accountId },
    data: { agency: actor.agencyId, section: actor.sectionId, roles: [...actor.roles] },
  });
}
