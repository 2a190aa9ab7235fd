/** Period and agency of what an auditor looks at. */
import { auditAgencies } from '@mingcha/core/oversight/audit/audit-api.ts';
import { auditPageText } from '@mingcha/core/oversight/audit/audit-page-text.ts';
import { useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { DayField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { type Scope, useFirstScope } from './scope.ts';

export function AgencyField(props: { readonly value: string; readonly onChange: (id: string) => void }) {
  const say = useText(auditPageText);
  const { data } = useApiQuery(auditAgencies);
  return (
    <ChooseField
      name="agencyId"
      label={say('agency')}
      placeholder={say('allAgencies')}
      value={props.value === '' ? [] : [props.value]}
      onChange={(next) => props.onChange(next[0] ?? '')}
      choices={(data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

export function ScopeFilter(props: { readonly first: Scope; readonly onSearch: (scope: Scope) => void }) {
  const say = useText(auditPageText);
  const year = useFirstScope();
  const [typed, setTyped] = useState(props.first);
  const set = (name: keyof Scope) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  const isWhole = typed.from !== '' && typed.to !== '';
  return (
    <FilterBar
      onSearch={() => (isWhole ? props.onSearch(typed) : undefined)}
      onReset={() => {
        setTyped({ ...year, agencyId: '' });
        props.onSearch({ ...year, agencyId: '' });
      }}
    >
      <DayField name="from" label={say('from')} value={typed.from} onChange={set('from')} />
      <DayField name="to" label={say('to')} value={typed.to} onChange={set('to')} />
      <AgencyField value={typed.agencyId} onChange={set('agencyId')} />
    </FilterBar>
  );
}
