/**
 * How it is said whose the rows of a table are. Every table of the schema has one holding (`holdings.ts`), so that an export of
 * one agency is made from declarations and a new table cannot be forgotten.
 */

/** Which rows of a table are the agency's; `t` is the table, and every condition stays within the jurisdiction. */
export type Rule =
  | { readonly is: 'agency'; readonly column: string }
  /** The row that `column` points to is the agency's: by that table's own rule, or by `where`. */
  | {
      readonly is: 'through';
      readonly table: string;
      readonly column: string;
      readonly target: string;
      readonly where?: Rule;
    }
  | { readonly is: 'any' | 'all'; readonly of: readonly Rule[] }
  /** Kept back until this moment. */
  | { readonly is: 'past'; readonly column: string }
  | { readonly is: 'oneOf'; readonly column: string; readonly values: readonly string[] }
  /** The jurisdiction's, shared by its agencies. */
  | { readonly is: 'common' }
  | { readonly is: 'place' }
  /** Files that an exported row names. */
  | { readonly is: 'named' };

export const reasons = {
  secret: '登录、密钥、验证码或者其摘要，任何导出都不包含 / credentials, keys, codes or their digests',
  installation: '系统自身的运行数据，不是单位的业务 / data of the installation, no agency’s business',
  shared: '全辖区共用的办理记录，不归任何一个单位 / kept for the whole jurisdiction, no single agency’s',
  personal: '只归个人或者举报人、评价人所有，本单位人员在界面上也看不到原文 / somebody’s own, or of an informant or a rater; the agency’s officers do not read it on the screen either',
  derived: '可以由已导出的数据重新算出 / computed from what is exported',
  outside: '企业等外部用户的账号 / accounts of enterprises',
} as const;
export type Reason = keyof typeof reasons;

export type Holding =
  | { readonly kind: 'own' | 'common'; readonly title: string; readonly rule: Rule }
  | { readonly kind: 'never'; readonly why: Reason };

export const agency = (column = 'agency_id'): Rule => ({ is: 'agency', column });
export const by = (table: string, column: string, target = 'id'): Rule => ({
  is: 'through',
  table,
  column,
  target,
});
export const any = (...of: readonly Rule[]): Rule => ({ is: 'any', of });
export const all = (...of: readonly Rule[]): Rule => ({ is: 'all', of });

/** The agency stands in the row itself. */
export const own = (title: string, column?: string): Holding => ({
  kind: 'own',
  title,
  rule: agency(column),
});
/** The row belongs to one that is the agency's. */
export const through = (title: string, table: string, column: string): Holding => ({
  kind: 'own',
  title,
  rule: by(table, column),
});
/** Both: of a joint visit only what the agency's own team wrote, and only once the visit is no secret. */
export const ownOf = (title: string, table: string, column: string): Holding => ({
  kind: 'own',
  title,
  rule: all(agency(), by(table, column)),
});
export const ofPerson = (title: string, column = 'account_id'): Holding => through(title, 'accounts', column);
export const when = (title: string, rule: Rule): Holding => ({ kind: 'own', title, rule });
export const common = (title: string): Holding => ({ kind: 'common', title, rule: { is: 'common' } });
export const never = (why: Reason): Holding => ({ kind: 'never', why });
