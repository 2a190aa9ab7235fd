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
import type { IdSource, Platform } from './platform.ts';

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

interface Place {
  readonly jurisdictionId: string;
  readonly agencyId: string;
  readonly sectionId: string | null;
}

interface NamedCast {
  readonly home: Place & { readonly sectionId: string };
  readonly away: Place & { readonly sectionId: string };
  readonly brigade: Place;
  readonly cast: Cast;
}

/** Draws the ids of all places and people in a fixed order: equal sources give equal casts. */
function nameCast(ids: IdSource): NamedCast {
  const newPlace = () => ({ jurisdictionId: ids.next(), agencyId: ids.next(), sectionId: ids.next() });
  const home = newPlace();
  const away = newPlace();
  const brigade = { jurisdictionId: home.jurisdictionId, agencyId: ids.next(), sectionId: null };
  const homes = { bureau: home, brigade, elsewhere: away };
  const cast: Partial<Record<CastName, Actor>> = {};
  for (const name of castNames) {
    const person = people[name];
    cast[name] = {
      accountId: ids.next(),
      personName: person.name,
      roles: person.roles,
      ...homes[person.home],
    };
  }
  return { home, away, brigade, cast: cast as Cast };
}

/** The cast that `insertCast` wrote on a platform whose ids begin alike; the database holds it already. */
export function knownCast(ids: IdSource): Cast {
  return nameCast(ids).cast;
}

/** Inserts two jurisdictions, three agencies and the cast. `passwordHash` is that of `castPassword`. */
export async function insertCast(
  platform: Pick<Platform, 'db' | 'ids' | 'clock'>,
  passwordHash: string,
): Promise<Cast> {
  const { home, away, brigade, cast } = nameCast(platform.ids);
  const at = platform.clock.now();
  await inTransaction(platform.db, async (tx) => {
    await insertPlace(tx, home, { divisionCode: '130181', name: '茶亭区' });
    await insertPlace(tx, away, { divisionCode: '140500', name: '云岭市' });
    await insertAgency(tx, {
      jurisdictionId: brigade.jurisdictionId,
      id: brigade.agencyId,
      parentId: null,
      name: '茶亭区消防救援大队',
      shortName: '区消防大队',
      level: 'county',
      kind: 'fire',
      divisionCode: '130181',
    });
    for (const name of castNames) {
      const actor = cast[name];
      await insertAccount(tx, { ...actor, id: actor.accountId, at });
      await insertCredential(tx, {
        signInName: signInNameOf(name),
        jurisdictionId: actor.jurisdictionId,
        accountId: actor.accountId,
        passwordHash,
        mustChange: false,
        expiresAt: null,
        at,
      });
    }
  });
  return cast;
}

async function insertPlace(
  tx: Parameters<typeof insertJurisdiction>[0],
  ids: NamedCast['home'],
  place: { readonly divisionCode: string; readonly name: string },
): Promise<void> {
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
}
