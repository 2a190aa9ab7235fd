/** 辖区: where an administrator of the host office acts now, the others to enter, and a new one. */
import './system.css';
import { hostRoutes, type JurisdictionRow } from '@mingcha/core/common/host-api.ts';
import { hostPageText } from '@mingcha/core/common/host-page-text.ts';
import { useMemo } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { ErrorNotice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { NumberText, StateChip } from '../../shared/ui/values.tsx';
import { useSession } from '../shell/session.tsx';
import { useCheck } from './use-check.ts';

export function JurisdictionsPage() {
  const say = useText(hostPageText);
  const toast = useToast();
  const { person, setPerson } = useSession();
  const list = useApiQuery(hostRoutes.jurisdictions);
  const act = useApiAction(hostRoutes.actFor, []);
  const { run } = act;
  const columns = useColumns((row) => {
    void run({ body: { jurisdictionId: row.id } }).then((result) => {
      if (!result.ok) return;
      // Everything that was read belongs to the place before.
      setPerson(result.value);
      toast(say('entered', { name: row.name }));
    });
  });
  return (
    <Page>
      <PageHeader title={say('jurisdictions')} lead={say('lead')} />
      <ErrorNotice error={act.error} />
      <DataTable
        id="jurisdictions"
        label={say('jurisdictions')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
      />
      {person.host && person.roles.includes('administrator') ? <NewJurisdiction /> : null}
    </Page>
  );
}

const keyOf = (row: JurisdictionRow) => row.id;
const nameOf = (row: JurisdictionRow) => row.name;

function useColumns(onEnter: (row: JurisdictionRow) => void): readonly Column<JurisdictionRow>[] {
  const say = useText(hostPageText);
  return useMemo(
    () => [
      { key: 'name', title: say('name'), render: (row) => row.name },
      {
        key: 'divisionCode',
        title: say('divisionCode'),
        nowrap: true,
        render: (row) => <span className="mono">{row.divisionCode}</span>,
      },
      {
        key: 'agencies',
        title: say('agencies'),
        align: 'end',
        render: (row) => <NumberText value={row.agencies} />,
      },
      {
        key: 'state',
        title: say('state'),
        render: (row) => (
          <span className="system-chips">
            {row.present ? <StateChip tone="accent">{say('present')}</StateChip> : null}
            {row.home ? <StateChip>{say('home')}</StateChip> : null}
            {row.present ? null : (
              <Button size="small" onClick={() => onEnter(row)}>
                {say('enter')}
              </Button>
            )}
          </span>
        ),
      },
    ],
    [say, onEnter],
  );
}

const schema = hostRoutes.createJurisdiction.body.omit({ actionId: true });

function NewJurisdiction() {
  const say = useText(hostPageText);
  const toast = useToast();
  const check = useCheck();
  const form = useForm({ name: '', divisionCode: '' });
  const create = useApiAction(hostRoutes.createJurisdiction);
  const submit = async () => {
    const problems = check(schema, { ...form.values }, (field) =>
      say(field === 'name' ? 'name' : 'divisionCode'),
    );
    if (problems.length > 0) return form.setProblems(problems);
    const result = await create.run({ body: form.values });
    if (!result.ok) return form.refuse(result.error);
    toast(say('added', { name: form.values.name }));
    form.replace({ name: '', divisionCode: '' });
  };
  return (
    <Section title={say('add')}>
      <p className="secondary">{say('addHint')}</p>
      <Form
        label={say('add')}
        onSubmit={submit}
        problems={form.problems}
        actions={
          <Button type="submit" kind="primary" busy={create.busy}>
            {say('add')}
          </Button>
        }
      >
        <TextField
          name="name"
          label={say('name')}
          maxLength={40}
          value={form.values.name}
          onChange={form.set('name')}
          error={form.error('name')}
        />
        <TextField
          name="divisionCode"
          label={say('divisionCode')}
          hint={say('divisionCodeHint')}
          inputMode="numeric"
          maxLength={6}
          short
          mono
          value={form.values.divisionCode}
          onChange={form.set('divisionCode')}
          error={form.error('divisionCode')}
        />
      </Form>
    </Section>
  );
}
