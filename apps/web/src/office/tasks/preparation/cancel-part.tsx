/** 取消检查 of one inspection: asked for with a ground, decided by the head; what was decided stays to be read. */
import {
  askCancellation,
  type CancellationRow,
  cancellationGrounds,
  decideCancellation,
  inspectionCancellations,
  withdrawCancellation,
} from '@mingcha/core/tasks/preparation/cancellation-api.ts';
import { cancellationPageText } from '@mingcha/core/tasks/preparation/cancellation-text.ts';
import { preparationPageText } from '@mingcha/core/tasks/preparation/preparation-page-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { formatInstant } from '../../../shared/format.ts';
import { SelectField, TextArea } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice, ErrorState, Notice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import { DialogButtons } from '../../registers/dialog-buttons.tsx';

const tones = { asked: 'warning', approved: 'void', refused: 'neutral', withdrawn: 'neutral' } as const;

/** Nothing is shown where nothing was asked and this person may not ask. */
export function CancelPart({ inspectionId }: { readonly inspectionId: string }) {
  const say = useText(cancellationPageText);
  const [asking, setAsking] = useState(false);
  const read = useApiQuery(inspectionCancellations, { params: { id: inspectionId } });
  const view = read.data;
  if (read.error !== null && view === undefined)
    return (
      <Section title={say('title')}>
        <ErrorState error={read.error} onRetry={read.reload} />
      </Section>
    );
  if (view === undefined || (view.rows.length === 0 && !view.mayAsk)) return null;
  const isCancelled = view.rows.some((row) => row.state === 'approved');
  return (
    <Section
      title={say('title')}
      actions={
        view.mayAsk ? (
          <Button size="small" kind="quiet" onClick={() => setAsking(true)}>
            {say('ask')}
          </Button>
        ) : undefined
      }
    >
      {isCancelled && view.delivered.length > 0 ? (
        <Notice tone="warning">{say('tell', { agencies: view.delivered.join('、') })}</Notice>
      ) : null}
      {view.rows.length === 0 ? <p className="secondary">{say('lead')}</p> : null}
      <ul className="prep-lines">
        {view.rows.map((row) => (
          <li key={row.id} className="prep-line">
            <CancellationLine row={row} />
          </li>
        ))}
      </ul>
      {asking ? <AskDialog inspectionId={inspectionId} onClose={() => setAsking(false)} /> : null}
    </Section>
  );
}

/** One request with what was decided, and the buttons of whoever may act on it. */
export function CancellationLine({ row }: { readonly row: CancellationRow }) {
  const say = useText(cancellationPageText);
  const as = useText(preparationPageText);
  const withdraw = useApiAction(withdrawCancellation);
  return (
    <>
      <div className="prep-grow prep-lines">
        <p>
          <strong>{say(`ground.${row.ground}`)}</strong>{' '}
          <StateChip tone={tones[row.state]}>{say(`state.${row.state}`)}</StateChip>
        </p>
        <p>{row.note}</p>
        <p className="secondary">
          {say('askedLine', { name: row.askedByName, at: formatInstant(row.askedAt) })}
        </p>
        {row.state === 'asked' ? (
          <p>
            {row.waitsWith.length === 0
              ? say('waitsWithNobody')
              : say('waitsWith', { names: row.waitsWith.join('、') })}
          </p>
        ) : null}
        {row.decidedAt === null || row.decidedAs === null ? null : (
          <p className="secondary">
            {say('decidedLine', {
              name: row.decidedByName ?? '',
              as: as(`as.${row.decidedAs}`),
              at: formatInstant(row.decidedAt),
            })}{' '}
            {row.opinion} {row.authority}
          </p>
        )}
        <ErrorNotice error={withdraw.error} />
      </div>
      <ButtonRow>
        {row.mayDecide ? <DecideButtons row={row} /> : null}
        {row.mayWithdraw ? (
          <Button
            kind="quiet"
            size="small"
            busy={withdraw.busy}
            onClick={() => void withdraw.run({ params: { id: row.id }, body: { version: row.version } })}
          >
            {say('withdraw')}
          </Button>
        ) : null}
      </ButtonRow>
    </>
  );
}

function DecideButtons({ row }: { readonly row: CancellationRow }) {
  const say = useText(cancellationPageText);
  const toast = useToast();
  const [asking, setAsking] = useState<'approve' | 'refuse' | null>(null);
  const [opinion, setOpinion] = useState('');
  const action = useApiAction(decideCancellation);
  const decide = async () => {
    if (asking === null) return;
    const body = { decision: asking, opinion, version: row.version };
    const result = await action.run({ params: { id: row.id }, body });
    if (!result.ok) return;
    setAsking(null);
    toast(say(asking === 'approve' ? 'approvedDone' : 'refusedDone'));
  };
  return (
    <>
      <Button kind="danger" size="small" onClick={() => setAsking('approve')}>
        {say('approve')}
      </Button>
      <Button size="small" onClick={() => setAsking('refuse')}>
        {say('refuse')}
      </Button>
      <Dialog
        open={asking !== null}
        title={asking === 'refuse' ? say('refuse') : say('approveAsk', { object: row.objectName })}
        onClose={() => setAsking(null)}
        actions={
          <>
            <Button onClick={() => setAsking(null)}>{say('back')}</Button>
            <Button
              kind={asking === 'approve' ? 'danger' : 'primary'}
              busy={action.busy}
              onClick={() => void decide()}
            >
              {say(asking === 'refuse' ? 'refuse' : 'approve')}
            </Button>
          </>
        }
      >
        {asking === 'approve' ? <p>{say('approveText')}</p> : null}
        {asking === 'approve' && row.isDrawn ? <p className="secondary">{say('lead')}</p> : null}
        <TextArea
          name="opinion"
          label={say('opinion')}
          hint={say('opinionHint')}
          optional={asking === 'approve'}
          rows={3}
          maxLength={500}
          value={opinion}
          onChange={setOpinion}
        />
        <ErrorNotice error={action.error} />
      </Dialog>
    </>
  );
}

function AskDialog(props: { readonly inspectionId: string; readonly onClose: () => void }) {
  const say = useText(cancellationPageText);
  const toast = useToast();
  const ask = useApiAction(askCancellation);
  const form = useForm({ ground: 'forceMajeure', note: '' });
  const submit = async () => {
    const ground = cancellationGrounds.find((one) => one === form.values.ground) ?? 'other';
    const body = { ground, note: form.values.note };
    const result = await ask.run({ params: { id: props.inspectionId }, body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('asked'));
    props.onClose();
  };
  return (
    <Dialog open title={say('ask')} onClose={props.onClose}>
      <p>{say('lead')}</p>
      <p className="secondary">{say('lost')}</p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('ask')} busy={ask.busy} onClose={props.onClose} />}
      >
        <SelectField
          name="ground"
          label={say('ground')}
          empty={null}
          choices={cancellationGrounds.map((value) => ({ value, label: say(`ground.${value}`) }))}
          value={form.values.ground}
          onChange={form.set('ground')}
        />
        <TextArea
          name="note"
          label={say('note')}
          hint={say('noteHint')}
          error={form.error('note')}
          rows={4}
          maxLength={1000}
          value={form.values.note}
          onChange={form.set('note')}
        />
      </Form>
    </Dialog>
  );
}
