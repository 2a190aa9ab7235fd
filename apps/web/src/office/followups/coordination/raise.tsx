/** What every way of raising a ticket shares: what contradicts, in words, and the ticket that opens afterwards. */
import { raiseCoordination } from '@mingcha/core/followups/coordination/coordination-api.ts';
import { coordinationPageText } from '@mingcha/core/followups/coordination/coordination-page-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { TextArea } from '../../../shared/forms/field.tsx';
import type { FormState } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { useGo } from '../../shell/navigation.tsx';

interface Values {
  readonly contradiction: string;
}

/** Raises a ticket on these problems and opens it; a refusal stands in the form. */
export function useRaise(form: Pick<FormState<Values>, 'values' | 'refuse'>) {
  const say = useText(coordinationPageText);
  const go = useGo();
  const toast = useToast();
  const action = useApiAction(raiseCoordination);
  const raise = async (findingIds: readonly string[]) => {
    const { contradiction } = form.values;
    const result = await action.run({ body: { contradiction, findingIds: [...findingIds] } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('raised', { number: result.value.number }));
    go(`/coordinations/${result.value.id}`);
  };
  return { raise, busy: action.busy };
}

export function ContradictionField({ form }: { readonly form: FormState<Values> }) {
  const say = useText(coordinationPageText);
  return (
    <TextArea
      name="contradiction"
      label={say('contradiction')}
      hint={say('contradictionHint')}
      wide
      rows={3}
      maxLength={2000}
      error={form.error('contradiction')}
      value={form.values.contradiction}
      onChange={form.set('contradiction')}
    />
  );
}
