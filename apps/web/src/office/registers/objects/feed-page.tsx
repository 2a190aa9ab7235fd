/** 接收记录: what a file of a feed would do or did, row by row; taking it over, or giving it up. */
import '../registers.css';
import './objects.css';
import {
  applyFeed,
  cancelFeed,
  type FeedReceipt,
  type FeedRow,
  feedOutcomes,
  getReceipt,
  listFeedRows,
} from '@mingcha/core/registers/objects/feed-api.ts';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import { objectsText } from '@mingcha/core/registers/objects/objects-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { formatNumber } from '../../../shared/format.ts';
import { useSentence, useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { Figures, Page, PageHeader, Section, Tabs } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import { useParam } from '../../shell/navigation.tsx';
import { Changes } from '../history.tsx';
import { useMayEdit } from '../may-edit.ts';
import { useWords, type Words } from '../words.ts';
import { refusalOf } from './refusal.ts';

export function FeedPage() {
  const say = useText(objectsPageText);
  const id = useParam('id');
  const read = useApiQuery(getReceipt, { params: { id } });
  const one = read.data;
  if (one === undefined)
    return (
      <Page>
        <PageHeader title={say('receiptOne')} />
        {read.error === null ? (
          <Skeleton lines={8} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )}
      </Page>
    );
  return <Receipt one={one} />;
}

function Receipt({ one }: { readonly one: FeedReceipt }) {
  const say = useText(objectsPageText);
  const sentence = useSentence();
  const canEdit = useMayEdit();
  const counts = one.counts;
  return (
    <Page>
      <PageHeader
        title={one.fileName}
        mark={<StateChip>{say(`state.${one.state}`)}</StateChip>}
        lead={`${say(`feed.${one.kind}`)} · ${say(`channel.${one.channel}`)}`}
        actions={canEdit && one.state === 'previewed' ? <Decide one={one} /> : null}
      />
      {one.failure === null ? null : <Section>{sentence(refusalOf(one.failure))}</Section>}
      {counts === null ? null : (
        <>
          <Section>
            <Figures
              figures={feedOutcomes.map((outcome) => ({
                name: say(`outcome.${outcome}`),
                value: formatNumber(counts[outcome]),
              }))}
            />
          </Section>
          <OutcomeRows one={one} counts={counts} />
        </>
      )}
    </Page>
  );
}

function Decide({ one }: { readonly one: FeedReceipt }) {
  const say = useText(objectsPageText);
  const toast = useToast();
  const apply = useApiAction(applyFeed);
  const cancel = useApiAction(cancelFeed);
  const [asking, setAsking] = useState(false);
  const writing = (one.counts?.new ?? 0) + (one.counts?.changed ?? 0);
  const run = async () => {
    const result = await apply.run({ params: { id: one.id }, body: {} });
    if (result.ok) toast(say('applied'));
  };
  return (
    <>
      <ErrorNotice error={apply.error ?? cancel.error} />
      <Button onClick={() => setAsking(true)}>{say('giveUp')}</Button>
      <Button kind="primary" busy={apply.busy} disabled={writing === 0} onClick={() => void run()}>
        {writing === 0 ? say('applyNothing') : say('apply', { n: formatNumber(writing) })}
      </Button>
      {asking ? (
        <ConfirmDialog
          open
          question={say('giveUpQuestion')}
          action={say('giveUp')}
          busy={cancel.busy}
          onClose={() => setAsking(false)}
          onConfirm={() => void cancel.run({ params: { id: one.id }, body: {} }).then(() => setAsking(false))}
        >
          <p>{say('giveUpText')}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}

type Outcome = (typeof feedOutcomes)[number];

function OutcomeRows(props: { readonly one: FeedReceipt; readonly counts: Record<Outcome, number> }) {
  const say = useText(objectsPageText);
  const [now, setNow] = useState<Outcome>(
    () =>
      (['new', 'changed', 'rejected', 'unmatched'] as const).find((one) => props.counts[one] > 0) ??
      'unchanged',
  );
  return (
    <Tabs
      label={say('outcome')}
      tabs={feedOutcomes.map((key) => ({
        key,
        title: say('openCount', { name: say(`outcome.${key}`), n: formatNumber(props.counts[key]) }),
      }))}
      now={now}
      onChange={(key) => setNow(feedOutcomes.find((one) => one === key) ?? now)}
    >
      <div className="tab-content">
        <Rows key={now} id={props.one.id} outcome={now} />
      </div>
    </Tabs>
  );
}

const keyOf = (row: FeedRow) => String(row.rowNumber);

function Rows({ id, outcome }: { readonly id: string; readonly outcome: Outcome }) {
  const say = useText(objectsPageText);
  const words = useFeedWords();
  const sentence = useSentence();
  const paging = usePaging('feed-rows');
  const list = useApiQuery(listFeedRows, { params: { id }, query: { outcome, ...paging.query } });
  const columns = useMemo((): readonly Column<FeedRow>[] => {
    const all: Column<FeedRow>[] = [
      { key: 'row', title: say('rowNumber'), align: 'end', render: (row) => row.rowNumber },
      { key: 'name', title: say('name'), width: 200, render: (row) => row.fields['name'] ?? '–' },
      {
        key: 'content',
        title: say('content'),
        width: 320,
        render: (row) => <Fields row={row} words={words} />,
      },
      { key: 'object', title: say('matched'), width: 160, render: (row) => row.objectName ?? '–' },
    ];
    if (outcome === 'changed')
      all.push({
        key: 'changes',
        title: say('outcome.changed'),
        width: 260,
        render: (row) => <Changes changes={row.changes ?? {}} words={words} />,
      });
    if (outcome === 'rejected' || outcome === 'unchanged')
      all.push({
        key: 'reason',
        title: say('why'),
        width: 220,
        render: (row) => (row.reason === null ? '–' : sentence({ code: row.reason })),
      });
    return all;
  }, [say, words, outcome, sentence]);
  return (
    <DataTable
      id={`feed-rows-${outcome}`}
      label={say('content')}
      columns={columns}
      rows={list.data?.rows}
      rowKey={keyOf}
      rowName={keyOf}
      status={list.status}
      error={list.error}
      onRetry={list.reload}
      paging={paging}
      next={list.data?.next ?? null}
      empty={<EmptyState title={say(`outcome.${outcome}`)} />}
    />
  );
}

function Fields({ row, words }: { readonly row: FeedRow; readonly words: Words }) {
  return (
    <span className="feed-fields">
      {Object.entries(row.fields)
        .filter(([field]) => field !== 'name')
        .map(([field, value]) => (
          <span key={field}>
            <span className="secondary">{words.field(field)}</span> {words.value(field, value)}
          </span>
        ))}
    </span>
  );
}

/** Words of the directory, and those that only feeds have. */
function useFeedWords(): Words {
  const words = useWords('objects');
  const say = useText(objectsPageText);
  const kinds = useText(objectsText);
  return useMemo(() => {
    const licence = (text: string) =>
      text === 'valid' || text === 'suspended' || text === 'withdrawn' || text === 'other'
        ? say(`licence.${text}`)
        : null;
    const names: Readonly<Record<string, string>> = {
      licenceName: say('licenceName'),
      licenceNumber: say('licenceNumber'),
      licenceStatus: say('licenceStatus'),
      issuer: say('issuer'),
      approvedOn: say('approvedOn'),
      validTo: say('validTo'),
      onDay: say('onDay'),
      incidentKind: say('incidentKind'),
      verified: say('verified'),
      source: say('source'),
      note: say('note'),
    };
    return {
      ...words,
      field: (name) => names[name] ?? words.field(name),
      value: (name, value) => {
        const text = typeof value === 'string' ? value : '';
        if (name === 'status' || name === 'licenceStatus')
          return licence(text) ?? words.value('status', value);
        if (name === 'verified') return say(text === 'yes' ? 'yes' : 'no');
        if (
          name === 'incidentKind' &&
          (text === 'complaint' || text === 'violation' || text === 'seriousViolation')
        )
          return kinds(`incident.${text}`);
        return words.value(name, value);
      },
    };
  }, [words, say, kinds]);
}
