/** 审批 at one inspection: submit, follow, print, register a form signed by hand; deciders decide here too. */

import { frequencyPageText } from '@mingcha/core/registers/rules/frequency-page-text.ts';
import {
  type ApprovalRow,
  applyApproval,
  approvalPaper,
  approvalScan,
  decideApproval,
  inspectionApprovals,
  withdrawApproval,
} from '@mingcha/core/tasks/preparation/approval-api.ts';
import { preparationPageText } from '@mingcha/core/tasks/preparation/preparation-page-text.ts';
import { useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { formatInstant } from '../../../shared/format.ts';
import { TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice, ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { useHasRole } from '../../registers/may-edit.ts';
import { Assistance } from './assistance.tsx';
import { RefuseDialog } from './refuse-dialog.tsx';
import { RiskLine } from './risk-line.tsx';
import { SignedFormDialog } from './signed-form-dialog.tsx';

const tones = { submitted: 'accent', approved: 'verified', refused: 'void', withdrawn: 'neutral' } as const;

export function ApprovalPart({ inspectionId }: { readonly inspectionId: string }) {
  const say = useText(preparationPageText);
  const [applying, setApplying] = useState(false);
  const read = useApiQuery(inspectionApprovals, { params: { id: inspectionId } });
  const view = read.data;
  if (view === undefined)
    return (
      <Section title={say('approval')}>
        {read.error === null ? (
          <Skeleton lines={3} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )}
      </Section>
    );
  const others = view.teams.filter((team) => !team.isOwn);
  return (
    <Section
      title={say('approval')}
      actions={
        view.mayApply ? (
          <Button kind="primary" size="small" onClick={() => setApplying(true)}>
            {say('apply')}
          </Button>
        ) : undefined
      }
    >
      <ul className="prep-lines">
        {view.rows.length === 0 ? <li className="secondary">{say('notYet')}</li> : null}
        {view.rows.map((row) => (
          <li key={row.id} className="prep-line">
            <Line row={row} signers={view.signers} />
          </li>
        ))}
        {others.map((team) => (
          <li key={team.agencyId} className="prep-line">
            <span className="prep-grow">{team.agencyName}</span>
            <StateChip tone={team.approvedAt === null ? 'neutral' : 'verified'}>
              {say(team.approvedAt === null ? 'teamNotApproved' : 'teamApproved')}
            </StateChip>
          </li>
        ))}
      </ul>
      {applying ? (
        <ApplyDialog
          inspectionId={inspectionId}
          outsideDivision={view.outsideDivision}
          onClose={() => setApplying(false)}
        />
      ) : null}
    </Section>
  );
}

function Line(props: {
  readonly row: ApprovalRow;
  readonly signers: readonly { readonly accountId: string; readonly name: string }[];
}) {
  const { row } = props;
  const say = useText(preparationPageText);
  const registers = useHasRole('legalOfficer', 'sectionOfficer', 'inspector');
  const [signing, setSigning] = useState(false);
  const withdraw = useApiAction(withdrawApproval);
  return (
    <>
      <div className="prep-grow prep-lines">
        <p>
          <strong>{row.agencyName}</strong>{' '}
          <StateChip tone={tones[row.state]}>{say(`state.${row.state}`)}</StateChip>{' '}
          {row.timing === 'afterwards' ? <StateChip tone="warning">{say('afterwards')}</StateChip> : null}
        </p>
        <p className="secondary">
          {say('appliedBy')} {row.appliedByName} <DateText value={row.appliedAt} /> {row.note}
        </p>
        {row.risk === null ? null : <RiskLine risk={row.risk} />}
        {row.assistance === '' ? null : <Assistance text={row.assistance} />}
        <Outcome row={row} />
        <ErrorNotice error={withdraw.error} />
      </div>
      <Decide row={row} />
      {row.state === 'withdrawn' ? null : (
        <a
          className={buttonClass({ kind: 'quiet', size: 'small' })}
          href={addressOf(approvalPaper, { params: { id: row.id }, query: { format: 'pdf' } })}
          download
        >
          {say('printForm')}
        </a>
      )}
      {row.state === 'submitted' && registers ? (
        <Button size="small" onClick={() => setSigning(true)}>
          {say('registerPaper')}
        </Button>
      ) : null}
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
      {signing ? (
        <SignedFormDialog row={row} signers={props.signers} onClose={() => setSigning(false)} />
      ) : null}
    </>
  );
}

function Outcome({ row }: { readonly row: ApprovalRow }) {
  const say = useText(preparationPageText);
  if (row.state === 'submitted')
    return (
      <p>
        {row.waitsWith.length === 0
          ? say('waitsWithNobody')
          : say('waitsWith', { names: row.waitsWith.join('、') })}
      </p>
    );
  if (row.decidedAt === null || row.decidedAs === null) return null;
  return (
    <>
      <p>
        {say('decidedBy')}{' '}
        {say('decidedLine', {
          name: row.decidedByName ?? '',
          as: say(`as.${row.decidedAs}`),
          at: formatInstant(row.decidedAt),
        })}{' '}
        {row.opinion}
      </p>
      {row.authority === '' ? null : <p className="secondary">{row.authority}</p>}
      {row.via === 'paper' ? (
        <p className="secondary">
          {say('paperLine', { day: row.signedOn ?? '', name: row.registeredByName ?? '' })}{' '}
          {row.hasScan ? (
            <a href={addressOf(approvalScan, { params: { id: row.id } })} target="_blank" rel="noreferrer">
              {say('scan')}
            </a>
          ) : null}
        </p>
      ) : null}
    </>
  );
}

function Decide({ row }: { readonly row: ApprovalRow }) {
  const say = useText(preparationPageText);
  const toast = useToast();
  const [refusing, setRefusing] = useState(false);
  const action = useApiAction(decideApproval);
  if (!row.mayDecide) return null;
  const decide = async (decision: 'approve' | 'refuse', opinion: string) => {
    const approvals = [{ id: row.id, version: row.version }];
    const result = await action.run({ body: { decision, opinion, approvals } });
    if (!result.ok) return;
    setRefusing(false);
    toast(say(decision === 'approve' ? 'approved' : 'refused', { n: 1 }));
  };
  return (
    <>
      {refusing ? null : <ErrorNotice error={action.error} />}
      <Button kind="primary" busy={action.busy} onClick={() => void decide('approve', '')}>
        {say('approve')}
      </Button>
      <Button disabled={action.busy} onClick={() => setRefusing(true)}>
        {say('refuse')}
      </Button>
      {refusing ? (
        <RefuseDialog
          names={[row.objectName]}
          busy={action.busy}
          error={action.error}
          onRefuse={(opinion) => void decide('refuse', opinion)}
          onClose={() => setRefusing(false)}
        />
      ) : null}
    </>
  );
}

type ApplyForm = FormState<{ readonly note: string; readonly assistance: string }>;

/** What the agency of the region that the object lies in was asked for. */
function OutsideFields({ division, form }: { readonly division: string; readonly form: ApplyForm }) {
  const say = useText(frequencyPageText);
  return (
    <>
      <Notice tone="warning">{say('outsideIs', { division })}</Notice>
      <TextField
        name="assistance"
        label={say('assistance')}
        hint={say('assistanceHint')}
        maxLength={300}
        error={form.error('assistance')}
        value={form.values.assistance}
        onChange={form.set('assistance')}
      />
    </>
  );
}

function ApplyDialog(props: {
  readonly inspectionId: string;
  /** Where the object lies, when that is outside the agency's region. */
  readonly outsideDivision: string | null;
  readonly onClose: () => void;
}) {
  const { outsideDivision: division } = props;
  const say = useText(preparationPageText);
  const ui = useUi();
  const toast = useToast();
  const form = useForm({ note: '', assistance: '' });
  const apply = useApiAction(applyApproval);
  const submit = async () => {
    const result = await apply.run({ body: { inspectionIds: [props.inspectionId], ...form.values } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('applied'));
    props.onClose();
  };
  return (
    <Dialog open title={say('apply')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <>
            <Button onClick={props.onClose}>{ui('cancel')}</Button>
            <Button type="submit" kind="primary" busy={apply.busy}>
              {say('apply')}
            </Button>
          </>
        }
      >
        <p>{say('applyHint')}</p>
        {division === null ? null : <OutsideFields division={division} form={form} />}
        <TextArea
          name="note"
          label={say('note')}
          hint={say('noteHint')}
          optional
          maxLength={500}
          error={form.error('note')}
          value={form.values.note}
          onChange={form.set('note')}
        />
      </Form>
    </Dialog>
  );
}
