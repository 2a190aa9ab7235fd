/** One published item list: its items with search, each to open; download and earlier versions. */
import './public-items.css';
import { itemTiers } from '@mingcha/core/registers/items/item.ts';
import { itemText } from '@mingcha/core/registers/items/item-text.ts';
import { writeRatio } from '@mingcha/core/registers/items/item-values.ts';
import {
  exportPublicItemList,
  getPublicItemList,
  listPublicItems,
  type PublicItem,
} from '@mingcha/core/registers/items/public-items-api.ts';
import { publicItemsText } from '@mingcha/core/registers/items/public-items-text.ts';
import { type FormEvent, useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useRead } from '../../../shared/api/use-read.ts';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Go, useParam } from '../../../shared/router.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { PairList, StateChip } from '../../../shared/ui/values.tsx';
import { ListFacts, OlderVersion, Versions } from './list-notes.tsx';

const path = '/items';

export function PublicItemListPage() {
  const say = useText(publicItemsText);
  const ui = useUi();
  const id = useParam('id');
  const read = useRead(getPublicItemList, { params: { id } });
  const list = read.data;
  if (list === undefined)
    return read.error === null ? (
      <Skeleton lines={8} />
    ) : (
      <ErrorState error={read.error} onRetry={read.reload} />
    );
  return (
    <section className="portal-part">
      <p>
        <Go to={path}>{say('back')}</Go>
      </p>
      <h1>{list.title}</h1>
      <ListFacts list={list} count={say('itemsCount', { n: list.entries })} />
      <OlderVersion list={list} path={path} />
      <p className="public-downloads">
        {(['xlsx', 'csv'] as const).map((format) => (
          <a
            key={format}
            className={buttonClass({ size: 'small' })}
            href={addressOf(exportPublicItemList, { params: { id: list.id }, query: { format } })}
            aria-label={`${ui('download')} ${format} ${list.title}`}
            download
          >
            {`${ui('download')} ${format}`}
          </a>
        ))}
      </p>
      <Items key={list.id} listId={list.id} categories={list.categories} />
      <Versions list={list} path={path} />
    </section>
  );
}

const pageSize = 50;
const none = { text: '', category: '', tier: '' };

function Items(props: { readonly listId: string; readonly categories: readonly string[] }) {
  const say = useText(publicItemsText);
  const [asked, setAsked] = useState(none);
  const [limit, setLimit] = useState(pageSize);
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''));
  const read = useRead(listPublicItems, { params: { id: props.listId }, query: { ...given, limit } });
  const rows = read.data?.rows;
  return (
    <>
      <ItemSearch
        categories={props.categories}
        onSearch={(next) => {
          setAsked(next);
          setLimit(pageSize);
        }}
      />
      {read.error !== null ? (
        <ErrorState error={read.error} onRetry={read.reload} />
      ) : rows === undefined ? (
        <Skeleton lines={6} />
      ) : rows.length === 0 ? (
        <EmptyState title={say('noItems')} />
      ) : (
        <div>
          {rows.map((item) => (
            <Item key={item.id} item={item} />
          ))}
        </div>
      )}
      {(read.data?.next ?? null) === null || limit >= 200 ? null : (
        <Button onClick={() => setLimit(Math.min(200, limit + pageSize))}>{say('moreItems')}</Button>
      )}
    </>
  );
}

function ItemSearch(props: {
  readonly categories: readonly string[];
  readonly onSearch: (asked: typeof none) => void;
}) {
  const say = useText(publicItemsText);
  const word = useText(itemText);
  const [typed, setTyped] = useState(none);
  const set = (name: keyof typeof none) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  const search = (event: FormEvent) => {
    event.preventDefault();
    props.onSearch(typed);
  };
  return (
    <search>
      <form className="public-search" onSubmit={search}>
        <TextField
          name="text"
          label={say('searchItems')}
          type="search"
          maxLength={100}
          value={typed.text}
          onChange={set('text')}
        />
        <SelectField
          name="category"
          label={say('category')}
          empty={say('all')}
          choices={props.categories.map((value) => ({ value, label: value }))}
          value={typed.category}
          onChange={set('category')}
        />
        <SelectField
          name="tier"
          label={say('tier')}
          empty={say('all')}
          choices={itemTiers.map((value) => ({ value, label: word(`tier.${value}`) }))}
          value={typed.tier}
          onChange={set('tier')}
        />
        <Button type="submit" kind="primary">
          {say('find')}
        </Button>
      </form>
    </search>
  );
}

function Item({ item }: { readonly item: PublicItem }) {
  const word = useText(itemText);
  const text = (value: string) => <span className="public-text">{value}</span>;
  const methods = [...item.methods.map((method) => word(`method.${method}`)), item.otherMethods];
  const pairs = [
    { name: word('field.content'), value: item.content },
    { name: word('field.subItems'), value: item.subItems.join('\n') },
    { name: word('field.objectsText'), value: item.objectsText },
    { name: word('field.subject'), value: item.subject },
    { name: word('field.coAgencies'), value: item.coAgencies.join('、') },
    { name: word('field.methods'), value: methods.filter((one) => one !== '').join('、') },
    { name: word('field.ratio'), value: item.ratioText === '' ? writeRatio(item.ratio) : item.ratioText },
    { name: word('field.frequencyText'), value: item.frequencyText },
    { name: word('field.announced'), value: word(item.announced ? 'announced.true' : 'announced.false') },
    { name: word('field.remark'), value: item.remark },
  ].filter((pair) => pair.value !== '');
  return (
    <details className="public-item">
      <summary>
        <span className="public-item-code mono">{item.code}</span>
        <span className="public-item-name">
          <strong>{item.name}</strong>
          <span className="public-facts">
            {[item.unit, item.category]
              .filter((one) => one !== '')
              .map((one) => (
                <span key={one}>{one}</span>
              ))}
          </span>
        </span>
        <StateChip tone={item.tier === 'key' ? 'accent' : 'neutral'}>{word(`tier.${item.tier}`)}</StateChip>
      </summary>
      <div className="public-item-body">
        <PairList
          columns={1}
          pairs={[
            {
              name: word('field.bases'),
              value: (
                <ol className="public-bases">
                  {item.bases.map((basis) => (
                    <li key={`${basis.law} ${basis.article} ${basis.text}`}>
                      <span>{`${basis.law} ${basis.article}`}</span>
                      {basis.text === '' ? null : <p className="public-text secondary">{basis.text}</p>}
                    </li>
                  ))}
                </ol>
              ),
            },
            ...pairs.map((pair) => ({ name: pair.name, value: text(pair.value) })),
          ]}
        />
      </div>
    </details>
  );
}
