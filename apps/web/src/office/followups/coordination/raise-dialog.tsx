/** An agency says that its demand and those of others cannot both be met: the others are chosen, and what contradicts is told. */
import {
  type CoordinationCandidate,
  contradictionsOf,
} from '@mingcha/core/followups/coordination/coordination-api.ts';
import { coordinationPageText } from '@mingcha/core/followups/coordination/coordination-page-text.ts';
import type { FollowupDetail } from '@mingcha/core/followups/followup-views.ts';
import { useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { DialogButtons } from '../../registers/dialog-buttons.tsx';
import { DemandChoices } from './coordination-parts.tsx';
import { ContradictionField, useRaise } from './raise.tsx';

interface Props {
  readonly found: FollowupDetail;
  readonly onClose: () => void;
}

export function RaiseDialog(props: Props) {
  const say = useText(coordinationPageText);
  return (
    <Dialog open wide title={say('raiseTitle')} onClose={props.onClose}>
      <Candidates {...props} />
    </Dialog>
  );
}

function Candidates(props: Props) {
  const say = useText(coordinationPageText);
  const read = useApiQuery(contradictionsOf, { params: { id: props.found.findingId } });
  if (read.data === undefined)
    return read.error === null ? (
      <Skeleton lines={5} />
    ) : (
      <ErrorState error={read.error} onRetry={read.reload} />
    );
  if (read.data.rows.length > 0) return <RaiseForm {...props} rows={read.data.rows} />;
  return (
    <>
      <EmptyState title={say('raiseNone')} />
      <ButtonRow>
        <Button onClick={props.onClose}>{say('close')}</Button>
      </ButtonRow>
    </>
  );
}

function RaiseForm(props: Props & { readonly rows: readonly CoordinationCandidate[] }) {
  const say = useText(coordinationPageText);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const form = useForm({ contradiction: '' });
  const { raise, busy } = useRaise(form);
  const { found, rows, onClose } = props;
  const submit = async () => {
    if (chosen.size === 0) return form.setProblems([{ field: 'findingIds', message: say('chooseOne') }]);
    return raise([found.findingId, ...chosen]);
  };
  return (
    <Form
      onSubmit={submit}
      problems={form.problems}
      actions={<DialogButtons verb={say('raiseVerb')} busy={busy} onClose={onClose} />}
    >
      <div className="field-wide coordination-raise">
        <p className="secondary">{say('raiseLead')}</p>
        <p className="coordination-own coordination-words">
          <strong>{say('mine')}</strong>
          {'　'}
          {found.text}
        </p>
        <DemandChoices demands={rows} chosen={chosen} onChoose={setChosen} />
      </div>
      <ContradictionField form={form} />
    </Form>
  );
}
