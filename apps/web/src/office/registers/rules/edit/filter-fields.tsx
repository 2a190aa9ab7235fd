/** Conditions on the directory's fields: closed sets to tick, values that occur in the directory to choose from. */
import { creditClasses, objectKinds, riskLevels } from '@mingcha/core/registers/object.ts';
import { objectFacets } from '@mingcha/core/registers/object-api.ts';
import type { PoolField, PoolFilter } from '@mingcha/core/registers/pool-filter.ts';
import { registerText } from '@mingcha/core/registers/register-text.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../../../shared/api/use-api.ts';
import { CheckboxGroup } from '../../../../shared/forms/choices.tsx';
import { useLocale } from '../../../../shared/i18n/locale.tsx';
import { ChooseField } from '../../../parts/choose-field.tsx';
import { useRuleWord } from '../rule-words.ts';

export interface FilterFieldsProps {
  /** Prefix of the fields' names; unique on the page. */
  readonly name: string;
  readonly filter: PoolFilter;
  readonly onChange: (filter: PoolFilter) => void;
}

const ticked = { credit: creditClasses, risk: riskLevels, kind: objectKinds } as const;
type Ticked = keyof typeof ticked;
const chosen = ['industry', 'division', 'tag', 'section'] as const;

export function FilterFields(props: FilterFieldsProps) {
  return (
    <div className="rule-fields">
      {(Object.keys(ticked) as Ticked[]).map((field) => (
        <TickedField key={field} {...props} field={field} />
      ))}
      <div className="rule-row">
        {chosen.map((field) => (
          <ChosenField key={field} {...props} field={field} />
        ))}
      </div>
    </div>
  );
}

function withValues(filter: PoolFilter, field: PoolField, values: readonly string[]): PoolFilter {
  const { [field]: _, ...rest } = filter;
  return values.length === 0 ? rest : { ...rest, [field]: [...values] };
}

function TickedField(props: FilterFieldsProps & { readonly field: Ticked }) {
  const { field, filter } = props;
  const word = useRuleWord();
  const { locale } = useLocale();
  const words: Readonly<Record<string, string>> = registerText[locale];
  return (
    <CheckboxGroup
      name={`${props.name}.${field}`}
      label={word(`field.${field}`)}
      optional
      inline
      choices={ticked[field]
        .filter((value) => value !== '')
        .map((value) => ({ value, label: words[`${field}.${value}`] ?? value }))}
      value={filter[field] ?? []}
      onChange={(values) => props.onChange(withValues(filter, field, values))}
    />
  );
}

function ChosenField(props: FilterFieldsProps & { readonly field: (typeof chosen)[number] }) {
  const { field, filter } = props;
  const word = useRuleWord();
  const facets = useApiQuery(objectFacets).data;
  const value = filter[field] ?? [];
  const choices = useMemo(() => {
    const plain = (values: readonly string[]) => values.map((one) => ({ value: one, label: one }));
    const found = {
      industry: plain(facets?.industries ?? []),
      division: plain(facets?.divisionCodes ?? []),
      tag: plain(facets?.tags ?? []),
      section: (facets?.sections ?? []).map((one) => ({ value: one.id, label: one.name })),
    }[field];
    const known = new Set(found.map((one) => one.value));
    return [...found, ...plain((filter[field] ?? []).filter((one) => !known.has(one)))];
  }, [facets, field, filter]);
  if (choices.length === 0) return null;
  return (
    <ChooseField
      name={`${props.name}.${field}`}
      label={word(`field.${field}`)}
      optional
      many
      choices={choices}
      value={value}
      onChange={(values) => props.onChange(withValues(filter, field, values))}
    />
  );
}
