/** The reason that stands in a directory's history when a correction was accepted. */
export const correctionForm = { reason: '企业申请更正，{day}采纳' } as const;
