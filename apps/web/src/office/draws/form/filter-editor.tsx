/** Conditions on register fields: closed sets to tick, values that occur in the register to choose from. */
import { drawFormText } from '@mingcha/core/draws/draw-form-text.ts';
import { drawWordText } from '@mingcha/core/draws/draw-text.ts';
import { creditClasses, objectKinds, riskLevels } from '@mingcha/core/registers/object.ts';
import { objectFacets } from '@mingcha/core/registers/object-api.ts';
import type { PoolField, PoolFilter } from '@mingcha/core/registers/pool-filter.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { CheckboxGroup } from '../../../shared/forms/choices.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { useFieldValue, useWord } from '../words.ts';

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
  /** Fields on offer; all by default. */
  readonly fields?: readonly PoolField[];
}

const ticked = { kind: objectKinds, risk: riskLevels, credit: creditClasses } as const;
const allFields: readonly PoolField[] = ['kind', 'credit', 'risk', 'division', 'industry', 'tag', 'section'];

export function FilterEditor(props: FilterEditorProps) {
  return (
    <div className="draw-filter">
      {(props.fields ?? allFields).map((field) =>
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
  const word = useWord();
  const valueOf = useFieldValue();
  const { field, filter } = props;
  return (
    <CheckboxGroup
      name={`${props.name}.${field}`}
      label={word(drawWordText, `field.${field}`)}
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
  const say = useText(drawFormText);
  const word = useWord();
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
      label={word(drawWordText, `field.${field}`)}
      optional
      many
      {...(field === 'division' || field === 'industry' ? { hint: say('prefixHint') } : {})}
      choices={choices}
      value={filter[field] ?? []}
      onChange={(values) => props.onChange(withValues(filter, field, values))}
    />
  );
}
