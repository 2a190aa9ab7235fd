/** How many duties of each link were met in time, late, are open or overdue. */
import { responsibilityStates } from '@mingcha/core/oversight/responsibility.ts';
import { responsibilityFigures } from '@mingcha/core/oversight/responsibility-api.ts';
import { responsibilityText } from '@mingcha/core/oversight/responsibility-text.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { StateFigures } from './state-figures.tsx';

export function LinkFigures(props: {
  readonly taskId: string;
  readonly onChoose: (link: string, state: string) => void;
}) {
  const say = useText(responsibilityText);
  const words = useText(organisationPageText);
  const query = props.taskId === '' ? {} : { taskId: props.taskId };
  const { data } = useApiQuery(responsibilityFigures, { query });
  if (data === undefined) return null;
  return (
    <StateFigures
      title={say('figures')}
      asOf={say('asOf', { day: data.asOf })}
      note={say('figuresNote')}
      head={say('link')}
      states={responsibilityStates.map((key) => ({ key, name: say(`of.${key}`) }))}
      rows={data.links.map((row) => ({ key: row.link, name: words(`link.${row.link}`), counts: row }))}
      onChoose={props.onChoose}
    />
  );
}
