/** 宣传文章: what the agency writes for the portal, by state. */
import { type ArticleState, articleStates } from '@mingcha/core/publications/articles/article.ts';
import { type ArticleRow, listArticles } from '@mingcha/core/publications/articles/article-api.ts';
import { articlePageText } from '@mingcha/core/publications/articles/article-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Tabs } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { TextFilter } from '../objections/intake-parts.tsx';

const rowKey = (row: ArticleRow) => row.id;
const rowName = (row: ArticleRow) => row.title;
export const articleTones = {
  draft: 'neutral',
  review: 'warning',
  published: 'verified',
  withdrawn: 'void',
} as const;
const tabs = ['all', ...articleStates] as const;

export function ArticlesPage() {
  const say = useText(articlePageText);
  const go = useGo();
  const [tab, setTab] = useState<'all' | ArticleState>('all');
  const [text, setText] = useState('');
  const paging = usePaging('articles');
  const query = {
    ...paging.query,
    ...(tab === 'all' ? {} : { state: tab }),
    ...(text === '' ? {} : { text }),
  };
  const list = useApiQuery(listArticles, { query });
  const isFiltered = text !== '' || tab !== 'all';
  return (
    <Page>
      <PageHeader
        title={say('listTitle')}
        lead={say('listLead')}
        actions={
          <GoTo to="/articles/new" className={buttonClass({ kind: 'primary' })}>
            {say('write')}
          </GoTo>
        }
      />
      <TextFilter
        label={say('search')}
        onSearch={(value) => {
          setText(value);
          paging.reset();
        }}
      />
      <Tabs
        label={say('state')}
        now={tab}
        onChange={(key) => {
          setTab(tabs.find((each) => each === key) ?? 'all');
          paging.reset();
        }}
        tabs={tabs.map((key) => ({ key, title: key === 'all' ? say('all') : say(`state.${key}`) }))}
      >
        <DataTable
          id="articles"
          label={say('listTitle')}
          columns={useColumns()}
          rows={list.data?.rows}
          rowKey={rowKey}
          rowName={rowName}
          status={list.status}
          refreshing={list.refreshing}
          error={list.error}
          onRetry={list.reload}
          paging={paging}
          next={list.data?.next ?? null}
          onOpen={(row) => go(`/articles/${row.id}`)}
          empty={<EmptyState title={say(isFiltered ? 'filteredEmpty' : 'empty')} />}
        />
      </Tabs>
    </Page>
  );
}

function useColumns(): readonly Column<ArticleRow>[] {
  const say = useText(articlePageText);
  return useMemo(
    () => [
      {
        key: 'title',
        title: say('title'),
        width: 320,
        opens: true,
        render: (row) => <GoTo to={`/articles/${row.id}`}>{row.title}</GoTo>,
      },
      { key: 'kind', title: say('kind'), nowrap: true, render: (row) => say(`kind.${row.kind}`) },
      {
        key: 'state',
        title: say('state'),
        nowrap: true,
        render: (row) => <StateChip tone={articleTones[row.state]}>{say(`state.${row.state}`)}</StateChip>,
      },
      { key: 'editedName', title: say('editedName'), nowrap: true, render: (row) => row.editedName },
      {
        key: 'publishedOn',
        title: say('publishedOn'),
        nowrap: true,
        render: (row) => <DateText value={row.publishedOn} form="short" />,
      },
    ],
    [say],
  );
}
