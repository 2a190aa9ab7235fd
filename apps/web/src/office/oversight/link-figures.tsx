/** How many duties of each link were met in time, late, are open or overdue. */
import { responsibilityStates } from '@mingcha/core/oversight/responsibility.ts';
import { responsibilityFigures } from '@mingcha/core/oversight/responsibility-api.ts';
import { responsibilityText } from '@mingcha/core/oversight/responsibility-text.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { formatNumber } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';

/** Each figure is the way to its rows. */
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
    <Section
      title={say('figures')}
      actions={<span className="secondary">{say('asOf', { day: data.asOf })}</span>}
    >
      <div className="table-scroll">
        <table className="table oversight-figures" aria-label={say('figures')}>
          <thead>
            <tr>
              <th scope="col">{say('link')}</th>
              {responsibilityStates.map((state) => (
                <th key={state} scope="col">
                  {say(`of.${state}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.links.map((row) => (
              <tr key={row.link}>
                <th scope="row">{words(`link.${row.link}`)}</th>
                {responsibilityStates.map((state) => (
                  <td key={state} data-late={state === 'late' && row.late > 0}>
                    {row[state] === 0 ? (
                      '0'
                    ) : (
                      <button
                        type="button"
                        aria-label={`${words(`link.${row.link}`)} ${say(`of.${state}`)} ${row[state]}`}
                        onClick={() => props.onChoose(row.link, state)}
                      >
                        {formatNumber(row[state])}
                      </button>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="oversight-note secondary">{say('figuresNote')}</p>
    </Section>
  );
}
