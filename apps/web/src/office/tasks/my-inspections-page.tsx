/** 我的检查: what is this person's own, to claim or to step back from. */
import './tasks.css';
import { ownTrainingText } from '@mingcha/core/registers/training/own-training-text.ts';
import {
  changeableStages,
  type LeftOutInspection,
  type MyInspection,
  recusalReasons,
} from '@mingcha/core/tasks/task.ts';
import { claimMine, listMyInspections } from '@mingcha/core/tasks/task-api.ts';
import { taskPageText } from '@mingcha/core/tasks/task-page-text.ts';
import { taskWordText } from '@mingcha/core/tasks/task-word-text.ts';
import { recuseMyself } from '@mingcha/core/tasks/team-api.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { SelectField, TextArea } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useLocale, useSentence, useText } from '../../shared/i18n/locale.tsx';
import { Button, ButtonRow, buttonClass } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import {
  EmptyState,
  ErrorNotice,
  ErrorState,
  ForbiddenState,
  Notice,
  Skeleton,
} from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText, PairList, StateChip } from '../../shared/ui/values.tsx';
import { DialogButtons } from '../registers/dialog-buttons.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { stageTone } from './words.ts';

export function MyInspectionsPage() {
  const say = useText(taskPageText);
  const mine = useApiQuery(listMyInspections);
  const { take, claim, told } = useClaim(mine.reload);
  const [recusing, setRecusing] = useState<MyInspection | null>(null);
  if (mine.status === 'forbidden') return <ForbiddenState />;
  const rows = mine.data?.rows ?? [];
  const unclaimed = rows.filter((row) => row.memberState === 'assigned');
  const all = (
    <Button kind="primary" busy={claim.busy} onClick={() => void take(unclaimed.map((row) => row.id))}>
      {say('claimAll', { n: unclaimed.length })}
    </Button>
  );
  return (
    <Page>
      <PageHeader
        title={say('mine')}
        lead={say('mineLead')}
        {...(unclaimed.length > 0 ? { actions: all } : {})}
      />
      <ErrorNotice error={claim.error} />
      <Told lines={told} />
      {mine.status === 'error' ? <ErrorState error={mine.error} onRetry={mine.reload} /> : null}
      {mine.status === 'loading' ? <Skeleton lines={8} /> : null}
      {mine.data !== undefined && rows.length === 0 ? (
        <EmptyState title={say('mineEmpty')} text={say('mineEmptyText')} />
      ) : null}
      <div className="task-mine">
        {rows.map((row) => (
          <Card
            key={row.id}
            row={row}
            busy={claim.busy}
            onClaim={() => void take([row.id])}
            onRecuse={() => setRecusing(row)}
          />
        ))}
      </div>
      <LeftOut rows={mine.data?.leftOut ?? []} />
      {recusing === null ? null : (
        <RecuseDialog
          row={recusing}
          onClose={() => setRecusing(null)}
          onDone={() => {
            setRecusing(null);
            mine.reload();
          }}
        />
      )}
    </Page>
  );
}

/** What the person no longer goes to, and why; nothing else of it is open. */
function LeftOut({ rows }: { readonly rows: readonly LeftOutInspection[] }) {
  const say = useText(taskWordText);
  if (rows.length === 0) return null;
  return (
    <Section title={say('noLonger.title')}>
      <p className="secondary">{say('noLonger.lead')}</p>
      <ul className="task-left-out">
        {rows.map((row) => (
          <li key={row.id}>
            <strong>{row.objectName}</strong> <DateText value={row.at} form="short" />
            <br />
            <span className="secondary">
              {say('noLonger.line', { number: row.taskNumber, agency: row.agencyName, reason: row.reason })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What was said at the last claim: why some were not claimed, and on which sheets the person was not trained. */
function Told({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <Notice tone="warning">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  );
}

function useClaim(onChanged: () => void) {
  const say = useText(taskPageText);
  const training = useText(ownTrainingText);
  const sentence = useSentence();
  const [told, setTold] = useState<readonly string[]>([]);
  const toast = useToast();
  const claim = useApiAction(claimMine);
  const take = async (inspectionIds: string[]) => {
    setTold([]);
    const result = await claim.run({ body: { inspectionIds } });
    if (!result.ok) return;
    const { claimed, refused, untrained } = result.value;
    setTold([
      ...new Set([
        ...refused.map(({ code, data }) => sentence({ code, ...(data === undefined ? {} : { data }) })),
        ...untrained.map(({ sheets }) => training('claimWarned', { sheets })),
      ]),
    ]);
    toast(
      refused.length === 0
        ? say('claimed', { n: claimed.length })
        : say('claimPartly', { n: claimed.length, m: refused.length }),
    );
    onChanged();
  };
  return { take, claim, told };
}

function Card(props: {
  readonly row: MyInspection;
  readonly busy: boolean;
  readonly onClaim: () => void;
  readonly onRecuse: () => void;
}) {
  const { row } = props;
  const say = useText(taskPageText);
  const word = useText(taskWordText);
  const { locale } = useLocale();
  const isNew = row.memberState === 'assigned';
  const companions = row.companions
    .map((each) => `${each.name}${each.role === 'lead' ? `（${word('role.lead')}）` : ''}`)
    .join('、');
  return (
    <article className="task-card">
      <div className="task-card-head">
        <h2>{row.object.name}</h2>
        <StateChip tone={isNew ? 'warning' : stageTone(row.stage)}>
          {isNew ? word('member.assigned') : word(`stage.${row.stage}`)}
        </StateChip>
      </div>
      <PairList
        columns={2}
        pairs={[
          { name: say('title'), value: `${locale === 'zh' ? row.title : row.titleEn} ${row.taskNumber}` },
          { name: say('address'), value: row.object.address === '' ? '–' : row.object.address },
          { name: say('window'), value: say('windowOf', { from: row.windowFrom, to: row.windowTo }) },
          ...(isNew ? [{ name: say('claimDue'), value: <DateText value={row.claimDue} /> }] : []),
          ...(row.scheduledFor === null
            ? []
            : [{ name: say('scheduledFor'), value: <DateText value={row.scheduledFor} /> }]),
          { name: say('role'), value: word(`role.${row.role}`) },
          { name: say('companions'), value: companions === '' ? '–' : companions },
        ]}
      />
      <ButtonRow>
        {isNew ? (
          <Button busy={props.busy} onClick={props.onClaim}>
            {say('claim')}
          </Button>
        ) : (
          <GoTo to={`/inspections/${row.id}`} className={buttonClass()}>
            {say('open')}
          </GoTo>
        )}
        {changeableStages.includes(row.stage) ? (
          <Button kind="quiet" onClick={props.onRecuse}>
            {say('recuse')}
          </Button>
        ) : null}
      </ButtonRow>
    </article>
  );
}

function RecuseDialog(props: {
  readonly row: MyInspection;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { row } = props;
  const say = useText(taskPageText);
  const word = useText(taskWordText);
  const toast = useToast();
  const recuse = useApiAction(recuseMyself);
  const form = useForm({ reason: 'kinship', note: '' });
  const submit = async () => {
    const reason = recusalReasons.find((each) => each === form.values.reason) ?? 'other';
    const result = await recuse.run({ params: { id: row.id }, body: { reason, note: form.values.note } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('recused'));
    props.onDone();
  };
  return (
    <Dialog open title={say('recuseTitle')} onClose={props.onClose}>
      <p>{say('recuseText', { object: row.object.name })}</p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('recuse')} busy={recuse.busy} danger onClose={props.onClose} />}
      >
        <SelectField
          name="reason"
          label={say('recuseReason')}
          empty={null}
          choices={recusalReasons.map((value) => ({ value, label: word(`recusal.${value}`) }))}
          value={form.values.reason}
          onChange={form.set('reason')}
        />
        <TextArea
          name="note"
          label={say('recuseNote')}
          error={form.error('note')}
          rows={3}
          maxLength={300}
          value={form.values.note}
          onChange={form.set('note')}
        />
      </Form>
    </Dialog>
  );
}
