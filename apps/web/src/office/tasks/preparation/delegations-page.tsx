/** 委托和代岗: written delegations of the head, and who stands in for whom while away. */
import './preparation.css';
import type { Standing } from '@mingcha/core/tasks/preparation/authority.ts';
import {
  type DelegationRow,
  endSubstitute,
  listDelegations,
  revokeDelegation,
  type SubstituteRow,
} from '@mingcha/core/tasks/preparation/delegation-api.ts';
import { delegationPageText } from '@mingcha/core/tasks/preparation/delegation-page-text.ts';
import { useState } from 'react';
import type { z } from 'zod';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { DelegationDialog, SubstituteDialog } from './delegation-dialogs.tsx';

type Asking = 'delegation' | 'substitute' | null;
type View = z.output<(typeof listDelegations)['response']>;

export function DelegationsPage() {
  const say = useText(delegationPageText);
  const [asking, setAsking] = useState<Asking>(null);
  const list = useApiQuery(listDelegations);
  const view = list.data;
  const close = () => setAsking(null);
  return (
    <Page>
      <PageHeader
        title={say('delegations')}
        lead={say('delegationsLead')}
        actions={
          view === undefined ? undefined : (
            <>
              {view.mayKeep ? (
                <Button onClick={() => setAsking('delegation')}>{say('newDelegation')}</Button>
              ) : null}
              <Button kind="primary" onClick={() => setAsking('substitute')}>
                {say('newSubstitute')}
              </Button>
            </>
          )
        }
      />
      {view === undefined ? (
        list.error === null ? (
          <Skeleton lines={6} />
        ) : (
          <ErrorState error={list.error} onRetry={list.reload} />
        )
      ) : (
        <Shown view={view} asking={asking} onClose={close} />
      )}
    </Page>
  );
}

function Shown(props: { readonly view: View; readonly asking: Asking; readonly onClose: () => void }) {
  const { view, asking, onClose: close } = props;
  const say = useText(delegationPageText);
  return (
    <>
      <Section title={say('delegationTable')}>
        {view.delegations.length === 0 ? (
          <EmptyState title={say('delegationEmpty')} text={say('delegationEmptyText')} />
        ) : null}
        <ul className="prep-lines">
          {view.delegations.map((row) => (
            <li key={row.id} className="prep-line">
              <DelegationLine row={row} mayKeep={view.mayKeep} />
            </li>
          ))}
        </ul>
      </Section>
      <Section title={say('substituteTable')}>
        {view.substitutes.length === 0 ? (
          <EmptyState title={say('substituteEmpty')} text={say('substituteEmptyText')} />
        ) : null}
        <ul className="prep-lines">
          {view.substitutes.map((row) => (
            <li key={row.id} className="prep-line">
              <SubstituteLine row={row} />
            </li>
          ))}
        </ul>
      </Section>
      {asking === 'delegation' ? <DelegationDialog people={view.people} onClose={close} /> : null}
      {asking === 'substitute' ? (
        <SubstituteDialog people={view.people} mayKeep={view.mayKeep} onClose={close} />
      ) : null}
    </>
  );
}

function Days(props: { readonly from: string; readonly to: string }) {
  return (
    <>
      <DateText value={props.from} />
      {' – '}
      <DateText value={props.to} />
    </>
  );
}

const tones = { holds: 'verified', future: 'accent', ended: 'neutral', revoked: 'neutral' } as const;

function StandingChip({ standing }: { readonly standing: Standing }) {
  const say = useText(delegationPageText);
  return <StateChip tone={tones[standing]}>{say(`standing.${standing}`)}</StateChip>;
}

function DelegationLine(props: { readonly row: DelegationRow; readonly mayKeep: boolean }) {
  const { row } = props;
  const say = useText(delegationPageText);
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const revoke = useApiAction(revokeDelegation);
  const run = async () => {
    const result = await revoke.run({ params: { id: row.id }, body: { version: row.version, reason } });
    if (!result.ok) return;
    toast(say('revoked'));
    setOpen(false);
  };
  return (
    <>
      <div className="prep-grow prep-lines">
        <p>
          <strong>{say('handsTo', { from: row.fromName, to: row.toName })}</strong>{' '}
          <StandingChip standing={row.standing} /> {say(`delegationScope.${row.scope}`)}
        </p>
        <p className="secondary">
          <Days from={row.fromDay} to={row.toDay} />
          {'　'}
          {row.document} {row.documentNumber} <DateText value={row.documentDay} />
          {row.revokedOn === null ? null : (
            <>
              {'　'}
              {say('revokedOn')} <DateText value={row.revokedOn} /> {row.revokedReason}
            </>
          )}
        </p>
      </div>
      {props.mayKeep && (row.standing === 'holds' || row.standing === 'future') ? (
        <Button kind="quiet" size="small" onClick={() => setOpen(true)}>
          {say('revoke')}
        </Button>
      ) : null}
      <ConfirmDialog
        open={open}
        question={say('revokeAsk')}
        action={say('revoke')}
        danger
        busy={revoke.busy}
        onConfirm={() => void run()}
        onClose={() => setOpen(false)}
      >
        <TextField
          name="reason"
          label={say('revokeReason')}
          maxLength={300}
          value={reason}
          onChange={setReason}
        />
        <ErrorNotice error={revoke.error} />
      </ConfirmDialog>
    </>
  );
}

function SubstituteLine({ row }: { readonly row: SubstituteRow }) {
  const say = useText(delegationPageText);
  const toast = useToast();
  const end = useApiAction(endSubstitute);
  const run = async () => {
    const result = await end.run({ params: { id: row.id }, body: { version: row.version } });
    if (result.ok) toast(say('substituteEnded'));
  };
  return (
    <>
      <div className="prep-grow prep-lines">
        <p>
          <strong>{say('handsTo', { from: row.personName, to: row.substituteName })}</strong>{' '}
          <StandingChip standing={row.standing} /> {say(`absence.${row.reason}`)}
        </p>
        <p className="secondary">
          <Days from={row.fromDay} to={row.toDay} />
          {'　'}
          {row.document}
        </p>
        <ErrorNotice error={end.error} />
      </div>
      {row.mayEnd ? (
        <Button kind="quiet" size="small" busy={end.busy} onClick={() => void run()}>
          {say('endSubstitute')}
        </Button>
      ) : null}
    </>
  );
}
