/** 上级督查开通: two administrators open the view for the level above, and everybody who keeps it sees who read what. */
import '../oversight.css';
import {
  askSuperior,
  decideSuperior,
  endSuperior,
  listSuperiorReadings,
  readSuperior,
  type SuperiorLink,
  type SuperiorReading,
} from '@mingcha/core/oversight/superior/superior-api.ts';
import { superiorText } from '@mingcha/core/oversight/superior/superior-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, PairList, StateChip } from '../../../shared/ui/values.tsx';

export function SuperiorPage() {
  const say = useText(superiorText);
  const read = useApiQuery(readSuperior, {});
  return (
    <Page>
      <PageHeader title={say('title')} lead={say('lead')} />
      {read.error === null ? null : <ErrorState error={read.error} onRetry={read.reload} />}
      {read.data === undefined ? (
        read.error === null && <Skeleton lines={6} />
      ) : (
        <Standing found={read.data} onChanged={read.reload} />
      )}
      <Readings />
    </Page>
  );
}

type Found = NonNullable<ReturnType<typeof useApiQuery<typeof readSuperior>>['data']>;

function Standing({ found, onChanged }: { readonly found: Found; readonly onChanged: () => void }) {
  const say = useText(superiorText);
  const [first, ...rest] = found.links;
  const isCurrent = first !== undefined && (first.state === 'asked' || first.state === 'standing');
  const earlier = isCurrent ? rest : found.links;
  return (
    <>
      <Section title={say('current')}>
        {isCurrent ? (
          <>
            <Link link={first} />
            {found.mayDecide ? <Decide link={first} onChanged={onChanged} /> : null}
            {found.mayEnd ? <End link={first} onChanged={onChanged} /> : null}
          </>
        ) : (
          <>
            <EmptyState title={say('none')} text={say('noneText')} />
            {found.mayAsk ? <Ask found={found} onChanged={onChanged} /> : null}
          </>
        )}
      </Section>
      {earlier.length === 0 ? null : (
        <Section title={say('history')}>
          {earlier.map((link) => (
            <Link key={link.id} link={link} />
          ))}
        </Section>
      )}
    </>
  );
}

const tones = { asked: 'warning', standing: 'verified', refused: 'void', ended: 'neutral' } as const;

function Link({ link }: { readonly link: SuperiorLink }) {
  const say = useText(superiorText);
  const by = (name: string, at: string | null) => (
    <>
      {name} {at === null ? null : <DateText value={at} form="short" />}
    </>
  );
  return (
    <PairList
      columns={2}
      pairs={[
        { name: say('superior'), value: link.superiorName },
        {
          name: say('state'),
          value: <StateChip tone={tones[link.state]}>{say(`state.${link.state}`)}</StateChip>,
        },
        { name: say('basis'), value: link.basis },
        { name: say('askedBy'), value: by(link.askedName, link.askedAt) },
        ...(link.decidedName === null
          ? []
          : [{ name: say('decidedBy'), value: [link.decidedName, link.opinion].join(' ').trim() }]),
        ...(link.endedName === null
          ? []
          : [{ name: say('endedBy'), value: by(link.endedName, link.endedAt) }]),
      ]}
    />
  );
}

function Ask({ found, onChanged }: { readonly found: Found; readonly onChanged: () => void }) {
  const say = useText(superiorText);
  const toast = useToast();
  const ask = useApiAction(askSuperior);
  const form = useForm({ superiorId: found.choices[0]?.id ?? '', basis: '' });
  if (found.choices.length === 0) return <p className="secondary">{say('noChoice')}</p>;
  const submit = async () => {
    const result = await ask.run({ body: form.values });
    if (!result.ok) return form.refuse(result.error);
    toast(say('asked'));
    onChanged();
  };
  return (
    <Form
      onSubmit={submit}
      problems={form.problems}
      actions={
        <Button kind="primary" type="submit" busy={ask.busy}>
          {say('ask')}
        </Button>
      }
    >
      <SelectField
        name="superiorId"
        label={say('superior')}
        empty={null}
        choices={found.choices.map(({ id, name }) => ({ value: id, label: name }))}
        value={form.values.superiorId}
        error={form.error('superiorId')}
        onChange={form.set('superiorId')}
      />
      <TextField
        name="basis"
        label={say('basis')}
        maxLength={300}
        value={form.values.basis}
        error={form.error('basis')}
        onChange={form.set('basis')}
      />
    </Form>
  );
}

interface Acting {
  readonly link: SuperiorLink;
  readonly onChanged: () => void;
}

function Decide({ link, onChanged }: Acting) {
  const say = useText(superiorText);
  const toast = useToast();
  const decide = useApiAction(decideSuperior);
  const form = useForm({ opinion: '' });
  const decideAs = async (agrees: boolean) => {
    const body = { version: link.version, agrees, opinion: form.values.opinion };
    const result = await decide.run({ params: { id: link.id }, body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('decided'));
    onChanged();
  };
  return (
    <Form
      onSubmit={() => decideAs(true)}
      problems={form.problems}
      actions={
        <ButtonRow>
          <Button kind="primary" type="submit" busy={decide.busy}>
            {say('agree')}
          </Button>
          <Button busy={decide.busy} onClick={() => void decideAs(false)}>
            {say('refuse')}
          </Button>
        </ButtonRow>
      }
    >
      <TextField
        name="opinion"
        label={say('opinion')}
        optional
        maxLength={500}
        value={form.values.opinion}
        error={form.error('opinion')}
        onChange={form.set('opinion')}
      />
    </Form>
  );
}

function End({ link, onChanged }: Acting) {
  const say = useText(superiorText);
  const toast = useToast();
  const end = useApiAction(endSuperior);
  const [asks, setAsks] = useState(false);
  const confirm = async () => {
    const result = await end.run({ params: { id: link.id }, body: { version: link.version } });
    if (!result.ok) return;
    setAsks(false);
    toast(say('ended'));
    onChanged();
  };
  return (
    <>
      <Button onClick={() => setAsks(true)}>{say('end')}</Button>
      <ConfirmDialog
        open={asks}
        question={say('endAsk')}
        action={say('end')}
        danger
        busy={end.busy}
        onConfirm={() => void confirm()}
        onClose={() => setAsks(false)}
      >
        <p>{say('endLead')}</p>
        <ErrorNotice error={end.error} />
      </ConfirmDialog>
    </>
  );
}

const rowKey = (row: SuperiorReading) => row.id;
const rowName = (row: SuperiorReading) => row.personName;

function Readings() {
  const say = useText(superiorText);
  const paging = usePaging('superior.readings');
  const list = useApiQuery(listSuperiorReadings, { query: paging.query });
  const columns = useMemo(
    (): readonly Column<SuperiorReading>[] => [
      { key: 'at', title: say('at'), nowrap: true, render: (row) => <DateText value={row.at} form="long" /> },
      {
        key: 'reader',
        title: say('reader'),
        render: (row) => [row.superiorName, row.agencyName, row.personName].join(' '),
      },
      { key: 'kind', title: say('what'), render: (row) => say(`reading.${row.kind}`) },
      { key: 'rows', title: say('rowCount'), align: 'end', render: (row) => row.rows },
    ],
    [say],
  );
  return (
    <Section title={say('readings')}>
      <p className="secondary">{say('readingsLead')}</p>
      <DataTable
        id="superior.readings"
        label={say('readings')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={rowKey}
        rowName={rowName}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        empty={<EmptyState title={say('noReadings')} />}
      />
    </Section>
  );
}
