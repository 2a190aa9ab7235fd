/** The enterprise's rows in the directories, and requests to have them put right. */
import '../visits/visits.css';
import {
  askCorrection,
  correctableFields,
  type OwnDataRow,
  readOwnData,
} from '@mingcha/core/publications/enterprise/centre-api.ts';
import { centrePageText } from '@mingcha/core/publications/enterprise/centre-page-text.ts';
import { useState } from 'react';
import { useRead } from '../../shared/api/use-read.ts';
import { TextArea, TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, PairList, StateChip } from '../../shared/ui/values.tsx';
import { Centre } from './centre-frame.tsx';
import { useWrite } from './use-write.ts';

export function EnterpriseDataPage() {
  return <Centre at="/enterprise/data">{() => <Data />}</Centre>;
}

function Data() {
  const say = useText(centrePageText);
  const read = useRead(readOwnData);
  return (
    <section className="centre-part">
      <h1>{say('dataTitle')}</h1>
      <p className="secondary">{say('dataLead')}</p>
      {read.data === undefined ? (
        read.error === null ? (
          <Skeleton lines={5} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )
      ) : read.data.rows.length === 0 ? (
        <EmptyState title={say('dataNone')} />
      ) : (
        read.data.rows.map((row) => <Row key={row.objectId} row={row} onDone={read.reload} />)
      )}
    </section>
  );
}

function Row({ row, onDone }: { readonly row: OwnDataRow; readonly onDone: () => void }) {
  const say = useText(centrePageText);
  const [open, setOpen] = useState(false);
  const isWaiting = row.corrections.some((each) => each.state === 'received');
  return (
    <section className="visit-part">
      <div className="centre-part-head">
        <h2>
          {row.agencyName} {row.isActive ? null : <StateChip tone="void">{say('inactive')}</StateChip>}
        </h2>
        {open || isWaiting ? null : (
          <Button size="small" onClick={() => setOpen(true)}>
            {say('ask')}
          </Button>
        )}
      </div>
      {open ? (
        <AskForm
          row={row}
          onCancel={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            onDone();
          }}
        />
      ) : (
        <PairList
          columns={2}
          pairs={correctableFields.map((field) => ({
            name: say(`field.${field}`),
            value: row.values[field] === '' ? say('empty') : row.values[field],
          }))}
        />
      )}
      <Corrections row={row} />
    </section>
  );
}

function Corrections({ row }: { readonly row: OwnDataRow }) {
  const say = useText(centrePageText);
  if (row.corrections.length === 0) return null;
  return (
    <>
      <h3>{say('corrections')}</h3>
      <ul className="centre-list">
        {row.corrections.map((each) => (
          <li key={each.id}>
            <div>
              <ul className="centre-changes">
                {each.changes.map((change) => (
                  <li key={change.field}>
                    {say('correctionWas', {
                      field: say(`field.${change.field}`),
                      before: change.before === '' ? say('empty') : change.before,
                      after: change.after,
                    })}
                  </li>
                ))}
              </ul>
              {each.answer === '' ? null : (
                <p className="centre-line-text">{say('answer', { text: each.answer })}</p>
              )}
            </div>
            <span className="centre-line-title">
              <StateChip tone={each.state === 'accepted' ? 'verified' : 'neutral'}>
                {say(`correction.${each.state}`)}
              </StateChip>
              <DateText value={each.decidedAt ?? each.createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What was changed; null for what stays. */
function changedValues(before: OwnDataRow['values'], after: OwnDataRow['values']) {
  const changed = (field: keyof OwnDataRow['values']) =>
    after[field].trim() === before[field] ? null : after[field];
  return {
    name: changed('name'),
    address: changed('address'),
    responsiblePerson: changed('responsiblePerson'),
    industry: changed('industry'),
  };
}

function AskForm(props: {
  readonly row: OwnDataRow;
  readonly onCancel: () => void;
  readonly onDone: () => void;
}) {
  const say = useText(centrePageText);
  const { row } = props;
  const form = useForm({ ...row.values, note: '' });
  const ask = useWrite(askCorrection);
  const submit = async () => {
    const { note, ...values } = form.values;
    const result = await ask.run((actionId) => ({
      params: { id: row.objectId },
      body: { actionId, note, values: changedValues(row.values, values) },
    }));
    return result.ok ? props.onDone() : form.refuse(result.error);
  };
  return (
    <Form
      onSubmit={submit}
      problems={form.problems}
      label={say('ask')}
      actions={
        <>
          <Button onClick={props.onCancel}>{say('askCancel')}</Button>
          <Button kind="primary" type="submit" busy={ask.busy}>
            {say('askSend')}
          </Button>
        </>
      }
    >
      {correctableFields.map((field) => (
        <TextField
          key={field}
          name={field}
          label={say(`field.${field}`)}
          wide
          maxLength={300}
          error={form.error(field)}
          value={form.values[field]}
          onChange={form.set(field)}
        />
      ))}
      <TextArea
        name="note"
        label={say('note')}
        hint={say('noteHint')}
        optional
        wide
        maxLength={1000}
        error={form.error('note')}
        value={form.values.note}
        onChange={form.set('note')}
      />
    </Form>
  );
}
