/**
 * Clients of other systems: for what a key may be used. A scope opens the routes that name it and nothing else; a key is of
 * one agency, ends on a day, and is never a person's. Pure.
 */
export const machineScopes = [
  'credit.share', // 查询公开的信用信息
  'channels.read', // 读取本机关公示信息的报送情况
] as const;
export type MachineScope = (typeof machineScopes)[number];

/** Longest life of a key in days. */
export const longestKeyDays = 366;
