/** Forms of steps that objections and contacts share: sending one move, naming the handler, a note. */
import type { ApiError } from '../../../shared/api/call-api.ts';
import { SelectField, TextArea } from '../../../shared/forms/field.tsx';
import { ErrorSummary, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';

export type Typed = Readonly<Record<string, string>>;

type Sent = { readonly ok: true } | { readonly ok: false; readonly error: ApiError };

export interface IntakeMove<F> {
  readonly form: FormState<Typed>;
  readonly send: (move: F) => Promise<void>;
  readonly busy: boolean;
}

/** A form of texts and the sending of one move; refusals find their field. */
export function useIntakeMove<F>(
  of: {
    readonly send: (move: F) => Promise<Sent>;
    readonly busy: boolean;
    readonly said: string;
    readonly onDone: () => void;
  },
  initial: Typed,
): IntakeMove<F> {
  const toast = useToast();
  const form = useForm<Typed>(initial);
  const send = async (move: F) => {
    const result = await of.send(move);
    if (!result.ok) {
      const { field = '' } = result.error;
      return form.refuse({ ...result.error, field: field.replace(/^form\./, '') });
    }
    toast(of.said);
    of.onDone();
  };
  return { form, send, busy: of.busy };
}

interface AssignMove {
  readonly move: 'assign';
  readonly handlerId: string;
  readonly note: string;
}

export function AssignPart(props: {
  readonly move: IntakeMove<AssignMove>;
  readonly handlers: readonly { readonly id: string; readonly name: string }[];
  /** Somebody handles it already. */
  readonly isAssigned: boolean;
  readonly label: string;
  readonly hint?: string;
  readonly action: string;
}) {
  const { form, send, busy } = props.move;
  const handlerId = form.values['handlerId'] ?? '';
  return (
    <div className="intake-form">
      <ErrorSummary problems={form.problems} />
      <SelectField
        name="handlerId"
        label={props.label}
        {...(props.hint === undefined ? {} : { hint: props.hint })}
        choices={props.handlers.map((each) => ({ value: each.id, label: each.name }))}
        error={form.error('handlerId')}
        value={handlerId}
        onChange={form.set('handlerId')}
      />
      <div className="button-row">
        <Button
          kind={props.isAssigned ? 'plain' : 'primary'}
          busy={busy}
          onClick={() => void send({ move: 'assign', handlerId, note: '' })}
        >
          {props.action}
        </Button>
      </div>
    </div>
  );
}

export function NotePart(props: {
  readonly move: IntakeMove<{ readonly move: 'note'; readonly note: string }>;
  readonly label: string;
  readonly action: string;
}) {
  const { form, send, busy } = props.move;
  const note = form.values['note'] ?? '';
  return (
    <div className="intake-form">
      <ErrorSummary problems={form.problems} />
      <TextArea
        name="note"
        label={props.label}
        wide
        rows={3}
        maxLength={4000}
        error={form.error('note')}
        value={note}
        onChange={form.set('note')}
      />
      <div className="button-row">
        <Button busy={busy} onClick={() => void send({ move: 'note', note })}>
          {props.action}
        </Button>
      </div>
    </div>
  );
}
