/** The form of one step for one problem or several, sent as one action; a refusal stands beside its field. */

import type { FollowupMove } from '@mingcha/core/followups/followup.ts';
import { moveFollowups } from '@mingcha/core/followups/followup-api.ts';
import { followupFormText } from '@mingcha/core/followups/followup-form-text.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import type { FollowupRow } from '@mingcha/core/followups/followup-views.ts';
import { useApiAction } from '../../shared/api/use-api.ts';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { nowInstant } from '../../shared/platform/clock.ts';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { localOf } from '../draws/form/draft.ts';
import { Hint } from '../help/hint.tsx';
import { DialogButtons } from '../registers/dialog-buttons.tsx';
import { useSession } from '../shell/session.tsx';
import { dayAt } from '../system/business-day.ts';
import { LeniencyForm } from './leniency-form.tsx';
import { FieldOf } from './move-field.tsx';
import { fieldsOf, initialOf, missingIn, type Values } from './move-fields.ts';
import { formOf } from './move-forms.ts';

export interface MoveDialogProps {
  readonly move: FollowupMove;
  readonly rows: readonly FollowupRow[];
  readonly rectifyBy?: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Forms with many fields or one part per problem. */
const wideMoves: readonly FollowupMove[] = [
  'proposeLeniency',
  'judgeRecheck',
  'proposeTransfer',
  'send',
  'decideCase',
];

export function MoveDialog(props: MoveDialogProps) {
  const page = useText(followupPageText);
  const title = page(`move.${props.move}`);
  const [row] = props.rows;
  return (
    <Dialog open wide={wideMoves.includes(props.move)} title={title} onClose={props.onClose}>
      {props.move === 'proposeLeniency' && row !== undefined ? (
        <LeniencyForm row={row} onClose={props.onClose} onDone={props.onDone} />
      ) : (
        <MoveForm {...props} />
      )}
    </Dialog>
  );
}

function MoveForm(props: MoveDialogProps) {
  const { move, rows } = props;
  const page = useText(followupPageText);
  const say = useText(followupFormText);
  const toast = useToast();
  const { person } = useSession();
  const at = nowInstant();
  const scene = {
    rows,
    today: dayAt(at, 0),
    rectifyBy: props.rectifyBy ?? '',
    now: localOf(at),
    person: person.personName,
  };
  const fields = fieldsOf(move, scene);
  const form = useForm<Values>(initialOf(move, scene));
  const send = useApiAction(moveFollowups);
  const submit = async () => {
    const missing = missingIn(fields, form.values);
    if (missing.length > 0)
      return form.setProblems(
        missing.map((field) => ({
          field: field.name,
          message: say('required', { name: say(field.label, field.labelData) }),
        })),
      );
    const filled = formOf(move, form.values, rows);
    if (filled === null) return;
    const items = rows.map(({ findingId, version }) => ({ findingId, version }));
    const result = await send.run({ body: { items, form: filled } });
    if (!result.ok) return form.refuse(result.error);
    toast(page('moved'));
    props.onDone();
  };
  return (
    <Form
      onSubmit={submit}
      problems={form.problems}
      actions={<DialogButtons verb={page(`move.${move}`)} busy={send.busy} onClose={props.onClose} />}
    >
      <Hint form="handling" />
      {move === 'judgeRecheck' ? <p className="secondary">{say('verdictLead')}</p> : null}
      {fields.map((field) => (
        <div key={field.name} className="followup-field">
          {field.about === undefined ? null : <p className="followup-about">{field.about}</p>}
          <FieldOf
            field={field}
            rows={rows}
            value={form.values[field.name] ?? ''}
            error={form.error(field.name)}
            onChange={form.set(field.name)}
          />
        </div>
      ))}
    </Form>
  );
}
