/**
 * The form of one record with optimistic versions: when somebody else saved meanwhile, the latest content is
 * loaded under what was typed, and the page says which fields that concerns. Used by objects and inspectors.
 */
import { useState } from 'react';
import type { ApiError } from '../../shared/api/call-api.ts';
import { useForm } from '../../shared/forms/form.tsx';
import type { Conflict } from './conflict-notice.tsx';
import { mergeEdits } from './merge-edit.ts';

export interface Stored<V> {
  readonly values: V;
  /** Version that the values belong to; 0 for a new record. */
  readonly version: number;
}

export interface RecordFormOptions<V extends object> {
  readonly start: Stored<V>;
  /** Reads the record again; null when that failed. */
  readonly reload: () => Promise<Stored<V> | null>;
  readonly fieldName: (name: string) => string;
  readonly fieldText: (name: string, value: unknown) => string;
}

export function useRecordForm<V extends object>(options: RecordFormOptions<V>) {
  const [base, setBase] = useState(options.start);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const form = useForm(options.start.values);
  const refuse = async (error: ApiError) => {
    const latest = error.code.endsWith('.changed_meanwhile') ? await options.reload() : null;
    if (latest === null) return form.refuse(error);
    const merged = mergeEdits(base.values, form.values, latest.values);
    const { fieldName, fieldText } = options;
    setConflict({
      taken: merged.taken.map(fieldName),
      both: merged.both.map((name) => ({
        field: fieldName(name),
        mine: fieldText(name, form.values[name]),
        theirs: fieldText(name, latest.values[name]),
      })),
    });
    setBase(latest);
    form.replace(merged.values);
  };
  return { form, version: base.version, conflict, clearConflict: () => setConflict(null), refuse };
}
