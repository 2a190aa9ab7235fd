/** What every step of the form gets. */
import type { DrawPreview } from '@mingcha/core/draws/draw-views.ts';
import type { Draft } from './draft.ts';

export interface StepProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  /** The message beside a field, by its path. */
  readonly error: (field: string) => string | undefined;
  /** What the task would draw as it is typed; null until it is whole. */
  readonly preview: DrawPreview | null;
  readonly previewing: boolean;
}
