/** Checks a form's values by the schema that the server uses, so that all problems show at once, in the same words. */

import { commonText } from '@mingcha/core/common/common-text.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import type { z } from 'zod';
import type { FieldProblem } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';

type Issue = z.core.$ZodIssue;
type CommonKey = keyof typeof commonText.zh;

function codeOf(issue: Issue, value: unknown): { key: CommonKey; data?: Record<string, string> } {
  if (value === '' || value === null) return { key: 'input.missing' };
  if (issue.message in commonText.zh) return { key: issue.message as CommonKey };
  if (issue.code === 'too_big') return { key: 'input.too_big', data: { limit: String(issue.maximum) } };
  if (issue.code === 'too_small') return { key: 'input.too_small', data: { limit: String(issue.minimum) } };
  return { key: 'input.wrong' };
}

/** `check(schema, values, label)` gives one problem for each field that the schema refuses. */
export function useCheck() {
  const say = useText(commonText);
  const page = useText(registerPageText);
  return (schema: z.ZodType, values: unknown, label: (field: string) => string): FieldProblem[] => {
    const parsed = schema.safeParse(values);
    if (parsed.success) return [];
    const seen = new Set<string>();
    const problems: FieldProblem[] = [];
    for (const issue of parsed.error.issues) {
      const field = String(issue.path[0] ?? '');
      if (seen.has(field)) continue;
      seen.add(field);
      const { key, data } = codeOf(issue, (values as Readonly<Record<string, unknown>>)[field]);
      const problem = say(key, data);
      problems.push({
        field,
        message: field === '' ? problem : page('problemOf', { field: label(field), problem }),
      });
    }
    return problems;
  };
}
