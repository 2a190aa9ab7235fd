/** Published item lists of all agencies. */
import './public-items.css';
import { listPublicItemLists } from '@mingcha/core/registers/items/public-items-api.ts';
import { publicItemsText } from '@mingcha/core/registers/items/public-items-text.ts';
import { useState } from 'react';
import { useRead } from '../../../shared/api/use-read.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { ListIndex } from './list-index.tsx';

const pageSize = 50;

export function PublicItemListsPage() {
  const say = useText(publicItemsText);
  const [text, setText] = useState('');
  const [limit, setLimit] = useState(pageSize);
  const read = useRead(listPublicItemLists, { query: { ...(text === '' ? {} : { text }), limit } });
  return (
    <ListIndex
      title={say('title')}
      lead={say('lead')}
      empty={say('none')}
      path="/items"
      count={(list) => say('itemsCount', { n: list.entries })}
      rows={read.data?.rows}
      error={read.error}
      onRetry={read.reload}
      onSearch={(next) => {
        setText(next);
        setLimit(pageSize);
      }}
      more={
        (read.data?.next ?? null) === null || limit >= 200 ? null : (
          <Button onClick={() => setLimit(Math.min(200, limit + pageSize))}>{say('more')}</Button>
        )
      }
    />
  );
}
