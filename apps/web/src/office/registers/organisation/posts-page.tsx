/** 岗位责任: posts with their links and holders, what is not covered yet, and the form of a post. */

import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import { listPosts } from '@mingcha/core/registers/organisation/organisation-register-api.ts';
import { namedPosts, type PostRow, responsibilityLinks } from '@mingcha/core/registers/organisation/post.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState, Notice } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { useHasRole } from '../may-edit.ts';
import { PostDialog } from './post-dialog.tsx';

const keyOf = (row: PostRow) => row.id;
const nameOf = (row: PostRow) => row.name;

export function PostsPage() {
  const say = useText(organisationPageText);
  const canEdit = useHasRole('legalOfficer');
  const list = useApiQuery(listPosts);
  const [editing, setEditing] = useState<PostRow | 'new' | null>(null);
  const columns = useColumns();
  const add = canEdit ? (
    <Button kind="primary" onClick={() => setEditing('new')}>
      {say('postNew')}
    </Button>
  ) : undefined;
  return (
    <Page>
      <PageHeader title={say('posts')} lead={say('postsLead')} actions={add} />
      {list.data === undefined || list.data.rows.length === 0 ? null : <Coverage posts={list.data.rows} />}
      <DataTable
        id="posts"
        label={say('posts')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        {...(canEdit ? { onOpen: setEditing } : {})}
        empty={<EmptyState title={say('emptyPosts')} text={say('emptyPostsText')} />}
      />
      {editing === null || list.data === undefined ? null : (
        <PostDialog
          stored={editing === 'new' ? null : editing}
          people={list.data.people}
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  );
}

/** Links that no post answers for, and named posts that nobody is. */
function Coverage(props: { readonly posts: readonly PostRow[] }) {
  const say = useText(organisationPageText);
  const standing = props.posts.filter((one) => one.untilDay === null);
  const links = responsibilityLinks.filter((link) => !standing.some((one) => one.duties.includes(link)));
  const named = namedPosts.filter((name) => !standing.some((one) => one.named === name));
  if (links.length === 0 && named.length === 0) return <p className="secondary">{say('allCovered')}</p>;
  return (
    <Notice tone="warning">
      {links.length === 0 ? null : (
        <p>{say('uncovered', { links: links.map((one) => say(`link.${one}`)).join('、') })}</p>
      )}
      {named.length === 0 ? null : (
        <p>{say('missingNamed', { posts: named.map((one) => say(`named.${one}`)).join('、') })}</p>
      )}
    </Notice>
  );
}

function useColumns(): readonly Column<PostRow>[] {
  const say = useText(organisationPageText);
  return useMemo(
    () => [
      { key: 'name', title: say('postName'), width: 160, render: (row) => row.name },
      {
        key: 'named',
        title: say('named'),
        nowrap: true,
        render: (row) =>
          row.named === null ? '–' : <StateChip tone="accent">{say(`named.${row.named}`)}</StateChip>,
      },
      { key: 'section', title: say('section'), render: (row) => row.sectionName ?? '–' },
      {
        key: 'duties',
        title: say('duties'),
        width: 200,
        render: (row) => row.duties.map((one) => say(`link.${one}`)).join('、') || '–',
      },
      {
        key: 'holders',
        title: say('holders'),
        width: 120,
        render: (row) => namesOf(row, false) || say('noHolders'),
      },
      {
        key: 'past',
        title: say('pastHolders'),
        extra: true,
        render: (row) => namesOf(row, true) || '–',
      },
      {
        key: 'since',
        title: say('since'),
        nowrap: true,
        render: (row) => <DateText value={row.since} form="short" />,
      },
      {
        key: 'until',
        title: say('untilDay'),
        nowrap: true,
        render: (row) => <DateText value={row.untilDay} form="short" />,
      },
    ],
    [say],
  );
}

function namesOf(row: PostRow, isPast: boolean): string {
  return row.holders
    .filter((one) => (one.untilDay !== null) === isPast)
    .map((one) => one.personName)
    .join('、');
}
