/** Checks a form by the schema that the server uses, so that all problems show at once and in the same words. */
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import type { z } from 'zod';
import type { FieldProblem } from '../../shared/forms/form.tsx';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';

interface Refusal {
  readonly code: string;
  readonly data?: Readonly<Record<string, string>>;
}

function refusalOf(issue: z.core.$ZodIssue, value: unknown): Refusal {
  if (/^[a-z]+\.[a-z_.]+$/.test(issue.message)) return { code: issue.message };
  if (value === '') return { code: 'input.missing' };
  if (issue.code === 'too_big') return { code: 'input.too_big', data: { limit: String(issue.maximum) } };
  return { code: 'input.wrong' };
}

/** `check(schema, values, label)` gives one problem for each field that the schema refuses. */
export function useCheck() {
  const sentence = useSentence();
  const say = useText(systemPageText);
  return (
    schema: z.ZodType,
    values: Readonly<Record<string, unknown>>,
    label: (field: string) => string,
  ): readonly FieldProblem[] => {
    const parsed = schema.safeParse(values);
    const problems = new Map<string, FieldProblem>();
    for (const issue of parsed.error?.issues ?? []) {
      const field = String(issue.path[0] ?? '');
      const problem = sentence(refusalOf(issue, values[field]));
      if (!problems.has(field))
        problems.set(field, { field, message: say('problemOf', { field: label(field), problem }) });
    }
    return [...problems.values()];
  };
}
