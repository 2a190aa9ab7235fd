/** Colours of the five states; the words always stand beside them. */
import type { KeptState } from '@mingcha/core/inspections/visits/visit-record.ts';
import type { Tone } from '../../shared/ui/values.tsx';

export function stateTone(state: KeptState): Tone {
  switch (state) {
    case 'delivered':
      return 'verified';
    case 'attention':
      return 'void';
    case 'sending':
      return 'accent';
    case 'draft':
    case 'waiting':
      return 'warning';
  }
}
