/** Name and version of this software, as certificates and records state them. */
export const software = { name: 'mingcha', version: '0.1.0', commit: null } as const;
