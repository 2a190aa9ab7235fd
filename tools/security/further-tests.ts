/**
 * Guards whose test stands in another folder, because it needs what only a later stage makes. `mutate-guards.ts` runs these test
 * files after those of the guards' own folders, so that a guard is not called unmet that is well tested elsewhere.
 */
interface Further {
  /** The file with the guards. */
  readonly of: string;
  readonly test: string;
}

const server = 'apps/server/src';

export const furtherTests: readonly Further[] = [
  {
    of: `${server}/platform/auth/account.service.ts`,
    test: `${server}/oversight/evaluation/evaluation.test.ts`,
  },
  {
    of: `${server}/platform/auth/organisation.service.ts`,
    test: `${server}/registers/organisation/organisation-register.test.ts`,
  },
  {
    of: `${server}/platform/auth/enterprise/enterprise-people.service.ts`,
    test: `${server}/publications/enterprise/writes.test.ts`,
  },
  ...['enterprise/enterprise', 'machine/machine', 'sign-in'].map((name) => ({
    of: `${server}/platform/http/gate.ts`,
    test: `${server}/platform/auth/${name}.test.ts`,
  })),
  { of: `${server}/platform/http/health.ts`, test: `${server}/platform/operations/operations.test.ts` },
  { of: `${server}/platform/ledger/witness.ts`, test: `${server}/cli/ledger-cosign.test.ts` },
];
