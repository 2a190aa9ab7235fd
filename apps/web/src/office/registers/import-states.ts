/** Colours of the states of imports; their words stand in `import-text.ts`. */
import type { ImportSummary } from '@mingcha/core/registers/import-api.ts';
import type { Tone } from '../../shared/ui/values.tsx';

export type ImportKind = ImportSummary['kind'];

export const stateTones: Readonly<Record<ImportSummary['state'], Tone>> = {
  uploaded: 'warning',
  reading: 'accent',
  previewed: 'warning',
  applying: 'accent',
  applied: 'accent',
  undone: 'neutral',
  cancelled: 'neutral',
  failed: 'void',
};
