/** Exports of everything of one agency: states, how long an archive is kept, what can go wrong. */
export const agencyExportStates = [
  'waiting',
  'refused',
  'confirmed',
  'making',
  'done',
  'failed',
  'removed',
] as const;
export type AgencyExportState = (typeof agencyExportStates)[number];

/** `interrupted`: the server ended meanwhile; `noSpace`: the disk was full; `brokeOff`: anything else, the log says what. */
export const agencyExportProblems = ['interrupted', 'noSpace', 'brokeOff'] as const;
export type AgencyExportProblem = (typeof agencyExportProblems)[number];

/** Days for which an archive can be downloaded. */
export const agencyExportKeptDays = 7;
