/** Picks one statute of the library and none, one or several of its articles. */

import type { LegalBasis } from '@mingcha/core/registers/items/item.ts';
import { listStatutes, showStatute } from '@mingcha/core/registers/library/library-api.ts';
import { libraryPageText } from '@mingcha/core/registers/library/library-page-text.ts';
import type { StatuteDetail, StatuteRow } from '@mingcha/core/registers/library/statute.ts';
import { useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { ErrorNotice, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';

interface PickProps {
  readonly onPick: (bases: readonly LegalBasis[]) => void;
  readonly onClose: () => void;
}

/** The statute and articles chosen so far, and what the library offers. */
function usePick() {
  const [text, setText] = useState('');
  const [statute, setStatute] = useState<StatuteRow | null>(null);
  const [articles, setArticles] = useState<readonly string[]>([]);
  const list = useApiQuery(listStatutes, { query: { limit: 200, ...(text === '' ? {} : { text }) } });
  const shown = useApiQuery(
    showStatute,
    { params: { id: statute?.id ?? '' } },
    { enabled: statute !== null },
  );
  const detail = shown.data?.id === statute?.id ? shown.data : undefined;
  const rows = withOne(list.data?.rows ?? [], statute);
  const choose = (id: string | undefined) => {
    setStatute(rows.find((row) => row.id === id) ?? null);
    setArticles([]);
  };
  return { list, shown, detail, rows, statute, choose, articles, setArticles, setText };
}

export function PickBasisDialog(props: PickProps) {
  const say = useText(libraryPageText);
  const ui = useUi();
  const { list, shown, detail, rows, statute, choose, articles, setArticles, setText } = usePick();
  return (
    <Dialog
      open
      wide
      title={say('pickTitle')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{ui('cancel')}</Button>
          <Button
            kind="primary"
            disabled={detail === undefined}
            onClick={() => detail !== undefined && props.onPick(basesOf(detail, articles))}
          >
            {say('addBases')}
          </Button>
        </>
      }
    >
      <ErrorNotice error={list.error ?? shown.error} />
      <ChooseField
        name="basis.statute"
        label={say('law')}
        hint={say('lawHint')}
        value={statute === null ? [] : [statute.id]}
        choices={rows.map((row) => ({ value: row.id, label: statuteName(row) }))}
        onSearch={setText}
        loading={list.refreshing}
        onChange={([id]) => choose(id)}
      />
      {list.status === 'ready' && rows.length === 0 ? <p className="secondary">{say('noStatutes')}</p> : null}
      {statute !== null && detail === undefined ? <Skeleton lines={3} /> : null}
      {detail === undefined ? null : <Articles detail={detail} chosen={articles} onChange={setArticles} />}
    </Dialog>
  );
}

function Articles(props: {
  readonly detail: StatuteDetail;
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}) {
  const say = useText(libraryPageText);
  const { detail, chosen } = props;
  return (
    <>
      {detail.endedOn === null ? null : (
        <Notice tone="warning">{say('endedNote', { day: detail.endedOn })}</Notice>
      )}
      {detail.checkedOn === null ? <Notice tone="warning">{say('uncheckedNote')}</Notice> : null}
      <ChooseField
        name="basis.articles"
        label={say('articles')}
        hint={say('articlesHint')}
        many
        optional
        value={chosen}
        choices={detail.articles.map((one) => ({
          value: one.id,
          label: `${one.number}  ${one.text.slice(0, 40)}`,
        }))}
        onChange={props.onChange}
      />
      <ol className="basis-list">
        {detail.articles
          .filter((one) => chosen.includes(one.id))
          .map((one) => (
            <li key={one.id}>
              <strong>{one.number}</strong>
              <p className="basis-text">{one.text}</p>
            </li>
          ))}
      </ol>
    </>
  );
}

/** The statute's name with its edition, as lists show it. */
function statuteName(row: Pick<StatuteRow, 'title' | 'edition'>): string {
  return row.edition === '' ? row.title : `${row.title} (${row.edition})`;
}

function withOne(rows: readonly StatuteRow[], one: StatuteRow | null): readonly StatuteRow[] {
  return one === null || rows.some((row) => row.id === one.id) ? rows : [one, ...rows];
}

function basesOf(detail: StatuteDetail, articles: readonly string[]): readonly LegalBasis[] {
  const law = detail.title;
  const statuteId = detail.id;
  if (articles.length === 0) return [{ law, article: '', text: '', statuteId, articleId: null }];
  return detail.articles
    .filter((one) => articles.includes(one.id))
    .map((one) => ({ law, article: one.number, text: one.text, statuteId, articleId: one.id }));
}
