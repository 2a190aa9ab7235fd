/** What the forms of an objection's steps share: their properties, their values, and the sending of one move. */
import {
  moveObjection,
  type ObjectionDetail,
  type ObjectionMoveForm,
} from '@mingcha/core/publications/objections/objection-api.ts';
import { objectionPageText } from '@mingcha/core/publications/objections/objection-page-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';

export interface StepProps {
  readonly found: ObjectionDetail;
  readonly onDone: () => void;
}

export type Typed = Readonly<Record<string, string>>;

/** A form of texts and the sending of one move. */
export function useMove({ found, onDone }: StepProps, initial: Typed) {
  const say = useText(objectionPageText);
  const toast = useToast();
  const action = useApiAction(moveObjection);
  const form = useForm<Typed>(initial);
  const send = async (move: ObjectionMoveForm) => {
    const result = await action.run({
      params: { id: found.id },
      body: { version: found.version, form: move },
    });
    if (!result.ok) {
      const { field = '' } = result.error;
      return form.refuse({ ...result.error, field: field.replace(/^form\./, '') });
    }
    toast(say('moved'));
    onDone();
  };
  return { form, send, busy: action.busy };
}
