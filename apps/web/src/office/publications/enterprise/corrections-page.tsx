/** 更正申请: what enterprises say is wrong about them in the directory; accepted or refused with an answer. */
import './enterprise.css';
import {
  type CorrectionRow,
  decideCorrection,
  listCorrections,
} from '@mingcha/core/publications/enterprise/letter-api.ts';
import { enterpriseOfficeText } from '@mingcha/core/publications/enterprise/office-page-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { TextArea } from '../../../shared/forms/field.tsx';
import { useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section, Tabs } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { useHasRole } from '../../registers/may-edit.ts';
import { FormDialog } from '../form-dialog.tsx';

const lists = ['open', 'done'] as const;

export function EnterpriseCorrectionsPage() {
  const say = useText(enterpriseOfficeText);
  const [of, setOf] = useState<(typeof lists)[number]>('open');
  const [after, setAfter] = useState<string | undefined>(undefined);
  const read = useApiQuery(listCorrections, { query: { of, ...(after === undefined ? {} : { after }) } });
  return (
    <Page>
      <PageHeader title={say('correctionsTitle')} lead={say('correctionsLead')} />
      <Tabs
        label={say('correctionsTitle')}
        tabs={lists.map((key) => ({ key, title: say(`list.${key}`) }))}
        now={of}
        onChange={(key) => {
          setAfter(undefined);
          setOf(key === 'done' ? 'done' : 'open');
        }}
      >
        {read.data === undefined ? (
          read.error === null ? (
            <Skeleton lines={5} />
          ) : (
            <ErrorState error={read.error} onRetry={read.reload} />
          )
        ) : read.data.rows.length === 0 ? (
          <EmptyState title={say(of === 'open' ? 'correctionsNone' : 'doneNone')} />
        ) : (
          read.data.rows.map((row) => <Correction key={row.id} row={row} onDone={read.reload} />)
        )}
        {read.data?.next == null ? null : (
          <Button onClick={() => setAfter(read.data?.next ?? undefined)}>{say('more')}</Button>
        )}
      </Tabs>
    </Page>
  );
}

function Correction({ row, onDone }: { readonly row: CorrectionRow; readonly onDone: () => void }) {
  const say = useText(enterpriseOfficeText);
  const may = useHasRole('legalOfficer', 'sectionOfficer');
  const [decision, setDecision] = useState<boolean | null>(null);
  const { state } = row;
  return (
    <Section
      title={row.objectName}
      actions={
        <StateChip tone={state === 'received' ? 'warning' : state === 'accepted' ? 'verified' : 'neutral'}>
          {say(`correction.${state}`)}
        </StateChip>
      }
    >
      <ul className="enterprise-changes">
        {row.changes.map((each) => (
          <li key={each.field}>
            {say('change', {
              field: say(`field.${each.field}`),
              before: each.before === '' ? say('empty') : each.before,
              after: each.after,
            })}
          </li>
        ))}
      </ul>
      {row.note === '' ? null : <p>{say('note', { text: row.note })}</p>}
      <p className="secondary">
        <span className="mono">{row.creditCode}</span> <DateText value={row.createdAt} />{' '}
        {row.decidedAt === null ? null : say('decided', { name: row.decidedName })} {row.answer}
      </p>
      {may && state === 'received' ? (
        <div className="button-row">
          <Button onClick={() => setDecision(false)}>{say('refuse')}</Button>
          <Button kind="primary" onClick={() => setDecision(true)}>
            {say('accept')}
          </Button>
        </div>
      ) : null}
      {decision === null ? null : (
        <DecideDialog
          row={row}
          isAccepted={decision}
          onClose={() => setDecision(null)}
          onDone={() => {
            setDecision(null);
            onDone();
          }}
        />
      )}
    </Section>
  );
}

function DecideDialog(props: {
  readonly row: CorrectionRow;
  readonly isAccepted: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const say = useText(enterpriseOfficeText);
  const form = useForm({ answer: '' });
  const decide = useApiAction(decideCorrection);
  const { row, isAccepted } = props;
  const submit = async () => {
    const result = await decide.run({
      params: { id: row.id },
      body: { version: row.version, accepted: isAccepted, answer: form.values.answer },
    });
    return result.ok ? props.onDone() : form.refuse(result.error);
  };
  return (
    <FormDialog
      title={say(isAccepted ? 'accept' : 'refuseTitle')}
      action={say(isAccepted ? 'accept' : 'refuse')}
      busy={decide.busy}
      problems={form.problems}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <TextArea
        name="answer"
        label={say('answer')}
        optional={isAccepted}
        wide
        maxLength={500}
        error={form.error('answer')}
        value={form.values.answer}
        onChange={form.set('answer')}
      />
    </FormDialog>
  );
}
