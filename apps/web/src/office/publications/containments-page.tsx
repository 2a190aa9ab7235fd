/** 涉密信息处置: what was contained, where it stood, the report, the confirmation by a second person. */
import './publications.css';
import {
  type ContainmentView,
  confirmRemoval,
  listContainments,
  removalParts,
  reportContainment,
} from '@mingcha/core/publications/containment.ts';
import { publicationDetailText } from '@mingcha/core/publications/publication-detail-text.ts';
import { publicationPageText } from '@mingcha/core/publications/publication-page-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { CheckboxGroup } from '../../shared/forms/choices.tsx';
import { DayField, TextArea, TextField } from '../../shared/forms/field.tsx';
import { type FormState, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { useHasRole } from '../registers/may-edit.ts';
import { GoTo } from '../shell/navigation.tsx';
import { FormDialog } from './form-dialog.tsx';

export function ContainmentsPage() {
  const say = useText(publicationPageText);
  const read = useApiQuery(listContainments, { query: { limit: 100 } });
  return (
    <Page>
      <PageHeader title={say('containmentsTitle')} lead={say('containmentsLead')} />
      <Procedure />
      {read.data === undefined ? (
        read.status === 'error' ? (
          <ErrorState error={read.error} onRetry={read.reload} />
        ) : (
          <Skeleton />
        )
      ) : read.data.rows.length === 0 ? (
        <EmptyState title={say('containmentsEmpty')} />
      ) : (
        read.data.rows.map((row) => <Containment key={row.id} row={row} />)
      )}
    </Page>
  );
}

const procedure = ['contain', 'tell', 'report', 'clear', 'confirm'] as const;

/** The written procedure, in the order in which people act. */
function Procedure() {
  const say = useText(publicationDetailText);
  return (
    <Section title={say('procedure')}>
      <ol className="publication-procedure">
        {procedure.map((each) => (
          <li key={each}>{say(`procedure.${each}`)}</li>
        ))}
      </ol>
    </Section>
  );
}

function Containment({ row }: { readonly row: ContainmentView }) {
  const say = useText(publicationDetailText);
  const may = useHasRole('legalOfficer', 'agencyHead');
  const [dialog, setDialog] = useState<'report' | 'confirm' | null>(null);
  const tone = row.state === 'removed' ? 'verified' : 'void';
  return (
    <Section
      title={`${row.taskNumber}　${say(`ground.${row.ground}`)}`}
      actions={<StateChip tone={tone}>{say(`containment.${row.state}`)}</StateChip>}
    >
      <div className="publication-next">
        <p>
          {say('by')} {row.containedName}
          {'　'}
          <DateText value={row.containedAt} />
          {'　'}
          <GoTo to={`/publications/${row.publicationId}`}>{say('facts')}</GoTo>
        </p>
        {row.note === '' ? null : <p>{row.note}</p>}
        <Places row={row} />
        {row.reportedOn === null ? null : (
          <p>
            {say('reportLine', { name: row.reportedName ?? '', day: row.reportedOn, to: row.reportedTo })}
          </p>
        )}
        {row.removedOn === null ? null : (
          <p>
            {say('confirmLine', { name: row.removedName ?? '', day: row.removedOn })}
            {'　'}
            {row.removedNote}
          </p>
        )}
        {row.removedParts.length === 0 ? null : (
          <ul className="publication-places">
            {row.removedParts.map((part) => (
              <li key={part}>{say(`part.${part}`)}</li>
            ))}
          </ul>
        )}
        {may && row.state !== 'removed' ? (
          <div className="button-row">
            <Button
              kind="primary"
              onClick={() => setDialog(row.state === 'contained' ? 'report' : 'confirm')}
            >
              {say(row.state === 'contained' ? 'report' : 'confirm')}
            </Button>
          </div>
        ) : null}
      </div>
      {dialog === 'report' ? <ReportDialog row={row} onClose={() => setDialog(null)} /> : null}
      {dialog === 'confirm' ? <ConfirmRemoval row={row} onClose={() => setDialog(null)} /> : null}
    </Section>
  );
}

function Places({ row }: { readonly row: ContainmentView }) {
  const say = useText(publicationDetailText);
  if (row.places.length === 0) return null;
  return (
    <details>
      <summary>{say('places')}</summary>
      <ul className="publication-places">
        {row.places.map((place) => (
          <li key={`${place.table} ${place.column}`}>
            <span className="mono">
              {say('placeLine', { table: place.table, column: place.column, rows: place.rows })}
            </span>{' '}
            {place.isLeft ? <StateChip tone="warning">{say('placeLeft')}</StateChip> : null}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface DialogProps {
  readonly row: ContainmentView;
  readonly onClose: () => void;
}

function ReportDialog({ row, onClose }: DialogProps) {
  const say = useText(publicationDetailText);
  const report = useApiAction(reportContainment);
  const form = useForm({ reportedOn: '', reportedTo: '' });
  const send = async () => {
    const result = await report.run({
      params: { id: row.id },
      body: { version: row.version, ...form.values },
    });
    if (!result.ok) return form.refuse(result.error);
    onClose();
  };
  return (
    <FormDialog
      title={say('report')}
      action={say('report')}
      busy={report.busy}
      problems={form.problems}
      onSubmit={send}
      onClose={onClose}
    >
      <DayField
        name="reportedOn"
        label={say('reportedOn')}
        error={form.error('reportedOn')}
        value={form.values.reportedOn}
        onChange={form.set('reportedOn')}
      />
      <TextField
        name="reportedTo"
        label={say('reportedTo')}
        wide
        maxLength={120}
        error={form.error('reportedTo')}
        value={form.values.reportedTo}
        onChange={form.set('reportedTo')}
      />
    </FormDialog>
  );
}

interface Removal {
  readonly secretTexts: string;
  readonly parts: readonly string[];
  readonly note: string;
}

function RemovalFields({ form }: { readonly form: FormState<Removal> }) {
  const say = useText(publicationDetailText);
  return (
    <>
      <TextArea
        name="secretTexts"
        label={say('secretTexts')}
        hint={say('secretTextsHint')}
        wide
        rows={3}
        maxLength={11_000}
        error={form.error('secretTexts')}
        value={form.values.secretTexts}
        onChange={form.set('secretTexts')}
      />
      <CheckboxGroup
        name="parts"
        label={say('parts')}
        choices={removalParts.map((value) => ({ value, label: say(`part.${value}`) }))}
        error={form.error('parts')}
        value={form.values.parts}
        onChange={form.set('parts')}
      />
      <TextArea
        name="note"
        label={say('confirmNote')}
        wide
        rows={3}
        maxLength={500}
        error={form.error('note')}
        value={form.values.note}
        onChange={form.set('note')}
      />
    </>
  );
}

function ConfirmRemoval({ row, onClose }: DialogProps) {
  const say = useText(publicationDetailText);
  const confirm = useApiAction(confirmRemoval);
  const form = useForm<Removal>({ secretTexts: '', parts: [], note: '' });
  const send = async () => {
    const result = await confirm.run({
      params: { id: row.id },
      body: {
        ...form.values,
        version: row.version,
        parts: removalParts.filter((part) => form.values.parts.includes(part)),
      },
    });
    if (!result.ok) return form.refuse(result.error);
    onClose();
  };
  return (
    <FormDialog
      title={say('confirm')}
      lead={say('confirmLead')}
      wide
      action={say('confirm')}
      busy={confirm.busy}
      problems={form.problems}
      onSubmit={send}
      onClose={onClose}
    >
      <RemovalFields form={form} />
    </FormDialog>
  );
}
