/** Witnesses whose cosignatures count; the administrator entrusts them by their key. */
import { ledgerRoutes, type WitnessRow } from '@mingcha/core/common/ledger-api.ts';
import { ledgerPageText } from '@mingcha/core/common/ledger-page-text.ts';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import { useMemo } from 'react';
import { addressOf } from '../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { formatNumber } from '../../shared/format.ts';
import { TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText } from '../../shared/ui/values.tsx';
import { useSession } from '../shell/session.tsx';

export function Witnesses() {
  const say = useText(ledgerPageText);
  const { person } = useSession();
  const list = useApiQuery(ledgerRoutes.listWitnesses);
  const columns = useColumns();
  return (
    <>
      <div className="system-list">
        <h2>{say('witnesses')}</h2>
        <DataTable
          id="witnesses"
          label={say('witnesses')}
          columns={columns}
          rows={list.data?.rows}
          rowKey={nameOf}
          rowName={nameOf}
          status={list.status}
          refreshing={list.refreshing}
          error={list.error}
          onRetry={list.reload}
          empty={<EmptyState title={say('emptyWitnesses')} text={say('emptyWitnessesText')} />}
        />
      </div>
      {person.roles.includes('administrator') ? <AddWitness /> : null}
    </>
  );
}

const nameOf = (row: WitnessRow) => row.name;

function useColumns(): readonly Column<WitnessRow>[] {
  const say = useText(ledgerPageText);
  const { person } = useSession();
  const jurisdictionId = person.jurisdiction.id;
  return useMemo(() => {
    const params = { jurisdictionId };
    return [
      { key: 'name', title: say('witnessName'), nowrap: true, render: (row) => row.name },
      {
        key: 'since',
        title: say('witnessSince'),
        nowrap: true,
        render: (row) => <DateText value={row.addedAt} />,
      },
      {
        key: 'last',
        title: say('witnessLast'),
        nowrap: true,
        render: (row) =>
          row.lastSize === null ? (
            <span className="secondary">{say('witnessNever')}</span>
          ) : (
            say('noteOf', { size: formatNumber(row.lastSize) })
          ),
      },
      {
        key: 'file',
        title: say('forWitness'),
        nowrap: true,
        render: (row) => (
          <a href={addressOf(ledgerRoutes.note, { params, query: { old: row.lastSize ?? 0 } })} download>
            {say('downloadProof')}
          </a>
        ),
      },
      {
        key: 'key',
        title: say('witnessKey'),
        width: 260,
        render: (row) => <span className="mono ledger-value">{row.verifierKey}</span>,
      },
    ];
  }, [say, jurisdictionId]);
}

function AddWitness() {
  const say = useText(ledgerPageText);
  const saySystem = useText(systemPageText);
  const sentence = useSentence();
  const toast = useToast();
  const form = useForm({ verifierKey: '' });
  const action = useApiAction(ledgerRoutes.addWitness, [ledgerRoutes.listWitnesses.id]);
  const submit = async () => {
    const verifierKey = form.values.verifierKey.trim();
    if (verifierKey === '') {
      const problem = sentence({ code: 'input.missing' });
      const message = saySystem('problemOf', { field: say('witnessKeyField'), problem });
      return form.setProblems([{ field: 'verifierKey', message }]);
    }
    const result = await action.run({ body: { verifierKey } });
    if (!result.ok) return form.refuse({ ...result.error, field: result.error.field ?? 'verifierKey' });
    toast(say('witnessAdded', { name: result.value.name }));
    form.replace({ verifierKey: '' });
  };
  return (
    <Section title={say('witnessAdd')}>
      <Form
        label={say('witnessAdd')}
        onSubmit={submit}
        problems={form.problems}
        actions={
          <Button type="submit" busy={action.busy}>
            {say('witnessAdd')}
          </Button>
        }
      >
        <TextField
          name="verifierKey"
          label={say('witnessKeyField')}
          hint={say('witnessKeyHint')}
          maxLength={400}
          mono
          value={form.values.verifierKey}
          onChange={form.set('verifierKey')}
          error={form.error('verifierKey')}
        />
      </Form>
    </Section>
  );
}
