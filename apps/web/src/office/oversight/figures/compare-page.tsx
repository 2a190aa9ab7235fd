/** Saved figures beside the same ones made again now: which numbers changed, and why. */
import { Scrolls } from '../../../shared/ui/scrolls.tsx';
import '../oversight.css';
import './figures.css';
import { figureValueText } from '@mingcha/core/oversight/figures/figure-words.ts';
import { compareSavedFigures, type FigureChange } from '@mingcha/core/oversight/figures/figures-api.ts';
import { figuresText } from '@mingcha/core/oversight/figures/figures-text.ts';
import { indicatorText } from '@mingcha/core/oversight/figures/indicator-text.ts';
import { indicatorOf } from '@mingcha/core/oversight/figures/indicators.ts';
import type { z } from 'zod';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatInstant } from '../../../shared/format.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { PrintButton } from '../../../shared/ui/small.tsx';
import { ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { PairList, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';

type Compared = z.output<typeof compareSavedFigures.response>;
type Line = Compared['indicators'][number];

export function CompareFiguresPage() {
  const say = useText(figuresText);
  const id = useParam('id');
  const { data, error, status, reload } = useApiQuery(compareSavedFigures, { params: { id } });
  const changed = data?.indicators.filter((line) => line.reasons.length > 0) ?? [];
  return (
    <Page>
      <PageHeader
        title={data?.saved.title ?? say('compareTitle')}
        lead={say('compareLead')}
        actions={
          <>
            <GoTo to="/figures/saved">{say('savedList')}</GoTo>
            <PrintButton />
          </>
        }
      />
      {status === 'loading' ? <Skeleton lines={10} /> : null}
      {data === undefined && error !== null ? <ErrorState error={error} onRetry={reload} /> : null}
      {data === undefined ? null : (
        <>
          <Saved saved={data.saved} />
          <Changes lines={data.indicators} />
          {changed.map((line) => (
            <Cases key={line.indicator} line={line} />
          ))}
        </>
      )}
    </Page>
  );
}

function Saved({ saved }: { readonly saved: Compared['saved'] }) {
  const say = useText(figuresText);
  return (
    <Section>
      <PairList
        columns={2}
        pairs={[
          { name: say('period'), value: `${saved.from} — ${saved.to}` },
          { name: say('asOf'), value: saved.asOf },
          { name: say('savedScope'), value: saved.agencyName ?? say('scope.all') },
          { name: say('savedBy'), value: `${saved.personName} ${formatInstant(saved.savedAt)}` },
        ]}
      />
    </Section>
  );
}

function Changes({ lines }: { readonly lines: readonly Line[] }) {
  const say = useText(figuresText);
  const names = useText(indicatorText);
  const { locale } = useLocale();
  const figure = (line: Line, of: Line['now']): string =>
    `${figureValueText(indicatorOf(line.indicator), of.value, locale)} (${of.numerator}/${of.denominator})`;
  return (
    <Section title={say('compareTitle')} flush>
      <Scrolls>
        <table className="table figures-table" aria-label={say('compareTitle')}>
          <thead>
            <tr>
              <th scope="col">{say('indicator')}</th>
              <th scope="col">{say('compare.before')}</th>
              <th scope="col">{say('compare.now')}</th>
              <th scope="col" data-text>
                {say('compare.why')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.indicator}>
                <th scope="row">{names(`${line.indicator}.name`)}</th>
                <td>{figure(line, line.before)}</td>
                <td>{figure(line, line.now)}</td>
                <td data-text>
                  {line.reasons.length === 0 ? (
                    <StateChip>{say('compare.same')}</StateChip>
                  ) : (
                    line.reasons.map(({ reason, cases }) => (
                      <StateChip key={reason} tone={reason === 'voided' ? 'void' : 'warning'}>
                        {say('compare.cases', { reason: say(`reason.${reason}`), count: cases })}
                      </StateChip>
                    ))
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </Section>
  );
}

function Cases({ line }: { readonly line: Line }) {
  const say = useText(figuresText);
  const names = useText(indicatorText);
  const total = line.reasons.reduce((sum, each) => sum + each.cases, 0);
  const column = (of: FigureChange['now']): string => say(of === null ? 'column.none' : `column.${of}`);
  return (
    <Section title={names(`${line.indicator}.name`)} flush>
      <Scrolls>
        <table className="table" aria-label={names(`${line.indicator}.name`)}>
          <thead>
            <tr>
              <th scope="col">{say('rowSubject')}</th>
              <th scope="col">{say('compare.before')}</th>
              <th scope="col">{say('compare.now')}</th>
              <th scope="col">{say('compare.why')}</th>
            </tr>
          </thead>
          <tbody>
            {line.changes.map((change) => (
              <tr key={change.key}>
                <td>
                  <span className="oversight-cell">
                    {change.path === '' || change.subject === '' ? (
                      say('compare.unknown')
                    ) : (
                      <GoTo to={change.path}>{change.subject}</GoTo>
                    )}
                    <span className="secondary">{change.mark}</span>
                  </span>
                </td>
                <td>{column(change.before)}</td>
                <td>{column(change.now)}</td>
                <td>{say(`reason.${change.reason}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
      {total > line.changes.length ? (
        <p className="figures-as-of">{say('compare.first', { count: line.changes.length })}</p>
      ) : null}
    </Section>
  );
}
