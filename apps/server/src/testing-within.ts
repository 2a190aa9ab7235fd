/** Walks of one county's reads by each role in turn, of the bureau and of another agency. */
import { grantableRoles, type Role, roles } from '@mingcha/core/common/roles.ts';
import type { TestReply } from './platform/testing-app.ts';
import { type Answering, addressOf, isById, office } from './testing-probes.ts';
import { type County, holdRoles, type World } from './testing-world.ts';

export interface Seen {
  readonly route: string;
  readonly role: Role;
  readonly side: 'own' | 'neighbour';
  readonly byId: boolean;
  readonly reply: TestReply;
}

/** Files and costly answers take most of the time: all of them with LONG_RUN=1. */
const isLong = process.env['LONG_RUN'] === '1';

/** Asks every read that the role's policy admits; what was answered goes to `look`. */
export async function readAsEachRole(
  world: World,
  of: { readonly county: County; readonly answers: readonly Answering[]; readonly side: Seen['side'] },
  look: (seen: Seen) => void,
): Promise<number> {
  const { county, answers, side } = of;
  const accountId = side === 'own' ? county.accountId : county.neighbourId;
  const owner = { jurisdictionId: county.jurisdictionId, accountId };
  const client = side === 'own' ? county.insider : county.neighbour;
  const lists = office.filter((spec) => spec.method === 'GET' && !isById(spec));
  const all = [
    ...answers.map(({ spec, id }) => ({ spec, url: addressOf(spec, id) })),
    ...lists.map((spec) => ({ spec, url: spec.path })),
  ].filter(({ spec }) => isLong || (spec.transfer === 'json' && spec.rate !== 'heavy'));
  let asked = 0;
  for (const role of grantableRoles) {
    await holdRoles(world, owner, [role]);
    for (const { spec, url } of all) {
      if (spec.policy.kind === 'roles' && !spec.policy.roles.includes(role)) continue;
      const reply = await client.get(url);
      asked += 1;
      if (reply.status === 200) look({ route: spec.id, role, side, byId: isById(spec), reply });
    }
  }
  await holdRoles(world, owner, roles);
  return asked;
}
