/** 接口用户: systems of other agencies with their keys; a new key is shown once, a key is revoked for good. */
import './system.css';
import { type MachineClient, machineRoutes } from '@mingcha/core/common/machine-api.ts';
import { machinePageText } from '@mingcha/core/common/machine-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { type Say, useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../shared/ui/dialog.tsx';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText, StateChip, type Tone } from '../../shared/ui/values.tsx';
import { useHasRole } from '../registers/may-edit.ts';
import { NewMachine } from './new-machine.tsx';

const rowKey = (row: MachineClient) => row.id;
const rowName = (row: MachineClient) => row.name;
const tones: Readonly<Record<MachineClient['state'], Tone>> = {
  waiting: 'warning',
  active: 'verified',
  expired: 'neutral',
  revoked: 'neutral',
};

export function MachinesPage() {
  const say = useText(machinePageText);
  const toast = useToast();
  const mayRevoke = useHasRole('administrator', 'securityAdministrator');
  const mayAdd = useHasRole('administrator');
  const list = useApiQuery(machineRoutes.list);
  const revoke = useApiAction(machineRoutes.revoke, [machineRoutes.list.id]);
  const [asked, setAsked] = useState<MachineClient | null>(null);
  const [confirming, setConfirming] = useState<MachineClient | null>(null);
  const columns = useColumns(mayRevoke ? setAsked : null, setConfirming);
  const press = async () => {
    if (asked === null) return;
    const done = await revoke.run({ params: { id: asked.id }, body: {} });
    setAsked(null);
    if (done.ok) toast(say('revoked'));
  };
  return (
    <Page>
      <PageHeader title={say('title')} lead={say('lead')} />
      <ErrorNotice error={revoke.error} />
      <DataTable
        id="machine-clients"
        label={say('title')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={rowKey}
        rowName={rowName}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
      />
      {mayAdd ? <NewMachine /> : null}
      <ConfirmDialog
        open={asked !== null}
        question={say('revokeAsk', { name: asked?.name ?? '' })}
        action={say('revoke')}
        danger
        busy={revoke.busy}
        onConfirm={() => void press()}
        onClose={() => setAsked(null)}
      >
        <p>{say('revokeText')}</p>
      </ConfirmDialog>
      <Confirming machine={confirming} onClose={() => setConfirming(null)} />
    </Page>
  );
}

/** A second administrator lets a key work. */
function Confirming(props: { readonly machine: MachineClient | null; readonly onClose: () => void }) {
  const say = useText(machinePageText);
  const toast = useToast();
  const confirm = useApiAction(machineRoutes.confirm, [machineRoutes.list.id]);
  const { machine, onClose } = props;
  const press = async () => {
    if (machine === null) return;
    const done = await confirm.run({ params: { id: machine.id }, body: {} });
    if (!done.ok) return;
    toast(say('confirmed'));
    onClose();
  };
  return (
    <ConfirmDialog
      open={machine !== null}
      question={say('confirmAsk', { name: machine?.name ?? '' })}
      action={say('confirm')}
      busy={confirm.busy}
      onConfirm={() => void press()}
      onClose={onClose}
    >
      <p>{say('confirmText')}</p>
      <ErrorNotice error={confirm.error} />
    </ConfirmDialog>
  );
}

function useColumns(
  onRevoke: ((row: MachineClient) => void) | null,
  onConfirm: (row: MachineClient) => void,
): readonly Column<MachineClient>[] {
  const say = useText(machinePageText);
  return useMemo(
    (): readonly Column<MachineClient>[] => [
      {
        key: 'name',
        title: say('name'),
        width: 260,
        render: (row) => (
          <span className="machine-cell">
            <span>{row.name}</span>
            <span className="secondary">{row.contact}</span>
          </span>
        ),
      },
      { key: 'agency', title: say('agency'), width: 180, render: (row) => row.agencyName },
      {
        key: 'scopes',
        title: say('scopes'),
        width: 220,
        render: (row) => (
          <span className="machine-cell">
            {row.scopes.map((scope) => (
              <span key={scope}>{say(`scope.${scope}`)}</span>
            ))}
          </span>
        ),
      },
      {
        key: 'state',
        title: say('state'),
        nowrap: true,
        render: (row) => (
          <span className="machine-cell">
            <StateChip tone={tones[row.state]}>{say(`state.${row.state}`)}</StateChip>
            {row.state === 'waiting' && row.isOwn ? (
              <span className="secondary">{say('ownWaits')}</span>
            ) : null}
          </span>
        ),
      },
      ...dayColumns(say),
      ...(onRevoke === null ? [] : [stepColumn(say, onRevoke, onConfirm)]),
    ],
    [say, onRevoke, onConfirm],
  );
}

type Words = Say<keyof typeof machinePageText.zh>;

function dayColumns(say: Words): readonly Column<MachineClient>[] {
  return [
    {
      key: 'expiresOn',
      title: say('expiresOn'),
      nowrap: true,
      render: (row) => <DateText value={row.expiresOn} />,
    },
    {
      key: 'lastUsed',
      title: say('lastUsed'),
      nowrap: true,
      render: (row) => (row.lastUsedAt === null ? say('never') : <DateText value={row.lastUsedAt} />),
    },
    {
      key: 'hint',
      title: say('hint'),
      nowrap: true,
      render: (row) => <span className="mono">{row.hint}</span>,
    },
  ];
}

function stepColumn(
  say: Words,
  onRevoke: (row: MachineClient) => void,
  onConfirm: (row: MachineClient) => void,
): Column<MachineClient> {
  return {
    key: 'step',
    title: say('step'),
    nowrap: true,
    render: (row) =>
      row.state === 'revoked' ? null : (
        <span className="button-row">
          {row.state === 'waiting' && !row.isOwn ? (
            <Button size="small" kind="primary" onClick={() => onConfirm(row)}>
              {say('confirm')}
            </Button>
          ) : null}
          <Button size="small" onClick={() => onRevoke(row)}>
            {say('revoke')}
          </Button>
        </span>
      ),
  };
}
