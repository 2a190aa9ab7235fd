/** 工作交接: everything open of the person, the offer to a colleague, and the sheets so far. */
import '../../publications/objections/objections.css';
import { handoverReasons } from '@mingcha/core/oversight/handover/handover.ts';
import {
  type HandoverRow,
  listHandovers,
  type OpenHandover,
  offerHandover,
  openThings,
} from '@mingcha/core/oversight/handover/handover-api.ts';
import { handoverText } from '@mingcha/core/oversight/handover/handover-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { DayField, SelectField, TextArea } from '../../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, StateChip, type Tone } from '../../../shared/ui/values.tsx';
import { today } from '../../publications/objections/intake-frame.tsx';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { ThingsTable } from './things-table.tsx';

export const handoverTones: Readonly<Record<HandoverRow['state'], Tone>> = {
  offered: 'warning',
  accepted: 'verified',
  refused: 'neutral',
  withdrawn: 'neutral',
};

const rowKey = (row: HandoverRow) => row.id;
const rowName = (row: HandoverRow) => row.number;

export function HandoversPage() {
  const say = useText(handoverText);
  const go = useGo();
  const [fromId, setFromId] = useState('');
  const [toId, setToId] = useState('');
  const asked = { ...(fromId === '' ? {} : { fromId }), ...(toId === '' ? {} : { toId }) };
  const open = useApiQuery(openThings, { query: asked });
  const paging = usePaging('handovers');
  const list = useApiQuery(listHandovers, { query: paging.query });
  return (
    <Page>
      <PageHeader title={say('title')} lead={say('lead')} />
      {open.data === undefined ? (
        open.error === null ? (
          <Skeleton lines={6} />
        ) : (
          <ErrorState error={open.error} onRetry={open.reload} />
        )
      ) : (
        <OpenPart
          key={open.data.from.id}
          open={open.data}
          toId={toId}
          onTo={setToId}
          onFrom={(id) => {
            setToId('');
            setFromId(id);
          }}
          onOffered={(id) => go(`/handovers/${id}`)}
        />
      )}
      <DataTable
        id="handovers"
        label={say('list')}
        columns={useColumns()}
        rows={list.data?.rows}
        rowKey={rowKey}
        rowName={rowName}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        onOpen={(row) => go(`/handovers/${row.id}`)}
        empty={<EmptyState title={say('listEmpty')} />}
      />
    </Page>
  );
}

interface OpenProps {
  readonly open: OpenHandover;
  readonly toId: string;
  readonly onTo: (id: string) => void;
  readonly onFrom: (id: string) => void;
  readonly onOffered: (id: string) => void;
}

function OpenPart(props: OpenProps) {
  const { open, toId } = props;
  const say = useText(handoverText);
  return (
    <Section title={open.absent.length === 0 ? say('open') : say('openOf', { name: open.from.name })}>
      {open.absent.length === 0 ? null : (
        <SelectField
          name="fromId"
          label={say('absent')}
          hint={say('absentHint')}
          empty={say('self')}
          choices={open.absent.map((each) => ({ value: each.id, label: each.name }))}
          value={open.absent.some((each) => each.id === open.from.id) ? open.from.id : ''}
          onChange={props.onFrom}
        />
      )}
      {open.things.length === 0 ? (
        <EmptyState title={say('nothing')} text={say('nothingText')} />
      ) : (
        <ThingsTable label={say('open')} things={open.things} isOpen={toId === ''} />
      )}
      {open.offeredId !== null ? (
        <Notice>
          {say('offeredAlready')} <GoTo to={`/handovers/${open.offeredId}`}>{say('viewOffered')}</GoTo>
        </Notice>
      ) : open.things.length === 0 ? null : (
        <OfferForm {...props} />
      )}
    </Section>
  );
}

function OfferForm({ open, toId, onTo, onOffered }: OpenProps) {
  const say = useText(handoverText);
  const toast = useToast();
  const action = useApiAction(offerHandover);
  const form = useForm({ reason: 'leave', startsOn: today(), endsOn: '', note: '' });
  const submit = async () => {
    const { reason, startsOn, endsOn, note } = form.values;
    const body = {
      fromId: open.from.id,
      toId,
      reason: handoverReasons.find((each) => each === reason) ?? 'other',
      startsOn,
      endsOn: endsOn === '' ? null : endsOn,
      note,
    };
    const result = await action.run({ body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('offered'));
    onOffered(result.value.id);
  };
  return (
    <div className="intake-wide intake-form">
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <Button kind="primary" type="submit" busy={action.busy}>
            {say('offer')}
          </Button>
        }
      >
        <SelectField
          name="toId"
          label={say('receiver')}
          hint={say('receiverHint')}
          empty=""
          choices={open.receivers.map((each) => ({
            value: each.id,
            label: `${each.name} ${each.sectionName}`,
          }))}
          error={form.error('toId')}
          value={toId}
          onChange={onTo}
        />
        <OfferFields form={form} />
      </Form>
    </div>
  );
}

function OfferFields({
  form,
}: {
  readonly form: FormState<Readonly<Record<'reason' | 'startsOn' | 'endsOn' | 'note', string>>>;
}) {
  const say = useText(handoverText);
  const of = (name: keyof typeof form.values) => ({
    name,
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <>
      <SelectField
        {...of('reason')}
        label={say('reason')}
        choices={handoverReasons.map((value) => ({ value, label: say(`reason.${value}`) }))}
      />
      <DayField {...of('startsOn')} label={say('startsOn')} />
      <DayField {...of('endsOn')} label={say('endsOn')} hint={say('endsHint')} optional />
      <TextArea {...of('note')} label={say('note')} optional rows={3} maxLength={2000} wide />
    </>
  );
}

function useColumns(): readonly Column<HandoverRow>[] {
  const say = useText(handoverText);
  return useMemo(
    () => [
      {
        key: 'number',
        opens: true,
        title: say('number'),
        nowrap: true,
        render: (row) => <GoTo to={`/handovers/${row.id}`}>{row.number}</GoTo>,
      },
      { key: 'from', title: say('from'), nowrap: true, render: (row) => row.fromName },
      { key: 'to', title: say('to'), nowrap: true, render: (row) => row.toName },
      { key: 'reason', title: say('reason'), nowrap: true, render: (row) => say(`reason.${row.reason}`) },
      {
        key: 'counts',
        title: say('thing'),
        nowrap: true,
        render: (row) => say('counts', { moves: row.things, stays: row.stays }),
      },
      {
        key: 'days',
        title: say('period'),
        nowrap: true,
        render: (row) => (
          <>
            <DateText value={row.startsOn} form="short" /> {say('until')}{' '}
            {row.endsOn === null ? say('openEnd') : <DateText value={row.endsOn} form="short" />}
          </>
        ),
      },
      {
        key: 'state',
        title: say('state'),
        nowrap: true,
        render: (row) => (
          <StateChip tone={handoverTones[row.state]}>{say(`handoverState.${row.state}`)}</StateChip>
        ),
      },
    ],
    [say],
  );
}
