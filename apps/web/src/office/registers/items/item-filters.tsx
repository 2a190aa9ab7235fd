/** Filters of the items of a list: text, category, tier, section, and what has to be dealt with. */
import { itemTiers } from '@mingcha/core/registers/items/item.ts';
import type { ItemFilter, ItemListDetail } from '@mingcha/core/registers/items/item-list.ts';
import { itemPageText } from '@mingcha/core/registers/items/item-page-text.ts';
import { itemText } from '@mingcha/core/registers/items/item-text.ts';
import { useState } from 'react';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { FacetField, setMembers } from '../list-parts.tsx';

const none = { text: '', category: '', tier: '', sectionId: '', fault: '' };
type Typed = typeof none;

export function ItemFilters(props: {
  readonly list: ItemListDetail;
  readonly onSearch: (filter: ItemFilter) => void;
}) {
  const say = useText(itemPageText);
  const word = useText(itemText);
  const ui = useUi();
  const { list } = props;
  const [typed, setTyped] = useState<Typed>(none);
  const set = (name: keyof Typed) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  return (
    <FilterBar
      onSearch={() => props.onSearch(setMembers(typed) as ItemFilter)}
      onReset={() => {
        setTyped(none);
        props.onSearch({});
      }}
      more={<MoreFilters list={list} typed={typed} set={set} />}
    >
      <TextField
        name="filter.text"
        label={say('searchItems')}
        type="search"
        wide
        maxLength={100}
        value={typed.text}
        onChange={set('text')}
      />
      <FacetField
        name="filter.category"
        label={say('category')}
        values={list.categories}
        value={typed.category}
        onChange={set('category')}
      />
      <SelectField
        name="filter.tier"
        label={word('field.tier')}
        empty={ui('all')}
        choices={itemTiers.map((value) => ({ value, label: word(`tier.${value}`) }))}
        value={typed.tier}
        onChange={set('tier')}
      />
    </FilterBar>
  );
}

function MoreFilters(props: {
  readonly list: ItemListDetail;
  readonly typed: Typed;
  readonly set: (name: keyof Typed) => (value: string) => void;
}) {
  const say = useText(itemPageText);
  const word = useText(itemText);
  const ui = useUi();
  const { list, typed, set } = props;
  return (
    <>
      <SelectField
        name="filter.sectionId"
        label={word('field.sectionId')}
        empty={ui('all')}
        choices={list.sections.map((section) => ({ value: section.id, label: section.name }))}
        value={typed.sectionId}
        onChange={set('sectionId')}
      />
      <SelectField
        name="filter.fault"
        label={say('fault')}
        empty={ui('all')}
        choices={[
          { value: 'withoutBasis', label: say('faultWithoutBasis') },
          { value: 'unused', label: say('faultUnused') },
        ]}
        value={typed.fault}
        onChange={set('fault')}
      />
    </>
  );
}
