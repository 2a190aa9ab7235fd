/** The auditor's search: kind of event, person, days; behind 展开 the event itself and its subject. */
import { accessRoutes } from '@mingcha/core/common/access-api.ts';
import { ledgerPageText } from '@mingcha/core/common/ledger-page-text.ts';
import { ledgerProofText } from '@mingcha/core/common/ledger-proof-text.ts';
import { eventTypes, eventWords } from '@mingcha/core/event-texts.ts';
import { useEffect, useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { DayField, SelectField, TextField } from '../../shared/forms/field.tsx';
import { FilterBar } from '../../shared/forms/filter-bar.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { ChooseField } from '../parts/choose-field.tsx';
import { dayAt, startOfDay } from './business-day.ts';
import { useEventWords } from './event-words.ts';

export interface EventFilter {
  readonly seq?: number;
  readonly type?: string;
  readonly accountId?: string;
  readonly subjectKind?: string;
  readonly subjectId?: string;
  readonly from?: string;
  readonly to?: string;
}

interface Typed {
  readonly seq: string;
  readonly family: string;
  readonly type: string;
  readonly accountId: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly from: string;
  readonly to: string;
}

const empty: Typed = {
  seq: '',
  family: '',
  type: '',
  accountId: '',
  subjectKind: '',
  subjectId: '',
  from: '',
  to: '',
};
const events = eventTypes();
const families = [...new Set(events.map((type) => type.split('.')[0] ?? ''))].filter(
  (family) => `family.${family}` in eventWords('zh'),
);
const subjectKinds = [
  ...families.filter((one) => !['inspectors', 'objects', 'password'].includes(one)),
  'jurisdiction',
  'witness',
];

/** What the typed values ask for. Pure. */
function filterOf(typed: Typed): EventFilter {
  const type = typed.type === '' ? (typed.family === '' ? '' : `${typed.family}.`) : typed.type;
  const members = {
    type,
    accountId: typed.accountId,
    subjectKind: typed.subjectKind,
    subjectId: typed.subjectId.trim(),
    from: typed.from === '' ? '' : startOfDay(typed.from, 0),
    to: typed.to === '' ? '' : startOfDay(typed.to, 1),
  };
  const seq = /^[1-9]\d{0,14}$/.test(typed.seq.trim()) ? { seq: Number(typed.seq.trim()) } : {};
  return { ...Object.fromEntries(Object.entries(members).filter(([, value]) => value !== '')), ...seq };
}

export function LedgerFilters(props: {
  readonly filter: EventFilter;
  readonly onSearch: (filter: EventFilter) => void;
}) {
  const say = useText(ledgerPageText);
  const { filter } = props;
  const [typed, setTyped] = useState<Typed>({
    ...empty,
    seq: filter.seq === undefined ? '' : String(filter.seq),
    accountId: filter.accountId ?? '',
    subjectKind: filter.subjectKind ?? '',
    subjectId: filter.subjectId ?? '',
    family: filter.type?.split('.')[0] ?? '',
    type: filter.type?.endsWith('.') === true ? '' : (filter.type ?? ''),
    from: filter.from === undefined ? '' : dayAt(filter.from, 0),
    to: filter.to === undefined ? '' : dayAt(filter.to, -1),
  });
  const set = (name: keyof Typed) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  return (
    <FilterBar
      onSearch={() => props.onSearch(filterOf(typed))}
      onReset={() => props.onSearch({})}
      more={<MoreFilters typed={typed} set={set} />}
    >
      <Family value={typed.family} onChange={(family) => setTyped((old) => ({ ...old, family, type: '' }))} />
      <Who value={typed.accountId} onChange={set('accountId')} />
      <DayField name="from" label={say('from')} value={typed.from} onChange={set('from')} />
      <DayField name="to" label={say('to')} value={typed.to} onChange={set('to')} />
    </FilterBar>
  );
}

function Family(props: { readonly value: string; readonly onChange: (value: string) => void }) {
  const say = useText(ledgerPageText);
  const ui = useUi();
  const words = useEventWords();
  return (
    <SelectField
      name="family"
      label={say('family')}
      empty={ui('all')}
      choices={families.map((family) => ({ value: family, label: words.subject(family) }))}
      value={props.value}
      onChange={props.onChange}
    />
  );
}

function MoreFilters(props: {
  readonly typed: Typed;
  readonly set: (name: keyof Typed) => (value: string) => void;
}) {
  const say = useText(ledgerPageText);
  const ui = useUi();
  const words = useEventWords();
  const proofs = useText(ledgerProofText);
  const { typed, set } = props;
  const shown = events.filter((type) => typed.family === '' || type.startsWith(`${typed.family}.`));
  return (
    <>
      <SelectField
        name="type"
        label={say('event')}
        empty={ui('all')}
        choices={shown.map((type) => ({ value: type, label: words.event(type) }))}
        value={typed.type}
        onChange={set('type')}
      />
      <SelectField
        name="subjectKind"
        label={say('subject')}
        empty={ui('all')}
        choices={subjectKinds.map((kind) => ({ value: kind, label: words.subject(kind) }))}
        value={typed.subjectKind}
        onChange={set('subjectKind')}
      />
      <TextField
        name="seq"
        label={proofs('seqField')}
        hint={proofs('seqHint')}
        inputMode="numeric"
        maxLength={15}
        value={typed.seq}
        onChange={set('seq')}
      />
      <TextField
        name="subjectId"
        label={say('subjectId')}
        maxLength={120}
        mono
        wide
        value={typed.subjectId}
        onChange={set('subjectId')}
      />
    </>
  );
}

const typingPauseMs = 300;

/** A person, found by part of the name. */
function Who(props: { readonly value: string; readonly onChange: (value: string) => void }) {
  const say = useText(ledgerPageText);
  const [typed, setTyped] = useState('');
  const [name, setName] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setName(typed.trim()), typingPauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const list = useApiQuery(accessRoutes.listAccounts, {
    query: { limit: 50, ...(name === '' ? {} : { name }) },
  });
  const choices = (list.data?.rows ?? []).map((row) => ({
    value: row.id,
    label: `${row.personName} (${row.signInName})`,
  }));
  return (
    <ChooseField
      name="accountId"
      label={say('who')}
      value={props.value === '' ? [] : [props.value]}
      onChange={(chosen) => props.onChange(chosen[0] ?? '')}
      choices={choices}
      onSearch={setTyped}
      loading={list.refreshing}
    />
  );
}
