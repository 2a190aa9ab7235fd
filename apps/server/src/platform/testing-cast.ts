/**
 * The fixed cast of the tests: An Lan leads draws, Bo Wen inspects, Chen Xi is the outsider of another
 * jurisdiction, and there is one person for each further role. All are inserted with the application's own SQL.
 */
import type { Actor, Role } from '@mingcha/core/common/roles.ts';
import {
  insertAccount,
  insertAgency,
  insertCredential,
  insertJurisdiction,
  insertSection,
} from './auth/organisation.queries.ts';
import { inTransaction } from './db/transaction.ts';
import type { Platform } from './platform.ts';

export const castNames = [
  'anLan',
  'boWen',
  'chenXi',
  'administrator',
  'sectionOfficer',
  'agencyHead',
  'witness',
  'auditor',
  'securityAdministrator',
  'auditAdministrator',
  'coordinator',
  'justiceOfficer',
  'otherAgency',
  'otherInspector',
  'evaluator',
] as const;
export type CastName = (typeof castNames)[number];
export type Cast = Readonly<Record<CastName, Actor>>;

interface Person {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly home: 'bureau' | 'brigade' | 'elsewhere';
}

const people: Readonly<Record<CastName, Person>> = {
  anLan: { name: '安岚', roles: ['legalOfficer'], home: 'bureau' },
  boWen: { name: '柏文', roles: ['inspector'], home: 'bureau' },
  chenXi: { name: '陈希', roles: ['legalOfficer'], home: 'elsewhere' },
  administrator: { name: '管理', roles: ['administrator'], home: 'bureau' },
  sectionOfficer: { name: '柯实', roles: ['sectionOfficer'], home: 'bureau' },
  agencyHead: { name: '首长', roles: ['agencyHead'], home: 'bureau' },
  witness: { name: '见真', roles: ['witness'], home: 'bureau' },
  auditor: { name: '审明', roles: ['auditor'], home: 'bureau' },
  securityAdministrator: { name: '安全', roles: ['securityAdministrator'], home: 'bureau' },
  auditAdministrator: { name: '审管', roles: ['auditAdministrator'], home: 'bureau' },
  coordinator: { name: '统筹', roles: ['coordinator'], home: 'bureau' },
  justiceOfficer: { name: '司法', roles: ['justiceOfficer'], home: 'bureau' },
  /** A legal officer of another agency in An Lan's jurisdiction. */
  otherAgency: { name: '邻安', roles: ['legalOfficer'], home: 'brigade' },
  /** An inspector of that agency: joint visits. */
  otherInspector: { name: '邻查', roles: ['inspector'], home: 'brigade' },
  /** A guest: one evaluation and nothing else. */
  evaluator: { name: '评文', roles: ['evaluator'], home: 'bureau' },
};

export function signInNameOf(name: CastName): string {
  return name.toLowerCase();
}

/** The password of everybody in the cast; its hash costs little on purpose. */
export const castPassword = 'Tea-House-40';

/** Inserts two jurisdictions, three agencies and the cast. `passwordHash` is that of `castPassword`. */
export async function insertCast(platform: Platform, passwordHash: string): Promise<Cast> {
  return inTransaction(platform.db, async (tx) => {
    const home = await insertPlace(tx, platform, { divisionCode: '130181', name: '茶亭区' });
    const away = await insertPlace(tx, platform, { divisionCode: '140500', name: '云岭市' });
    const brigade = { jurisdictionId: home.jurisdictionId, agencyId: platform.ids.next(), sectionId: null };
    await insertAgency(tx, {
      jurisdictionId: home.jurisdictionId,
      id: brigade.agencyId,
      parentId: null,
      name: '茶亭区消防救援大队',
      shortName: '区消防大队',
      level: 'county',
      kind: 'fire',
      divisionCode: '130181',
    });
    const homes = { bureau: home, brigade, elsewhere: away };
    const cast: Partial<Record<CastName, Actor>> = {};
    for (const name of castNames) {
      const person = people[name];
      const actor = {
        accountId: platform.ids.next(),
        personName: person.name,
        roles: person.roles,
        ...homes[person.home],
      };
      await insertAccount(tx, { ...actor, id: actor.accountId, at: platform.clock.now() });
      await insertCredential(tx, {
        signInName: signInNameOf(name),
        jurisdictionId: actor.jurisdictionId,
        accountId: actor.accountId,
        passwordHash,
        mustChange: false,
        expiresAt: null,
        at: platform.clock.now(),
      });
      cast[name] = actor;
    }
    return cast as Cast;
  });
}

async function insertPlace(
  tx: Parameters<typeof insertJurisdiction>[0],
  platform: Platform,
  place: { readonly divisionCode: string; readonly name: string },
) {
  const ids = {
    jurisdictionId: platform.ids.next(),
    agencyId: platform.ids.next(),
    sectionId: platform.ids.next(),
  };
  await insertJurisdiction(tx, { id: ids.jurisdictionId, ...place });
  await insertAgency(tx, {
    jurisdictionId: ids.jurisdictionId,
    id: ids.agencyId,
    parentId: null,
    name: `${place.name}应急管理局`,
    shortName: '应急局',
    level: 'county',
    kind: 'emergency',
    divisionCode: place.divisionCode,
  });
  await insertSection(tx, {
    jurisdictionId: ids.jurisdictionId,
    id: ids.sectionId,
    agencyId: ids.agencyId,
    name: '安全生产科',
  });
  return ids;
}
