/** One version of an item list: its way, what is missing, its items with filters, import and export. */
import '../registers.css';
import './items.css';
import { documentFlowText } from '@mingcha/core/common/document-flow-text.ts';
import type { ItemFilter, ItemListDetail, ItemRow } from '@mingcha/core/registers/items/item-list.ts';
import {
  discardItemList,
  getItemList,
  listItems,
  stepItemList,
} from '@mingcha/core/registers/items/item-list-api.ts';
import { itemPageText } from '@mingcha/core/registers/items/item-page-text.ts';
import { itemText } from '@mingcha/core/registers/items/item-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { Figures, Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice, ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { DocumentStateChip, DocumentSteps } from '../../parts/document-steps.tsx';
import { GoTo, useGo, useParam } from '../../shell/navigation.tsx';
import { ItemFilters } from './item-filters.tsx';
import { ListExport } from './list-export.tsx';
import { ListUpload } from './list-upload.tsx';

export function ItemListPage() {
  const id = useParam('id');
  const read = useApiQuery(getItemList, { params: { id } });
  const list = read.data?.id === id ? read.data : undefined;
  if (list === undefined)
    return read.error === null ? (
      <Skeleton lines={10} />
    ) : (
      <ErrorState error={read.error} onRetry={read.reload} />
    );
  return <OneList key={id} list={list} />;
}

function OneList({ list }: { readonly list: ItemListDetail }) {
  const say = useText(itemPageText);
  const steps = useText(documentFlowText);
  const toast = useToast();
  const step = useApiAction(stepItemList);
  const own = list.purpose === 'own';
  return (
    <Page>
      <PageHeader
        title={list.title}
        mark={own ? <DocumentStateChip state={list.state} /> : null}
        lead={<Lead list={list} />}
        actions={<Actions list={list} />}
      />
      <Figures figures={figuresOf(list, say)} />
      {own ? (
        <DocumentSteps
          flow={list.flow}
          busy={step.busy}
          error={step.error}
          onStep={async (input) => {
            const result = await step.run({
              params: { id: list.id },
              body: { ...input, version: list.version },
            });
            if (result.ok) toast(steps(`done.${input.step}`));
            return result.ok;
          }}
        />
      ) : null}
      <Obstacles list={list} />
      <Items list={list} />
    </Page>
  );
}

function Lead({ list }: { readonly list: ItemListDetail }) {
  const say = useText(itemPageText);
  return (
    <span className="import-facts">
      <span>{say('versionNo', { n: list.listVersion })}</span>
      {list.issuer === '' ? null : <span>{list.issuer}</span>}
      {list.publishedOn === null ? null : (
        <span>
          {say('publishedOn')} <DateText value={list.publishedOn} />
        </span>
      )}
      {list.publishedPlace === '' ? null : <span>{list.publishedPlace}</span>}
      {list.effectiveTo === null ? null : <span>{say('until', { day: list.effectiveTo })}</span>}
    </span>
  );
}

type Say = ReturnType<typeof useText<keyof typeof itemPageText.zh>>;

function figuresOf(list: ItemListDetail, say: Say) {
  const { counts } = list;
  return [
    { name: say('figureItems'), value: counts.items },
    { name: say('figureKey'), value: counts.key },
    { name: say('figureGeneral'), value: counts.general },
    { name: say('figureUnannounced'), value: counts.unannounced },
    { name: say('figureWithoutBasis'), value: counts.withoutBasis },
    ...(list.purpose === 'own' ? [{ name: say('figureUnused'), value: counts.unused }] : []),
  ];
}

function Actions({ list }: { readonly list: ItemListDetail }) {
  const say = useText(itemPageText);
  const go = useGo();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const discard = useApiAction(discardItemList);
  const giveUp = async () => {
    const result = await discard.run({ params: { id: list.id }, body: { version: list.version } });
    if (!result.ok) return;
    toast(say('discarded'));
    go('/item-lists');
  };
  return (
    <>
      {list.purpose === 'own' ? (
        <>
          <GoTo to={`/item-lists/${list.id}/diff`} className={buttonClass()}>
            {say('seeDifferences')}
          </GoTo>
          <GoTo to="/item-alignment" className={buttonClass()}>
            {say('align')}
          </GoTo>
        </>
      ) : null}
      {list.editable ? (
        <>
          <Button kind="quiet" onClick={() => setAsking(true)}>
            {say('discard')}
          </Button>
          <GoTo to={`/item-lists/${list.id}/new`} className={buttonClass()}>
            {say('addItem')}
          </GoTo>
        </>
      ) : null}
      <ConfirmDialog
        open={asking}
        question={say('discardAsk')}
        action={say('discard')}
        danger
        busy={discard.busy}
        onConfirm={() => void giveUp()}
        onClose={() => setAsking(false)}
      >
        <p>{say('discardText')}</p>
        <ErrorNotice error={discard.error} />
      </ConfirmDialog>
    </>
  );
}

const shownObstacles = 8;

function Obstacles({ list }: { readonly list: ItemListDetail }) {
  const say = useText(itemPageText);
  const { obstacles } = list;
  if (obstacles.length === 0 || list.state !== 'draft') return null;
  const more = obstacles.length - shownObstacles;
  return (
    <Notice tone="warning" title={say('obstaclesTitle')}>
      <p>{say('obstaclesText')}</p>
      <ul className="items-obstacles">
        {obstacles.slice(0, shownObstacles).map((one) => (
          <li key={one.itemId}>
            <GoTo to={`/items/${one.itemId}`}>{`${one.itemCode} ${one.itemName}`}</GoTo>
          </li>
        ))}
        {more > 0 ? <li>{say('obstaclesMore', { n: more })}</li> : null}
      </ul>
    </Notice>
  );
}

function Items({ list }: { readonly list: ItemListDetail }) {
  const say = useText(itemPageText);
  const go = useGo();
  const [filter, setFilter] = useState<ItemFilter>({});
  const paging = usePaging('items');
  const read = useApiQuery(listItems, { params: { id: list.id }, query: { ...filter, ...paging.query } });
  const columns = useColumns(list);
  return (
    <>
      <ItemFilters
        list={list}
        onSearch={(next) => {
          setFilter(next);
          paging.reset();
        }}
      />
      <DataTable
        id="items"
        label={say('items')}
        columns={columns}
        rows={read.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={read.status}
        refreshing={read.refreshing}
        error={read.error}
        onRetry={read.reload}
        paging={paging}
        next={read.data?.next ?? null}
        onOpen={(row) => go(`/items/${row.id}`)}
        filtered={Object.keys(filter).length > 0}
        toolbar={
          <>
            {list.editable ? <ListUpload listId={list.id} /> : null}
            <ListExport listId={list.id} />
          </>
        }
        empty={<EmptyState title={say('emptyList')} text={say('emptyListText')} />}
      />
    </>
  );
}

const keyOf = (row: ItemRow) => row.id;
const nameOf = (row: ItemRow) => row.name;

function useColumns(list: ItemListDetail): readonly Column<ItemRow>[] {
  const say = useText(itemPageText);
  const word = useText(itemText);
  const hasUnits = list.units.length > 0;
  const own = list.purpose === 'own';
  return useMemo(
    () => [
      { key: 'code', title: word('field.code'), nowrap: true, render: (row) => row.code },
      { key: 'name', title: word('field.name'), width: 240, render: (row) => row.name },
      ...(hasUnits
        ? [{ key: 'unit', title: word('field.unit'), render: (row: ItemRow) => row.unit || '–' }]
        : []),
      { key: 'category', title: word('field.category'), width: 140, render: (row) => row.category || '–' },
      {
        key: 'tier',
        title: word('field.tier'),
        nowrap: true,
        render: (row) => (
          <StateChip tone={row.tier === 'key' ? 'accent' : 'neutral'}>{word(`tier.${row.tier}`)}</StateChip>
        ),
      },
      {
        key: 'objects',
        title: word('field.objectsText'),
        width: 180,
        render: (row) => row.objectsText || '–',
      },
      {
        key: 'methods',
        title: word('field.methods'),
        width: 120,
        render: (row) => row.methods.map((method) => word(`method.${method}`)).join('、') || '–',
      },
      {
        key: 'bases',
        title: word('field.bases'),
        nowrap: true,
        render: (row) =>
          row.bases === 0 ? (
            <StateChip tone="warning">{say('noBasis')}</StateChip>
          ) : (
            say('basesCount', { n: row.bases })
          ),
      },
      ...ownColumns(say, word, own),
    ],
    [say, word, hasUnits, own],
  );
}

type Word = ReturnType<typeof useText<keyof typeof itemText.zh>>;

/** What an agency knows of its own items only. */
function ownColumns(say: Say, word: Word, own: boolean): readonly Column<ItemRow>[] {
  return [
    {
      key: 'announced',
      title: word('field.announced'),
      nowrap: true,
      extra: true,
      render: (row) => word(row.announced ? 'announced.true' : 'announced.false'),
    },
    {
      key: 'section',
      title: word('field.sectionId'),
      width: 110,
      extra: !own,
      render: (row) => row.sectionName ?? '–',
    },
    {
      key: 'lastUsed',
      title: say('lastUsed'),
      nowrap: true,
      extra: !own,
      render: (row) => (row.lastUsedOn === null ? say('neverUsed') : <DateText value={row.lastUsedOn} />),
    },
  ];
}
