/** What the parts of an object's form share: the form with its words, and a field by its name. */
import type { FormState } from '../../shared/forms/form.tsx';
import type { ObjectValues, PlainName } from './object-values.ts';
import type { Words } from './words.ts';

export interface FieldsProps {
  readonly form: FormState<ObjectValues>;
  readonly words: Words;
}

/** What every field of a name needs. */
export function useField({ form, words }: FieldsProps) {
  return (name: PlainName) => ({
    name,
    label: words.field(name),
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
}
