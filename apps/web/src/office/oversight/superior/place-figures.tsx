/** Indicators of a jurisdiction below, of this year. */
import { Scrolls } from '../../../shared/ui/scrolls.tsx';
import '../figures/figures.css';
import { indicatorText } from '@mingcha/core/oversight/figures/indicator-text.ts';
import { figureColumns } from '@mingcha/core/oversight/figures/indicators.ts';
import { readBelowFigures } from '@mingcha/core/oversight/superior/superior-api.ts';
import { superiorText } from '@mingcha/core/oversight/superior/superior-text.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatDay, formatNumber } from '../../../shared/format.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { Value } from '../figures/figure-cells.tsx';

export function PlaceFigures({ id }: { readonly id: string }) {
  const say = useText(superiorText);
  const names = useText(indicatorText);
  const { locale } = useLocale();
  const read = useApiQuery(readBelowFigures, { params: { id } });
  if (read.error !== null) return <ErrorState error={read.error} onRetry={read.reload} />;
  if (read.data === undefined) return <Skeleton lines={12} />;
  const day = (value: string) => formatDay(value, locale);
  const { from, to, asOf } = read.data;
  const lead = say('figuresLead', { from: day(from), to: day(to), asOf: day(asOf) });
  return (
    <div className="deadlines-parts">
      <p className="secondary">{lead}</p>
      <Section title={say('figures')} flush>
        <Scrolls>
          <table className="table figures-table" aria-label={say('figures')}>
            <thead>
              <tr>
                {(['indicator', 'value', ...figureColumns] as const).map((key) => (
                  <th key={key} scope="col">
                    {say(key)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {read.data.rows.map((row) => (
                <tr key={row.indicator}>
                  <th scope="row">
                    {names(`${row.indicator}.name`)}
                    <span className="figures-what">
                      {`${names(`${row.indicator}.numerator`)} / ${names(`${row.indicator}.denominator`)}`}
                    </span>
                  </th>
                  <td className="figures-value" data-align="end">
                    <Value indicator={row.indicator} row={{ value: row.value, interval: null }} />
                  </td>
                  {figureColumns.map((column) => (
                    <td key={column} data-align="end">
                      {formatNumber(row[column])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolls>
      </Section>
    </div>
  );
}
