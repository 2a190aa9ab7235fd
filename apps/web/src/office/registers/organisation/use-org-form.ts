/** What the dialogs of these pages share: check by the server's schema, send, say so, close. */
import type { z } from 'zod';
import type { AnySpec, CallResult } from '../../../shared/api/call-api.ts';
import type { FormState } from '../../../shared/forms/form.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { useCheck } from '../form-problems.ts';

interface Submitting<V extends object, B, S extends AnySpec> {
  readonly form: FormState<V>;
  readonly schema: z.ZodType;
  readonly label: (field: string) => string;
  readonly body: () => B;
  readonly send: (body: B) => Promise<CallResult<S>>;
  readonly said: (body: B) => string;
  /** Given what the server answered. */
  readonly onDone: (answer: z.output<S['response']>) => void;
}

/** `submit(…)` checks, sends, and shows problems beside their fields; nothing typed is lost. */
export function useSubmit() {
  const check = useCheck();
  const toast = useToast();
  return async <V extends object, B, S extends AnySpec>(given: Submitting<V, B, S>): Promise<void> => {
    const body = given.body();
    const problems = check(given.schema, body, given.label);
    if (problems.length > 0) return given.form.setProblems(problems);
    const result = await given.send(body);
    if (!result.ok) return given.form.refuse(result.error);
    toast(given.said(body));
    given.onDone(result.value);
  };
}

/** An empty field of a day travels as null. */
export function dayOrNull(text: string): string | null {
  return text === '' ? null : text;
}
