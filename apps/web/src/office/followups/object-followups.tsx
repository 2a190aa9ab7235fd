/** Open problems of one object, on its page: what, how far, until when. */
import './followups.css';
import { listFollowups } from '@mingcha/core/followups/followup-api.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { OpenMatters } from '../parts/open-matters.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { DueOf, StateOf } from './followup-columns.tsx';

const shown = 10;

export function ObjectFollowups({ objectId }: { readonly objectId: string }) {
  const say = useText(followupPageText);
  const read = useApiQuery(listFollowups, { query: { objectId, limit: shown } });
  return (
    <OpenMatters
      title={say('ofObject')}
      none={say('ofObjectNone')}
      more={<GoTo to="/followups">{say('ofObjectMore')}</GoTo>}
      read={read}
      rows={read.data?.rows.map((row) => ({
        key: row.findingId,
        what: <GoTo to={`/followups/${row.findingId}`}>{row.text}</GoTo>,
        standing: <StateOf row={row} />,
        due: <DueOf row={row} />,
      }))}
    />
  );
}
