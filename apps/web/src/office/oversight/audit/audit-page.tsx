/** 审计工作台: kinds of exceptions with their counts and definitions first, the rows of one kind or of all below. */
import { Scrolls } from '../../../shared/ui/scrolls.tsx';
import './audit.css';
import '../../../shared/table/data-table.css';
import {
  type ExceptionRow,
  exportExceptions,
  listExceptions,
} from '@mingcha/core/oversight/audit/audit-api.ts';
import { auditPageText } from '@mingcha/core/oversight/audit/audit-page-text.ts';
import { type ExceptionKind, exceptionKinds } from '@mingcha/core/oversight/audit/exceptions.ts';
import { useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatNumber } from '../../../shared/format.ts';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { useSearch } from '../../registers/use-search.ts';
import { GoTo } from '../../shell/navigation.tsx';
import { useExceptionColumns } from './exception-columns.tsx';
import { useKindWords } from './facts.tsx';
import { queryOf, type Scope, useFirstScope } from './scope.ts';
import { ScopeFilter } from './scope-filter.tsx';

const rowKey = (row: ExceptionRow) => row.key;
const rowName = (row: ExceptionRow) => row.subject;

export function AuditPage() {
  const say = useText(auditPageText);
  const [scope, setScope] = useState<Scope>(useFirstScope());
  const asked = useSearch('kind');
  const [kind, setKind] = useState<ExceptionKind | ''>(exceptionKinds.find((each) => each === asked) ?? '');
  const paging = usePaging('audit');
  const filter = { ...queryOf(scope), ...(kind === '' ? {} : { kind }) };
  const list = useApiQuery(listExceptions, { query: { ...filter, ...paging.query } });
  const words = useKindWords();
  const choose = (next: ExceptionKind | '') => {
    setKind(next);
    paging.reset();
  };
  return (
    <Page>
      <PageHeader title={say('title')} lead={say('lead')} actions={<Ways />} />
      <ScopeFilter
        first={scope}
        onSearch={(next) => {
          setScope(next);
          paging.reset();
        }}
      />
      <Kinds counts={list.data?.counts ?? []} now={kind} onChoose={choose} />
      <div className="audit-column">
        <div className="button-row">
          <a
            className={buttonClass()}
            href={addressOf(exportExceptions, { query: filter })}
            title={say('exportHint')}
            download
          >
            {say('export')}
          </a>
          {kind === '' ? null : <Button onClick={() => choose('')}>{say('allKinds')}</Button>}
        </div>
        <DataTable
          id="audit"
          label={kind === '' ? say('rows') : say('rowsOf', { kind: words.name(kind) })}
          columns={useExceptionColumns()}
          rows={list.data?.rows}
          rowKey={rowKey}
          rowName={rowName}
          status={list.status}
          refreshing={list.refreshing}
          error={list.error}
          onRetry={list.reload}
          paging={paging}
          next={list.data?.next ?? null}
          filtered={kind !== '' || scope.agencyId !== ''}
          empty={<EmptyState title={say('noRows')} text={say('noRowsText')} />}
        />
      </div>
    </Page>
  );
}

function Ways() {
  const say = useText(auditPageText);
  return (
    <>
      <GoTo to="/audit/compare" className={buttonClass()}>
        {say('compare')}
      </GoTo>
      <GoTo to="/audit/samples" className={buttonClass()}>
        {say('sample')}
      </GoTo>
      <GoTo to="/audit/draws" className={buttonClass({ kind: 'primary' })}>
        {say('proveDraw')}
      </GoTo>
    </>
  );
}

function Kinds(props: {
  readonly counts: readonly { readonly kind: ExceptionKind; readonly count: number }[];
  readonly now: ExceptionKind | '';
  readonly onChoose: (kind: ExceptionKind) => void;
}) {
  const say = useText(auditPageText);
  const ui = useUi();
  const words = useKindWords();
  const order = [...props.counts].sort((a, b) => Number(b.count > 0) - Number(a.count > 0));
  return (
    <Section title={say('kinds')} flush>
      <Scrolls>
        <table className="table audit-kinds" aria-label={say('kinds')}>
          <thead>
            <tr>
              <th scope="col">{say('kind')}</th>
              <th scope="col" className="number">
                {say('count')}
              </th>
              <th scope="col">{say('definition')}</th>
            </tr>
          </thead>
          <tbody>
            {order.length === 0 ? (
              <tr>
                <td colSpan={3}>{ui('loading')}</td>
              </tr>
            ) : null}
            {order.map(({ kind, count }) => (
              <tr key={kind} data-now={kind === props.now}>
                <th scope="row">{words.name(kind)}</th>
                <td className="number">
                  {count === 0 ? (
                    '0'
                  ) : (
                    <button
                      type="button"
                      aria-label={`${words.name(kind)} ${count}`}
                      onClick={() => props.onChoose(kind)}
                    >
                      {formatNumber(count)}
                    </button>
                  )}
                </td>
                <td className="secondary">{words.definition(kind)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </Section>
  );
}
