/** 版本比较: what a version adds, ends and changes against the one it was made from. */
import '../registers.css';
import './items.css';
import type { ListDifference } from '@mingcha/core/registers/items/item-compare-api.ts';
import { diffItemLists } from '@mingcha/core/registers/items/item-compare-api.ts';
import { listItemLists } from '@mingcha/core/registers/items/item-list-api.ts';
import { itemPageText } from '@mingcha/core/registers/items/item-page-text.ts';
import { useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { DifferenceList } from './difference-list.tsx';

export function ItemDiffPage() {
  const say = useText(itemPageText);
  const id = useParam('id');
  const [other, setOther] = useState('');
  const read = useApiQuery(diffItemLists, {
    params: { id },
    query: other === '' ? {} : { with: other },
  });
  const versions = useApiQuery(listItemLists, { query: { purpose: 'own' } }).data?.rows ?? [];
  const found = read.data;
  const lead =
    found === undefined
      ? ''
      : found.before === null
        ? say('diffFirst')
        : say('diffLead', {
            after: found.after.title,
            n: found.after.listVersion,
            m: found.before.listVersion,
          });
  return (
    <Page>
      <PageHeader
        title={say('diffTitle')}
        lead={lead}
        actions={
          <GoTo to={`/item-lists/${id}`} className={buttonClass()}>
            {say('toList')}
          </GoTo>
        }
      />
      <SelectField
        name="with"
        label={say('version')}
        empty={null}
        choices={versions
          .filter((version) => version.id !== id)
          .map((version) => ({ value: version.id, label: say('versionNo', { n: version.listVersion }) }))}
        value={other === '' ? (found?.before?.id ?? '') : other}
        onChange={setOther}
      />
      {found === undefined ? (
        read.error === null ? (
          <Skeleton lines={8} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )
      ) : (
        <Found found={found} />
      )}
    </Page>
  );
}

function Found({ found }: { readonly found: ListDifference }) {
  const say = useText(itemPageText);
  const { added, ended, changed } = found;
  if (added.length + ended.length + changed.length === 0) return <EmptyState title={say('diffNone')} />;
  return (
    <>
      {changed.length === 0 ? null : (
        <Section title={say('changed', { n: changed.length })} flush>
          {changed.map((item) => (
            <article key={item.id} className="items-change">
              <h3>
                <GoTo to={`/items/${item.id}`}>{`${item.code} ${item.name}`}</GoTo>
              </h3>
              <DifferenceList
                differences={item.differences as Parameters<typeof DifferenceList>[0]['differences']}
              />
            </article>
          ))}
        </Section>
      )}
      <Names title={say('added', { n: added.length })} items={added} />
      <Names title={say('endedItems', { n: ended.length })} items={ended} />
    </>
  );
}

function Names(props: { readonly title: string; readonly items: ListDifference['added'] }) {
  if (props.items.length === 0) return null;
  return (
    <Section title={props.title}>
      <ul className="items-names">
        {props.items.map((item) => (
          <li key={item.id}>
            <GoTo to={`/items/${item.id}`}>{`${item.code} ${item.name}`}</GoTo>{' '}
            <span className="secondary">{item.category}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
