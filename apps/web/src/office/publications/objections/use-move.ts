/** What the forms of an objection's steps share: their properties and the sending of one move. */
import {
  moveObjection,
  type ObjectionDetail,
  type ObjectionMoveForm,
} from '@mingcha/core/publications/objections/objection-api.ts';
import { objectionPageText } from '@mingcha/core/publications/objections/objection-page-text.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Typed, useIntakeMove } from './intake-forms.tsx';

export interface StepProps {
  readonly found: ObjectionDetail;
  readonly onDone: () => void;
}

/** A form of texts and the sending of one move. */
export function useMove({ found, onDone }: StepProps, initial: Typed) {
  const say = useText(objectionPageText);
  const action = useApiAction(moveObjection);
  const send = (form: ObjectionMoveForm) =>
    action.run({ params: { id: found.id }, body: { version: found.version, form } });
  return useIntakeMove({ send, busy: action.busy, said: say('moved'), onDone }, initial);
}
