/** The files of an evaluator's package and their columns, in order. What a column says stands in `codebook-form.ts`. Pure. */
export const packageFiles = {
  tasks: [
    'task',
    'agency',
    'year',
    'origin',
    'method',
    'items',
    'window_days',
    'state',
    'inspections',
    'dispatch_days_late',
  ],
  inspections: [
    'inspection',
    'task',
    'object',
    'agency',
    'object_kind',
    'area',
    'month',
    'inspectors',
    'inspector_keys',
    'code',
    'approval',
    'outcome',
    'problems',
    'published',
    'corrected',
  ],
  results: ['inspection', 'agency', 'item', 'code', 'round', 'problem'],
  clocks: ['inspection', 'agency', 'clock', 'allowed_days', 'used_days', 'late'],
} as const;
export type PackageFile = keyof typeof packageFiles;
export const packageFileNames = Object.keys(packageFiles) as readonly PackageFile[];

/** Columns that together could point at one unit of an agency, the coarsest first. */
export const quasiIdentifiers = ['object_kind', 'month', 'area'] as const;
/** So many inspections share what is left of them. */
export const leastShared = 5;
