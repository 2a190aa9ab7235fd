/** The filters of the object list: text, grades, kind with its own closed fields, places, and the day of the directory. */
import {
  creditClasses,
  type ObjectKind,
  objectKinds,
  objectStatuses,
  riskLevels,
} from '@mingcha/core/registers/object.ts';
import { type ObjectFilter, objectFacets, ungraded } from '@mingcha/core/registers/object-api.ts';
import { listDirectories } from '@mingcha/core/registers/objects/directory-api.ts';
import { industryChoices } from '@mingcha/core/registers/objects/industry.ts';
import { kindFields } from '@mingcha/core/registers/objects/kind-fields-form.ts';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { DayField, SelectField, TextField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useLocale, useText, useUi } from '../../../shared/i18n/locale.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { FacetField, setMembers } from '../list-parts.tsx';
import type { Words } from '../words.ts';

const noFilter = {
  text: '',
  kind: '',
  riskLevel: '',
  creditClass: '',
  status: '',
  divisionCode: '',
  industry: '',
  industryCode: '',
  tag: '',
  sectionId: '',
  grid: '',
  detail: '',
  directoryId: '',
};
type Typed = typeof noFilter;

interface FiltersProps {
  readonly onSearch: (filter: ObjectFilter) => void;
  /** Asks for the directory as it was on a day. */
  readonly onDay: (day: string) => void;
  readonly words: Words;
}

export function ObjectFilters({ onSearch, onDay, words }: FiltersProps) {
  const say = useText(registerPageText);
  const [typed, setTyped] = useState<Typed>(noFilter);
  const [day, setDay] = useState('');
  const set = (name: keyof Typed) => (value: string) =>
    setTyped((old) => ({ ...old, [name]: value, ...(name === 'kind' ? { detail: '' } : {}) }));
  const more = { typed, set, words, day, setDay };
  return (
    <FilterBar
      onSearch={() => {
        onSearch(setMembers(typed) as ObjectFilter);
        onDay(day);
      }}
      onReset={() => {
        setTyped(noFilter);
        setDay('');
        onSearch({});
      }}
      more={<MoreFilters {...more} />}
    >
      <TextField
        name="filter.text"
        label={say('searchObjects')}
        type="search"
        wide
        maxLength={100}
        placeholder={say('searchHint')}
        value={typed.text}
        onChange={set('text')}
      />
      <WordSelect {...more} name="riskLevel" family="risk" values={riskLevels} />
      <WordSelect {...more} name="creditClass" family="credit" values={creditClasses} />
    </FilterBar>
  );
}

interface MoreProps {
  readonly typed: Typed;
  readonly set: (name: keyof Typed) => (value: string) => void;
  readonly words: Words;
  readonly day: string;
  readonly setDay: (day: string) => void;
}

function MoreFilters(props: MoreProps) {
  const { typed, set, words } = props;
  const say = useText(objectsPageText);
  const { locale } = useLocale();
  const facets = useApiQuery(objectFacets).data;
  const industries = useMemo(() => industryChoices(locale), [locale]);
  return (
    <>
      <WordSelect {...props} name="kind" family="kind" values={objectKinds} />
      <DetailFilter {...props} />
      <WordSelect {...props} name="status" family="status" values={objectStatuses} />
      <FacetField
        name="filter.divisionCode"
        label={words.field('divisionCode')}
        values={facets?.divisionCodes ?? []}
        value={typed.divisionCode}
        onChange={set('divisionCode')}
      />
      <TextField
        name="filter.grid"
        label={say('grid')}
        maxLength={60}
        value={typed.grid}
        onChange={set('grid')}
      />
      <FacetField
        name="filter.industry"
        label={words.field('industry')}
        values={facets?.industries ?? []}
        value={typed.industry}
        onChange={set('industry')}
      />
      <ChooseField
        name="filter.industryCode"
        label={say('industryCode')}
        value={typed.industryCode === '' ? [] : [typed.industryCode]}
        onChange={([code = '']) => set('industryCode')(code)}
        choices={industries}
      />
      <BelongingFilters {...props} />
      <DayField
        name="filter.day"
        label={say('day')}
        hint={say('dayHint')}
        value={props.day}
        onChange={props.setDay}
      />
    </>
  );
}

/** Tag, section, sub-directory. */
function BelongingFilters({ typed, set, words }: MoreProps) {
  const ui = useUi();
  const say = useText(objectsPageText);
  const facets = useApiQuery(objectFacets).data;
  const directories = useApiQuery(listDirectories).data?.rows ?? [];
  return (
    <>
      <FacetField
        name="filter.tag"
        label={words.field('tags')}
        values={facets?.tags ?? []}
        value={typed.tag}
        onChange={set('tag')}
      />
      <SelectField
        name="filter.sectionId"
        label={words.field('sectionId')}
        empty={ui('all')}
        choices={(facets?.sections ?? []).map((section) => ({ value: section.id, label: section.name }))}
        value={typed.sectionId}
        onChange={set('sectionId')}
      />
      <SelectField
        name="filter.directoryId"
        label={say('directory')}
        empty={ui('all')}
        choices={directories.map((one) => ({ value: one.id, label: one.name }))}
        value={typed.directoryId}
        onChange={set('directoryId')}
      />
    </>
  );
}

/** Values of the closed fields that the chosen kind has: 抗力等级：核6级. */
function DetailFilter({ typed, set }: MoreProps) {
  const ui = useUi();
  const say = useText(objectsPageText);
  const { locale } = useLocale();
  const fields = kindFields.filter(
    (field) => field.choices !== undefined && field.kinds.includes(typed.kind as ObjectKind),
  );
  if (fields.length === 0) return null;
  const choices = fields.flatMap((field) =>
    (field.choices ?? []).map(([value, zh, en]) => ({
      value: `${field.key}:${value}`,
      label: locale === 'zh' ? `${field.label[0]} · ${zh}` : `${field.label[1]} · ${en}`,
    })),
  );
  return (
    <SelectField
      name="filter.detail"
      label={say('detail')}
      empty={ui('all')}
      choices={choices}
      value={typed.detail}
      onChange={set('detail')}
    />
  );
}

function WordSelect(
  props: MoreProps & {
    readonly name: keyof Typed;
    /** Family of words: `risk.major`. */
    readonly family: string;
    readonly values: readonly string[];
  },
) {
  const ui = useUi();
  const { name, words, family } = props;
  return (
    <SelectField
      name={`filter.${name}`}
      label={words.field(name)}
      empty={ui('all')}
      choices={props.values.map((value) => ({
        // An empty member of a query does not travel: what is not graded has a word of its own.
        value: value === '' ? ungraded : value,
        label: words.word(`${family}.${value}`),
      }))}
      value={props.typed[name]}
      onChange={props.set(name)}
    />
  );
}
