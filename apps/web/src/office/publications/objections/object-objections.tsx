/** Open objections to results about one object, on its page. */
import { listObjections } from '@mingcha/core/publications/objections/objection-api.ts';
import { objectionPageText } from '@mingcha/core/publications/objections/objection-page-text.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import { OpenMatters } from '../../parts/open-matters.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { IntakeDue } from './intake-parts.tsx';
import { objectionTones } from './objections-page.tsx';

const shown = 10;

export function ObjectObjections({ objectId }: { readonly objectId: string }) {
  const say = useText(objectionPageText);
  const read = useApiQuery(listObjections, { query: { objectId, limit: shown } });
  return (
    <OpenMatters
      title={say('ofObject')}
      none={say('ofObjectNone')}
      more={<GoTo to="/objections">{say('ofObjectMore')}</GoTo>}
      read={read}
      rows={read.data?.rows.map((row) => ({
        key: row.id,
        what: <GoTo to={`/objections/${row.id}`}>{row.number}</GoTo>,
        standing: <StateChip tone={objectionTones[row.state]}>{say(`state.${row.state}`)}</StateChip>,
        due: <IntakeDue dueOn={row.dueOn} daysLeft={row.daysLeft} />,
      }))}
    />
  );
}
