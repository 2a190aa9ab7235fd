/** Published leniency lists of all agencies, and one of them with its entries. */
import './public-items.css';
import {
  getPublicLeniencyList,
  listPublicLeniencyLists,
} from '@mingcha/core/registers/items/leniency-api.ts';
import { conditionSentence } from '@mingcha/core/registers/items/leniency-sentences.ts';
import { leniencyText } from '@mingcha/core/registers/items/leniency-text.ts';
import { publicItemsText } from '@mingcha/core/registers/items/public-items-text.ts';
import { useState } from 'react';
import { useRead } from '../../../shared/api/use-read.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Go, useParam } from '../../../shared/router.tsx';
import { ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { PairList } from '../../../shared/ui/values.tsx';
import { ListIndex } from './list-index.tsx';
import { ListFacts, OlderVersion, Versions } from './list-notes.tsx';

const path = '/leniency';

export function PublicLeniencyListsPage() {
  const say = useText(leniencyText);
  const [text, setText] = useState('');
  const read = useRead(listPublicLeniencyLists, { query: { ...(text === '' ? {} : { text }), limit: 200 } });
  return (
    <ListIndex
      title={say('title')}
      lead={say('pageHint')}
      empty={say('emptyPublic')}
      path={path}
      count={(list) => say('entries', { count: list.entries })}
      rows={read.data?.rows}
      error={read.error}
      onRetry={read.reload}
      onSearch={setText}
      more={null}
    />
  );
}

export function PublicLeniencyListPage() {
  const say = useText(leniencyText);
  const open = useText(publicItemsText);
  const id = useParam('id');
  const read = useRead(getPublicLeniencyList, { params: { id } });
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
        <Go to={path}>{open('back')}</Go>
      </p>
      <h1>{list.title}</h1>
      <ListFacts list={list} count={say('entries', { count: list.entries.length })} />
      <OlderVersion list={list} path={path} />
      <p>{say('lead')}</p>
      <div>
        {list.entries.map((entry, index) => (
          <Entry key={entry.entryKey} entry={entry} no={index + 1} />
        ))}
      </div>
      <Versions list={list} path={path} />
    </section>
  );
}

type Listed = NonNullable<
  ReturnType<typeof useRead<typeof getPublicLeniencyList>>['data']
>['entries'][number];

function Entry({ entry, no }: { readonly entry: Listed; readonly no: number }) {
  const say = useText(leniencyText);
  const sentences = entry.conditions.map((condition) => {
    const sentence = conditionSentence(condition);
    return typeof sentence === 'string' ? sentence : say(sentence.key, sentence.data);
  });
  return (
    <details className="public-item" open={no === 1}>
      <summary>
        <span className="public-item-code mono">{no}</span>
        <span className="public-item-name">
          <strong>{entry.conduct}</strong>
          {entry.category === '' ? null : <span className="public-facts">{entry.category}</span>}
        </span>
      </summary>
      <div className="public-item-body">
        <PairList
          columns={1}
          pairs={[
            {
              name: say('conditions'),
              value: (
                <ul className="public-conditions">
                  {sentences.map((sentence) => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                </ul>
              ),
            },
            {
              name: say('bases'),
              value: (
                <ol className="public-bases">
                  {entry.bases.map((basis) => (
                    <li key={`${basis.law} ${basis.article}`}>{`${basis.law} ${basis.article}`}</li>
                  ))}
                </ol>
              ),
            },
            ...(entry.period === '' ? [] : [{ name: say('period'), value: entry.period }]),
            ...(entry.remark === '' ? [] : [{ name: say('remark'), value: entry.remark }]),
          ]}
        />
      </div>
    </details>
  );
}
