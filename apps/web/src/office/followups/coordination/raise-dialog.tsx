/** An agency says that its demand and those of others cannot both be met: the others are chosen, and what contradicts is told. */
import {
  type CoordinationCandidate,
  contradictionsOf,
  raiseCoordination,
} from '@mingcha/core/followups/coordination/coordination-api.ts';
import { coordinationPageText } from '@mingcha/core/followups/coordination/coordination-page-text.ts';
import type { FollowupDetail } from '@mingcha/core/followups/followup-views.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { TextArea } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DialogButtons } from '../../registers/dialog-buttons.tsx';
import { useGo } from '../../shell/navigation.tsx';
import { DemandChoices } from './coordination-parts.tsx';

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
  const go = useGo();
  const toast = useToast();
  const action = useApiAction(raiseCoordination);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const form = useForm({ contradiction: '', findingIds: '' });
  const { found, rows, onClose } = props;
  const submit = async () => {
    if (chosen.size === 0) return form.setProblems([{ field: 'findingIds', message: say('chooseOne') }]);
    const { contradiction } = form.values;
    const body = { contradiction, findingIds: [found.findingId, ...chosen] };
    const result = await action.run({ body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('raised', { number: result.value.number }));
    go(`/coordinations/${result.value.id}`);
  };
  return (
    <Form
      onSubmit={submit}
      problems={form.problems}
      actions={<DialogButtons verb={say('raiseVerb')} busy={action.busy} onClose={onClose} />}
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
    </Form>
  );
}
