/** Conditions on register fields: closed sets to tick, values that occur in the register to choose from; and their words. */
import { filterText } from '@mingcha/core/registers/filter-text.ts';
import { creditClasses, objectKinds, riskLevels } from '@mingcha/core/registers/object.ts';
import { objectFacets } from '@mingcha/core/registers/object-api.ts';
import { type PoolField, type PoolFilter, poolFields } from '@mingcha/core/registers/pool-filter.ts';
import { registerText } from '@mingcha/core/registers/register-text.ts';
import { useCallback } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { CheckboxGroup } from '../../shared/forms/choices.tsx';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { ChooseField } from '../parts/choose-field.tsx';
import './registers.css';

/** Values that occur in the agency's register. */
export function useFacets() {
  const facets = useApiQuery(objectFacets);
  return facets.data ?? { industries: [], divisionCodes: [], tags: [], sections: [] };
}

export interface FilterEditorProps {
  /** Prefix of the fields' names; unique on the page. */
  readonly name: string;
  readonly filter: PoolFilter;
  readonly onChange: (filter: PoolFilter) => void;
}

const ticked = { kind: objectKinds, risk: riskLevels, credit: creditClasses } as const;
const fields: readonly PoolField[] = ['industry', 'risk', 'credit', 'division', 'tag', 'section', 'kind'];

export function FilterEditor(props: FilterEditorProps) {
  return (
    <div className="register-filter">
      {fields.map((field) =>
        field === 'kind' || field === 'risk' || field === 'credit' ? (
          <TickedField key={field} {...props} field={field} />
        ) : (
          <ChosenField key={field} {...props} field={field} />
        ),
      )}
    </div>
  );
}

function withValues(filter: PoolFilter, field: PoolField, values: readonly string[]): PoolFilter {
  const { [field]: _, ...rest } = filter;
  return values.length === 0 ? rest : { ...rest, [field]: [...values] };
}

function TickedField(props: FilterEditorProps & { readonly field: keyof typeof ticked }) {
  const say = useText(filterText);
  const valueOf = useFieldValue([]);
  const { field, filter } = props;
  return (
    <CheckboxGroup
      name={`${props.name}.${field}`}
      label={say(`field.${field}`)}
      optional
      inline
      choices={ticked[field]
        .filter((value) => value !== '')
        .map((value) => ({ value, label: valueOf(field, value) }))}
      value={filter[field] ?? []}
      onChange={(values) => props.onChange(withValues(filter, field, values))}
    />
  );
}

function ChosenField(props: FilterEditorProps & { readonly field: Exclude<PoolField, keyof typeof ticked> }) {
  const say = useText(filterText);
  const facets = useFacets();
  const { field, filter } = props;
  const choices = {
    division: facets.divisionCodes.map((code) => ({ value: code, label: code })),
    industry: facets.industries.map((code) => ({ value: code, label: code })),
    tag: facets.tags.map((tag) => ({ value: tag, label: tag })),
    section: facets.sections.map((section) => ({ value: section.id, label: section.name })),
  }[field];
  if (choices.length === 0 && (filter[field] ?? []).length === 0) return null;
  return (
    <ChooseField
      name={`${props.name}.${field}`}
      label={say(`field.${field}`)}
      optional
      many
      {...(field === 'division' ? { hint: say('prefixHint') } : {})}
      choices={choices}
      value={filter[field] ?? []}
      onChange={(values) => props.onChange(withValues(filter, field, values))}
    />
  );
}

/** A value of a register field as people read it. */
function useFieldValue(sections: readonly { readonly id: string; readonly name: string }[]) {
  const { locale } = useLocale();
  return useCallback(
    (field: string, value: string): string => {
      if (field === 'section') return sections.find((section) => section.id === value)?.name ?? value;
      const words: Readonly<Record<string, string>> = registerText[locale];
      return words[`${field}.${value}`] ?? value;
    },
    [locale, sections],
  );
}

/** `行业：危险化学品；风险等级：重大`; the words for no limit when the filter is empty. */
export function useFilterWords(): (filter: PoolFilter) => string {
  const say = useText(filterText);
  const { sections } = useFacets();
  const valueOf = useFieldValue(sections);
  return (filter) => {
    const parts = poolFields.flatMap((field) => {
      const values = filter[field];
      if (values === undefined || values.length === 0) return [];
      return [`${say(`field.${field}`)}：${values.map((value) => valueOf(field, value)).join('、')}`];
    });
    return parts.length === 0 ? say('noLimit') : parts.join('；');
  };
}
