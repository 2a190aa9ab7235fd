/** 工作细则: all versions of the agency's rule book, which one applies, and the start of the next. */
import { listRuleBooks, type RuleBookRow } from '@mingcha/core/registers/rules/rule-book-api.ts';
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState, Notice } from '../../../shared/ui/states.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { DocumentStateChip } from '../../parts/document-steps.tsx';
import { useGo } from '../../shell/navigation.tsx';
import { useMayEdit } from '../may-edit.ts';
import { NewVersionDialog } from './new-version-dialog.tsx';
import { useRuleWord } from './rule-words.ts';

const open: readonly RuleBookRow['state'][] = ['draft', 'legalReview', 'reviewed', 'approved'];

export function RuleBooksPage() {
  const say = useText(rulePageText);
  const canEdit = useMayEdit();
  const go = useGo();
  const [starting, setStarting] = useState(false);
  const list = useApiQuery(listRuleBooks);
  const columns = useColumns();
  const rows = list.data?.rows;
  const published = rows?.find((row) => row.state === 'published');
  const hasDraft = rows?.some((row) => open.includes(row.state)) === true;
  const start = (
    <Button kind="primary" onClick={() => setStarting(true)}>
      {say('newVersion')}
    </Button>
  );
  const isEmpty = rows?.length === 0;
  return (
    <Page>
      <PageHeader
        title={say('ruleBooks')}
        lead={say('ruleBooksLead')}
        {...(canEdit && rows !== undefined && !hasDraft && !isEmpty ? { actions: start } : {})}
      />
      {rows !== undefined && published === undefined && !isEmpty ? (
        <Notice tone="warning">
          <p>{say('plainApplies')}</p>
        </Notice>
      ) : null}
      <DataTable
        id="rule-books"
        label={say('ruleBooks')}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        onOpen={(row) => go(`/rule-books/${row.id}`)}
        empty={
          <EmptyState
            title={say('noneYet')}
            text={say('noneYetText')}
            {...(canEdit ? { action: start } : {})}
          />
        }
      />
      {starting ? (
        <NewVersionDialog hasPublished={published !== undefined} onClose={() => setStarting(false)} />
      ) : null}
    </Page>
  );
}

const keyOf = (row: RuleBookRow) => row.id;
const nameOf = (row: RuleBookRow) => `${row.name} ${row.bookVersion}`;

function useColumns(): readonly Column<RuleBookRow>[] {
  const say = useText(rulePageText);
  const word = useRuleWord();
  return useMemo(
    () => [
      {
        key: 'version',
        title: say('version'),
        nowrap: true,
        render: (row) => say('versionNo', { version: row.bookVersion }),
      },
      { key: 'name', title: say('name'), render: (row) => row.name },
      {
        key: 'state',
        title: say('state'),
        nowrap: true,
        render: (row) => <DocumentStateChip state={row.state} />,
      },
      {
        key: 'publishedOn',
        title: say('publishedOn'),
        nowrap: true,
        render: (row) => (row.publishedOn === null ? '–' : <DateText value={row.publishedOn} />),
      },
      { key: 'reason', title: say('reason'), render: (row) => row.reason || '–' },
      {
        key: 'preset',
        title: say('preset'),
        nowrap: true,
        render: (row) =>
          word(`preset.${row.preset === 'hebei' || row.preset === 'shanxi' ? row.preset : 'plain'}`),
      },
      {
        key: 'updatedAt',
        title: say('updatedAt'),
        nowrap: true,
        render: (row) => <DateText value={row.updatedAt} form="short" />,
      },
    ],
    [say, word],
  );
}
