/** What this person may do with a paper of supervision now: one remark, buttons only for what is allowed. */
import {
  moveSupervision,
  type SupervisionDetail,
  type SupervisionMoveForm,
} from '@mingcha/core/oversight/papers/supervision-api.ts';
import { supervisionPageText } from '@mingcha/core/oversight/papers/supervision-page-text.ts';
import type { SupervisionMove } from '@mingcha/core/oversight/papers/supervision-paper.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { TextArea } from '../../../shared/forms/field.tsx';
import { ErrorSummary } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { useIntakeMove } from '../../publications/objections/intake-forms.tsx';

interface Props {
  readonly found: SupervisionDetail;
  readonly onDone: () => void;
}

export function usePaperMove({ found, onDone }: Props) {
  const say = useText(supervisionPageText);
  const action = useApiAction(moveSupervision);
  const send = (form: SupervisionMoveForm) =>
    action.run({ params: { id: found.id }, body: { version: found.version, form } });
  return useIntakeMove({ send, busy: action.busy, said: say('moved'), onDone }, { note: '', text: '' });
}

/** Forward steps first and prominent; steps back ask for a reason. */
const forward = ['submit', 'approve', 'receive', 'close'] as const;
const back = ['recall', 'return', 'sendBack', 'discard'] as const;
const withReason: readonly SupervisionMove[] = ['return', 'sendBack', 'discard', 'approve', 'close'];

function formOf(move: (typeof forward)[number] | (typeof back)[number], note: string): SupervisionMoveForm {
  switch (move) {
    case 'submit':
    case 'recall':
    case 'receive':
      return { move };
    default:
      return { move, note };
  }
}

export function PaperNext({ found, onDone }: Props) {
  const say = useText(supervisionPageText);
  const { form, send, busy } = usePaperMove({ found, onDone });
  const can = (move: SupervisionMove) => found.allowed.includes(move);
  const ahead = forward.filter(can);
  const backwards = back.filter(can);
  const shown = [...ahead, ...backwards];
  const note = form.values['note'] ?? '';
  const mustSay = backwards.some((move) => withReason.includes(move));
  if (shown.length === 0 && !can('reply'))
    return (
      <Section title={say('next')}>
        <p className="secondary">{say('nothingToDo')}</p>
      </Section>
    );
  if (shown.length === 0) return null;
  return (
    <Section title={say('next')}>
      <div className="intake-form">
        <ErrorSummary problems={form.problems} />
        {shown.some((move) => withReason.includes(move)) ? (
          <TextArea
            name="note"
            label={say(mustSay ? 'note' : 'noteOptional')}
            optional={!mustSay}
            wide
            rows={2}
            maxLength={1000}
            error={form.error('note')}
            value={note}
            onChange={form.set('note')}
          />
        ) : null}
        <div className="button-row">
          {ahead.map((move) => (
            <Button key={move} kind="primary" busy={busy} onClick={() => void send(formOf(move, note))}>
              {say(`move.${move}`)}
            </Button>
          ))}
          {backwards.map((move) => (
            <Button key={move} busy={busy} onClick={() => void send(formOf(move, note))}>
              {say(`move.${move}`)}
            </Button>
          ))}
        </div>
      </div>
    </Section>
  );
}
