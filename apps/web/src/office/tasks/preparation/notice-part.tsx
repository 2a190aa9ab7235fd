/** 通知与送达: each agency's notice with number, seal and deliveries; the set is delivered and recorded once. */
import {
  inspectionNotices,
  issueNotice,
  type NoticeRow,
  type NoticesView,
  noticePaper,
  noticeSet,
  receiptFile,
  voidNotice,
} from '@mingcha/core/tasks/preparation/notice-api.ts';
import { preparationPageText } from '@mingcha/core/tasks/preparation/preparation-page-text.ts';
import { type ComponentType, lazy, Suspense, useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { formatInstant } from '../../../shared/format.ts';
import { TextArea, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow, buttonClass } from '../../../shared/ui/button.tsx';
import { ConfirmDialog, Dialog } from '../../../shared/ui/dialog.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { noticeParts } from '../../notice-parts.ts';
import { useHasRole } from '../../registers/may-edit.ts';
import { GoTo } from '../../shell/navigation.tsx';
import { mayOpen } from '../../shell/page-list.ts';
import { useSession } from '../../shell/session.tsx';
import { DeliverDialog } from './deliver-dialog.tsx';
import { ReceiptDialog } from './receipt-dialog.tsx';

const seals = { notNeeded: 'neutral', waiting: 'warning', sealed: 'verified' } as const;
const laterParts: readonly {
  readonly key: string;
  readonly Part: ComponentType<{ readonly inspectionId: string }>;
}[] = noticeParts.map((part) => ({
  key: part.key,
  Part: lazy(async () => ({ default: await part.load() })),
}));
type Asking = 'issue' | 'deliver' | 'receipt' | null;

export function NoticePart({ inspectionId }: { readonly inspectionId: string }) {
  const say = useText(preparationPageText);
  const read = useApiQuery(inspectionNotices, { params: { id: inspectionId } });
  if (read.data !== undefined) return <Shown inspectionId={inspectionId} view={read.data} />;
  return (
    <Section title={say('notice')}>
      {read.error === null ? <Skeleton lines={3} /> : <ErrorState error={read.error} onRetry={read.reload} />}
    </Section>
  );
}

function Shown(props: { readonly inspectionId: string; readonly view: NoticesView }) {
  const { inspectionId, view } = props;
  const say = useText(preparationPageText);
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const notices = view.teams.flatMap((team) => team.notice ?? []);
  const ready = notices.filter((one) => one.sealState !== 'waiting');
  return (
    <Section
      title={say('notice')}
      actions={
        <NoticeActions inspectionId={inspectionId} view={view} ready={ready.length} onAsk={setAsking} />
      }
    >
      {view.announced ? null : <p className="secondary prep-hint">{say('deliverDoor')}</p>}
      <ul className="prep-lines">
        {view.teams.map((team) => (
          <li key={team.agencyId} className="prep-line">
            {team.notice === null ? (
              <>
                <span className="prep-grow">{team.agencyName}</span>
                <StateChip>{say('noticeNone')}</StateChip>
              </>
            ) : (
              <NoticeLine
                inspectionId={inspectionId}
                notice={team.notice}
                mayVoid={team.isOwn && view.mayDeliver}
              />
            )}
          </li>
        ))}
      </ul>
      {asking === 'issue' ? <IssueDialog inspectionId={inspectionId} onClose={close} /> : null}
      {asking === 'deliver' ? (
        <DeliverDialog inspectionId={inspectionId} view={view} notices={ready} onClose={close} />
      ) : null}
      {asking === 'receipt' ? (
        <ReceiptDialog inspectionId={inspectionId} announced={view.announced} onClose={close} />
      ) : null}
    </Section>
  );
}

/** What later stages put here once the own notice stands. */
function LaterParts({ inspectionId }: { readonly inspectionId: string }) {
  const { person } = useSession();
  const open = new Set(noticeParts.filter((part) => mayOpen(part, person.roles)).map((part) => part.key));
  return (
    <Suspense fallback={null}>
      {laterParts
        .filter((part) => open.has(part.key))
        .map(({ key, Part }) => (
          <Part key={key} inspectionId={inspectionId} />
        ))}
    </Suspense>
  );
}

/** What may be done with the notices of the visit now. */
function NoticeActions(props: {
  readonly inspectionId: string;
  readonly view: NoticesView;
  /** How many notices may be delivered. */
  readonly ready: number;
  readonly onAsk: (asking: Asking) => void;
}) {
  const { inspectionId, view, ready, onAsk } = props;
  const say = useText(preparationPageText);
  const own = view.teams.find((team) => team.isOwn)?.notice ?? null;
  const hasSet = view.teams.filter((team) => (team.notice?.paperId ?? null) !== null).length > 1;
  return (
    <ButtonRow>
      {hasSet ? (
        <a
          className={buttonClass({ kind: 'quiet', size: 'small' })}
          href={addressOf(noticeSet, { params: { id: inspectionId } })}
          download
        >
          {say('noticeSet')}
        </a>
      ) : null}
      {own !== null && own.paperId !== null && own.sealState !== 'waiting' ? (
        <LaterParts inspectionId={inspectionId} />
      ) : null}
      {view.mayIssue ? (
        <Button kind="primary" size="small" onClick={() => onAsk('issue')}>
          {say('issue')}
        </Button>
      ) : null}
      {view.mayDeliver && ready > 0 ? (
        <>
          <Button size="small" kind="quiet" onClick={() => onAsk('receipt')}>
            {say('receipt')}
          </Button>
          <Button size="small" onClick={() => onAsk('deliver')}>
            {ready > 1 ? say('deliverSet', { n: ready }) : say('deliver')}
          </Button>
        </>
      ) : null}
    </ButtonRow>
  );
}

function NoticeLine(props: {
  readonly inspectionId: string;
  readonly notice: NoticeRow;
  readonly mayVoid: boolean;
}) {
  const { notice } = props;
  const say = useText(preparationPageText);
  const seesSeals = useHasRole('legalOfficer', 'sectionOfficer');
  const { visitNo } = notice.content;
  const paper = (format: 'pdf' | 'docx') =>
    addressOf(noticePaper, { params: { id: notice.id }, query: { format } });
  return (
    <>
      <div className="prep-grow prep-lines">
        <p>
          <strong>{notice.agencyName}</strong> {notice.number}{' '}
          <StateChip tone={seals[notice.sealState]}>{say(`seal.${notice.sealState}`)}</StateChip>{' '}
          <StateChip tone={notice.deliveredAt === null ? 'neutral' : 'verified'}>
            {notice.deliveredAt === null
              ? say('notDelivered')
              : say('deliveredOn', { at: formatInstant(notice.deliveredAt) })}
          </StateChip>
        </p>
        {visitNo === null ? null : (
          <p className="secondary">
            {say('visitNo')} {say('visitNoIs', { no: visitNo.no, counts: visitNo.counts })}
          </p>
        )}
        {notice.sealState === 'waiting' ? (
          <p className="secondary">
            {say('sealWait')} {seesSeals ? <GoTo to="/seals">{say('toSeal')}</GoTo> : null}
          </p>
        ) : null}
        <Deliveries inspectionId={props.inspectionId} notice={notice} />
      </div>
      <a className={buttonClass({ kind: 'quiet', size: 'small' })} href={paper('pdf')} download>
        {say('openPaper')}
      </a>
      <a className={buttonClass({ kind: 'quiet', size: 'small' })} href={paper('docx')} download>
        {say('openWord')}
      </a>
      {props.mayVoid && notice.deliveredAt === null ? <VoidButton notice={notice} /> : null}
    </>
  );
}

function Deliveries(props: { readonly inspectionId: string; readonly notice: NoticeRow }) {
  const say = useText(preparationPageText);
  return props.notice.deliveries.map((one) => (
    <p key={one.id} className="secondary">
      <DateText value={one.deliveredAt} /> {say(`channel.${one.channel}`)} {say(`outcome.${one.outcome}`)}{' '}
      {[one.deliverer, '→', one.recipient, one.recipientPost, one.reachedAt, one.told, one.note]
        .filter((text) => text !== '')
        .join(' ')}{' '}
      {one.witness === '' ? null : `${say('witness')} ${one.witness}`}{' '}
      {one.hasReceipt ? (
        <a
          href={addressOf(receiptFile, { params: { id: props.inspectionId, delivery: one.id } })}
          target="_blank"
          rel="noreferrer"
        >
          {say('seeReceipt')}
        </a>
      ) : null}
    </p>
  ));
}

function VoidButton({ notice }: { readonly notice: NoticeRow }) {
  const say = useText(preparationPageText);
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const action = useApiAction(voidNotice);
  const run = async () => {
    const result = await action.run({ params: { id: notice.id }, body: { version: notice.version, reason } });
    if (!result.ok) return;
    toast(say('voided'));
    setOpen(false);
  };
  return (
    <>
      <Button kind="quiet" size="small" onClick={() => setOpen(true)}>
        {say('voidNotice')}
      </Button>
      <ConfirmDialog
        open={open}
        question={say('voidAsk')}
        action={say('voidNotice')}
        danger
        busy={action.busy}
        onConfirm={() => void run()}
        onClose={() => setOpen(false)}
      >
        <p>{say('voidText')}</p>
        <TextField
          name="voidReason"
          label={say('voidReason')}
          maxLength={300}
          value={reason}
          onChange={setReason}
        />
        <ErrorNotice error={action.error} />
      </ConfirmDialog>
    </>
  );
}

interface IssueTyped {
  readonly materials: string;
  readonly place: string;
  readonly contactName: string;
  readonly contactPhone: string;
}

function IssueDialog(props: { readonly inspectionId: string; readonly onClose: () => void }) {
  const say = useText(preparationPageText);
  const ui = useUi();
  const toast = useToast();
  const issue = useApiAction(issueNotice);
  const form = useForm<IssueTyped>({ materials: '', place: '', contactName: '', contactPhone: '' });
  const { values } = form;
  const submit = async () => {
    const materials = values.materials
      .split('\n')
      .map((text) => text.trim())
      .filter((text) => text !== '');
    const result = await issue.run({ params: { id: props.inspectionId }, body: { ...values, materials } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('issued', { number: result.value.number }));
    props.onClose();
  };
  return (
    <Dialog open wide title={say('issue')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <>
            <Button onClick={props.onClose}>{ui('cancel')}</Button>
            <Button type="submit" kind="primary" busy={issue.busy}>
              {say('issue')}
            </Button>
          </>
        }
      >
        <p>{say('issueLead')}</p>
        <IssueFields form={form} />
      </Form>
    </Dialog>
  );
}

function IssueFields(props: { readonly form: ReturnType<typeof useForm<IssueTyped>> }) {
  const { form } = props;
  const { values, set } = form;
  const say = useText(preparationPageText);
  return (
    <>
      <TextArea
        name="materials"
        label={say('materials')}
        hint={say('materialsHint')}
        optional
        maxLength={6000}
        error={form.error('materials')}
        value={values.materials}
        onChange={set('materials')}
      />
      <TextField
        name="place"
        label={say('place')}
        hint={say('placeHint')}
        optional
        maxLength={300}
        value={values.place}
        onChange={set('place')}
      />
      <TextField
        name="contactName"
        label={say('contactName')}
        optional
        maxLength={60}
        value={values.contactName}
        onChange={set('contactName')}
      />
      <TextField
        name="contactPhone"
        label={say('contactPhone')}
        type="tel"
        optional
        maxLength={60}
        value={values.contactPhone}
        onChange={set('contactPhone')}
      />
    </>
  );
}
