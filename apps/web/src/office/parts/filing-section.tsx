/** 检查方案备案: whether the scheme of a task is filed, until when it has to be, and noting it. */
import {
  downloadFiling,
  type FilingState,
  fileScheme,
  filingMaxBytes,
  filingTypes,
  readFiling,
  withdrawFiling,
} from '@mingcha/core/oversight/filing/filing-api.ts';
import { filingText } from '@mingcha/core/oversight/filing/filing-text.ts';
import { useState } from 'react';
import { addressOf } from '../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { formatDay } from '../../shared/format.ts';
import { DayField, TextField } from '../../shared/forms/field.tsx';
import { ErrorSummary, useForm } from '../../shared/forms/form.tsx';
import { UploadBox } from '../../shared/forms/upload-box.tsx';
import { useLocale, useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText, PairList } from '../../shared/ui/values.tsx';
import { DraftPaper } from './draft-paper.tsx';
import { WhyThisDay } from './why-this-day.tsx';

interface Part {
  readonly taskId: string;
  readonly found: FilingState;
  readonly onChanged: () => void;
}

export function FilingSection({ taskId }: { readonly taskId: string }) {
  const say = useText(filingText);
  const read = useApiQuery(readFiling, { params: { id: taskId } });
  const [asks, setAsks] = useState<'file' | 'withdraw' | null>(null);
  if (read.error !== null)
    return (
      <Section title={say('title')}>
        <ErrorState error={read.error} onRetry={read.reload} />
      </Section>
    );
  if (read.data === undefined) return <Skeleton lines={3} />;
  const found = read.data;
  const part = { taskId, found, onChanged: read.reload };
  const close = () => setAsks(null);
  const action =
    found.filing === null ? (
      <Button onClick={() => setAsks('file')}>{say('file')}</Button>
    ) : (
      <Button size="small" onClick={() => setAsks('withdraw')}>
        {say('withdraw')}
      </Button>
    );
  return (
    <Section title={say('title')} actions={found.mayFile ? action : null}>
      <p className="secondary">{say(found.isAsked || found.clockKey !== null ? 'lead' : 'notAsked')}</p>
      <Facts {...part} />
      {asks === 'file' ? <FileDialog {...part} onClose={close} /> : null}
      {asks === 'withdraw' ? <WithdrawDialog {...part} onClose={close} /> : null}
    </Section>
  );
}

function Facts({ taskId, found }: Part) {
  const say = useText(filingText);
  const { locale } = useLocale();
  const { filing, dueOn, before, clockKey } = found;
  const day = (value: string) => formatDay(value.slice(0, 10), locale);
  const due =
    dueOn === null || clockKey === null ? null : (
      <>
        <DateText value={dueOn} form="short" />{' '}
        {before === null ? null : <span className="secondary">{say('dueFrom', { day: day(before) })}</span>}{' '}
        <WhyThisDay clockKey={clockKey} />
        {filing === null ? <DraftPaper about={clockKey} subject={say('title')} /> : null}
      </>
    );
  const receipt = (id: string) => (
    <a href={addressOf(downloadFiling, { params: { id: taskId, filingId: id } })}>{say('seeReceipt')}</a>
  );
  return (
    <PairList
      columns={2}
      pairs={[
        ...(due === null ? [] : [{ name: say('due'), value: due }]),
        ...(filing === null
          ? [{ name: say('filed'), value: say('none') }]
          : [
              { name: say('office'), value: filing.office },
              { name: say('filedOn'), value: <DateText value={filing.filedOn} form="short" /> },
              { name: say('number'), value: filing.number === '' ? '–' : filing.number },
              { name: say('receipt'), value: receipt(filing.id) },
              { name: say('by'), value: `${filing.filedName} ${day(filing.filedAt)}` },
            ]),
        ...found.earlier.flatMap((each) =>
          each.withdrawn === null
            ? []
            : [
                {
                  name: say('earlier'),
                  value: `${each.office} ${each.number} ${say('earlierOf', { ...each.withdrawn, day: day(each.withdrawn.at) })}`,
                },
              ],
        ),
      ]}
    />
  );
}

function FileDialog({ taskId, onChanged, onClose }: Part & { readonly onClose: () => void }) {
  const say = useText(filingText);
  const toast = useToast();
  const save = useApiAction(fileScheme);
  const [file, setFile] = useState<File | null>(null);
  const form = useForm({ office: '', number: '', filedOn: '' });
  const submit = async () => {
    if (file === null) return form.setProblems([{ field: 'file', message: say('filing.file_missing') }]);
    const result = await save.run({ params: { id: taskId }, body: form.values, file });
    if (!result.ok) return form.refuse(result.error);
    toast(say('saved'));
    onClose();
    onChanged();
  };
  return (
    <Dialog
      open
      title={say('file')}
      onClose={onClose}
      actions={
        <Button kind="primary" busy={save.busy} onClick={() => void submit()}>
          {say('save')}
        </Button>
      }
    >
      <ErrorSummary problems={form.problems} />
      <FileFields form={form} />
      <p className="secondary">{say('receiptHint')}</p>
      <UploadBox
        name="file"
        label={say('receipt')}
        accept={filingTypes}
        maxBytes={filingMaxBytes}
        onFile={setFile}
        fileName={file?.name}
        error={form.error('file')}
      />
    </Dialog>
  );
}

type FilingForm = ReturnType<typeof useForm<{ office: string; number: string; filedOn: string }>>;

function FileFields({ form }: { readonly form: FilingForm }) {
  const say = useText(filingText);
  return (
    <>
      <TextField
        name="office"
        label={say('office')}
        hint={say('officeHint')}
        maxLength={100}
        value={form.values.office}
        error={form.error('office')}
        onChange={form.set('office')}
      />
      <DayField
        name="filedOn"
        label={say('filedOn')}
        value={form.values.filedOn}
        error={form.error('filedOn')}
        onChange={form.set('filedOn')}
      />
      <TextField
        name="number"
        label={say('number')}
        optional
        maxLength={60}
        value={form.values.number}
        error={form.error('number')}
        onChange={form.set('number')}
      />
    </>
  );
}

function WithdrawDialog({ taskId, found, onChanged, onClose }: Part & { readonly onClose: () => void }) {
  const say = useText(filingText);
  const ui = useUi();
  const toast = useToast();
  const withdraw = useApiAction(withdrawFiling);
  const form = useForm({ reason: '' });
  const submit = async () => {
    const filingId = found.filing?.id ?? '';
    const result = await withdraw.run({ params: { id: taskId }, body: { filingId, ...form.values } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('withdrawn'));
    onClose();
    onChanged();
  };
  return (
    <Dialog
      open
      title={say('withdrawAsk')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button kind="danger" busy={withdraw.busy} onClick={() => void submit()}>
            {say('withdraw')}
          </Button>
        </>
      }
    >
      <ErrorSummary problems={form.problems} />
      <p>{say('withdrawLead')}</p>
      <TextField
        name="reason"
        label={say('reason')}
        maxLength={300}
        value={form.values.reason}
        error={form.error('reason')}
        onChange={form.set('reason')}
      />
    </Dialog>
  );
}
