/** 现场设备: every phone and task pack that may send records; a lost one is shut off here. */
import { type DeviceRow, listDevices, revokeDevice } from '@mingcha/core/inspections/visits/field-api.ts';
import { fieldOfficeText } from '@mingcha/core/inspections/visits/field-office-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { TextField } from '../../shared/forms/field.tsx';
import { FilterBar } from '../../shared/forms/filter-bar.tsx';
import { useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { Button } from '../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../shared/ui/dialog.tsx';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';

export function DevicesPage() {
  const say = useText(fieldOfficeText);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [revoking, setRevoking] = useState<DeviceRow | null>(null);
  const paging = usePaging('field.devices');
  const list = useApiQuery(listDevices, {
    query: { ...paging.query, ...(asked === '' ? {} : { text: asked }) },
  });
  const columns = useColumns(setRevoking);
  const search = (next: string) => {
    setText(next);
    setAsked(next);
    paging.reset();
  };
  return (
    <Page>
      <PageHeader title={say('devicesTitle')} lead={say('devicesLead')} />
      <FilterBar onSearch={() => search(text)} onReset={() => search('')}>
        <TextField name="text" label={say('search')} value={text} onChange={setText} maxLength={60} />
      </FilterBar>
      <DataTable
        id="field-devices"
        label={say('devicesTitle')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        filtered={asked !== ''}
        empty={<EmptyState title={say(asked === '' ? 'devicesEmpty' : 'devicesFiltered')} />}
      />
      {revoking === null ? null : (
        <Revoke
          device={revoking}
          onClose={() => setRevoking(null)}
          onDone={() => {
            setRevoking(null);
            list.reload();
          }}
        />
      )}
    </Page>
  );
}

const keyOf = (row: DeviceRow) => row.id;
const nameOf = (row: DeviceRow) => `${row.personName} ${row.name}`;

function useColumns(onRevoke: (row: DeviceRow) => void): readonly Column<DeviceRow>[] {
  const say = useText(fieldOfficeText);
  return useMemo(
    () => [
      { key: 'person', title: say('search'), nowrap: true, render: (row) => row.personName },
      { key: 'agency', title: say('agency'), render: (row) => row.agencyName },
      {
        key: 'device',
        title: say('device'),
        render: (row) => (
          <>
            {row.name} <span className="secondary">{say(row.isMedium ? 'medium' : 'phone')}</span>
          </>
        ),
      },
      { key: 'seen', title: say('seen'), nowrap: true, render: (row) => <DateText value={row.seenAt} /> },
      { key: 'taken', title: say('taken'), align: 'end', render: (row) => row.taken },
      {
        key: 'clock',
        title: say('clock'),
        nowrap: true,
        render: (row) =>
          row.clockOffMinutes === 0 ? say('clockRight') : say('clockOff', { n: row.clockOffMinutes }),
      },
      {
        key: 'state',
        title: say('state'),
        nowrap: true,
        render: (row) =>
          row.revokedAt === null ? (
            <Button size="small" kind="quiet" onClick={() => onRevoke(row)}>
              {say('revoke')}
            </Button>
          ) : (
            <>
              <StateChip tone="void">{say('revoked')}</StateChip> <DateText value={row.revokedAt} />{' '}
              {row.revokedName} {row.revokedReason}
            </>
          ),
      },
    ],
    [say, onRevoke],
  );
}

function Revoke(props: {
  readonly device: DeviceRow;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const say = useText(fieldOfficeText);
  const toast = useToast();
  const { device } = props;
  const form = useForm({ reason: '' });
  const revoke = useApiAction(revokeDevice);
  const confirm = async () => {
    const result = await revoke.run({ params: { id: device.id }, body: { reason: form.values.reason } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('revokeDone'));
    props.onDone();
  };
  return (
    <ConfirmDialog
      open
      danger
      question={say('revokeAsk')}
      action={say('revoke')}
      busy={revoke.busy}
      onConfirm={() => void confirm()}
      onClose={props.onClose}
    >
      <p>{say('revokeText', { person: device.personName, name: device.name })}</p>
      <ErrorNotice error={revoke.error} />
      <TextField
        name="reason"
        label={say('revokeReason')}
        maxLength={300}
        wide
        error={form.error('reason')}
        value={form.values.reason}
        onChange={form.set('reason')}
      />
    </ConfirmDialog>
  );
}
