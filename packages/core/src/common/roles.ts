/**
 * Roles and the acting person. What each role may do stands in the `policy` of each route (`*-api.ts`);
 * what it may see of other agencies is decided in the queries by jurisdiction and agency.
 */
/** Roles that the administrators of a jurisdiction give. */
export const grantableRoles = [
  'administrator', // 系统管理员: accounts, agencies and settings, no business data
  'securityAdministrator', // 安全管理员: confirms new accounts and grants, unlocks; no business data
  'auditAdministrator', // 审计管理员: reads and verifies the ledger; no business data
  'legalOfficer', // 法规科: leads the draw, reviews publication
  'sectionOfficer', // 业务科室: objects, inspectors, draw tasks of its own section
  'agencyHead', // 机关负责人: approves voids and replacements
  'inspector', // 执法检查人员
  'witness', // 监督/见证 (discipline inspection, notary, justice bureau)
  'auditor', // 审计: reads ledger and evidence, writes nothing
  'coordinator', // 双随机办: joint plans, filing of plans, figures across agencies; edits no agency's records
  'justiceOfficer', // 司法局: certificate data, oversight of plans; never inspects
] as const;
export const roles = [
  ...grantableRoles,
  'evaluator', // 第三方评估: one evaluation, until its account ends by itself; sees nothing else
] as const;
export type Role = (typeof roles)[number];

/** 三员 and the auditor: each is held alone, by somebody without business. */
export const exclusiveRoles: readonly Role[] = [
  'administrator',
  'securityAdministrator',
  'auditAdministrator',
  'auditor',
  'evaluator',
];

/** The three administrators; a change of their accounts always takes two of them. */
export const administratorRoles: readonly Role[] = [
  'administrator',
  'securityAdministrator',
  'auditAdministrator',
];

/** True when the roles may not be held by one person (Z-08). Pure. */
export function rolesExclude(held: readonly Role[]): boolean {
  return held.length > 1 && held.some((role) => exclusiveRoles.includes(role));
}

/** The signed-in person of a request. `jurisdictionId` bounds every query; `agencyId` is the person's own agency. */
export interface Actor {
  readonly accountId: string;
  readonly personName: string;
  readonly jurisdictionId: string;
  readonly agencyId: string;
  readonly sectionId: string | null;
  readonly roles: readonly Role[];
  /** Set while an administrator of the host office acts for another jurisdiction: who they are at home. */
  readonly home?: ActorPlace;
}

/** Account and place of a person. */
export interface ActorPlace {
  readonly accountId: string;
  readonly jurisdictionId: string;
  readonly agencyId: string;
  readonly sectionId: string | null;
}

export function isGrantable(role: Role): role is (typeof grantableRoles)[number] {
  return grantableRoles.some((each) => each === role);
}

/** A guest of the platform: only what names the role is open, nothing of what is open to everybody signed in. */
export function isGuest(held: readonly Role[]): boolean {
  return held.length > 0 && held.every((role) => role === 'evaluator');
}

export function hasRole(actor: Actor, ...wanted: readonly Role[]): boolean {
  return wanted.some((role) => actor.roles.includes(role));
}
