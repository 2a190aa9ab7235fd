/** 统计分析: every indicator in one line, this period beside the one before; each leads to its table, each number to its rows. */
import { Scrolls } from '../../../shared/ui/scrolls.tsx';
import './figures.css';
import { figuresOverview, saveFigures } from '@mingcha/core/oversight/figures/figures-api.ts';
import { figuresText } from '@mingcha/core/oversight/figures/figures-text.ts';
import { indicatorText } from '@mingcha/core/oversight/figures/indicator-text.ts';
import {
  figureColumns,
  type IndicatorGroup,
  indicatorGroups,
  indicatorOf,
} from '@mingcha/core/oversight/figures/indicators.ts';
import { useState } from 'react';
import type { z } from 'zod';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { PrintButton } from '../../../shared/ui/small.tsx';
import { ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { useSession } from '../../shell/session.tsx';
import { CountButton, Value } from './figure-cells.tsx';
import { queryOf, searchOf } from './period.ts';
import { PeriodBar, useChosen } from './period-bar.tsx';
import { type AskedRows, RowsDrawer } from './rows-drawer.tsx';
import { SaveDialog } from './save-dialog.tsx';

type Overview = z.output<typeof figuresOverview.response>;
type Line = Overview['indicators'][number];

export function FiguresPage() {
  const say = useText(figuresText);
  const { person } = useSession();
  const { chosen, ownAgency } = useChosen();
  const query = queryOf(chosen, ownAgency);
  const { data, error, status, reload } = useApiQuery(figuresOverview, { query });
  const [asked, setAsked] = useState<AskedRows | null>(null);
  const [saving, setSaving] = useState(false);
  const policy = saveFigures.policy;
  const maySave = policy.kind === 'roles' && policy.roles.some((role) => person.roles.includes(role));
  return (
    <Page>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        actions={
          <>
            <PrintButton />
            <GoTo to="/figures/saved" className={buttonClass({})}>
              {say('savedList')}
            </GoTo>
            {maySave ? (
              <Button kind="primary" onClick={() => setSaving(true)}>
                {say('save')}
              </Button>
            ) : null}
          </>
        }
      />
      <PeriodBar path="/figures" />
      {status === 'loading' ? <Skeleton lines={12} /> : null}
      {data === undefined && error !== null ? <ErrorState error={error} onRetry={reload} /> : null}
      {data === undefined ? null : (
        <>
          <p className="figures-as-of">
            <span>{say('asOfLine', { from: query.from, to: query.to, asOf: data.asOf })}</span>
            <span>{say('beforeLine', { from: data.before.from, to: data.before.to })}</span>
          </p>
          {indicatorGroups.map((group) => (
            <Group
              key={group}
              group={group}
              lines={data.indicators}
              search={searchOf(chosen)}
              onOpen={setAsked}
            />
          ))}
        </>
      )}
      <RowsDrawer asked={asked} query={query} onClose={() => setAsked(null)} />
      {saving ? <SaveDialog query={query} onClose={() => setSaving(false)} /> : null}
    </Page>
  );
}

function Group(props: {
  readonly group: IndicatorGroup;
  readonly lines: readonly Line[];
  readonly search: string;
  readonly onOpen: (asked: AskedRows) => void;
}) {
  const say = useText(figuresText);
  const title = say(`group.${props.group}`);
  const lines = props.lines.filter((line) => indicatorOf(line.indicator).group === props.group);
  return (
    <Section title={title} flush>
      <Scrolls>
        <table className="table figures-table figures-overview" aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{say('indicator')}</th>
              <th scope="col">{say('thisPeriod')}</th>
              <th scope="col">{say('numerator')}</th>
              <th scope="col">{say('denominator')}</th>
              <th scope="col">{say('exempt')}</th>
              <th scope="col">{say('void')}</th>
              <th scope="col">{say('lastPeriod')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <IndicatorLine key={line.indicator} line={line} search={props.search} onOpen={props.onOpen} />
            ))}
          </tbody>
        </table>
      </Scrolls>
    </Section>
  );
}

function IndicatorLine(props: {
  readonly line: Line;
  readonly search: string;
  readonly onOpen: (asked: AskedRows) => void;
}) {
  const names = useText(indicatorText);
  const { indicator, now, before } = props.line;
  return (
    <tr>
      <th scope="row">
        <GoTo to={`/figures/by/${indicator}?${props.search}`}>{names(`${indicator}.name`)}</GoTo>
        <span className="figures-what">
          {`${names(`${indicator}.numerator`)} / ${names(`${indicator}.denominator`)}`}
        </span>
      </th>
      <td className="figures-value" data-align="end">
        <Value indicator={indicator} row={now} />
      </td>
      {figureColumns.map((column) => (
        <td key={column} data-align="end">
          <CountButton indicator={indicator} by="all" row={now} column={column} onOpen={props.onOpen} />
        </td>
      ))}
      <td className="figures-before" data-align="end">
        <Value indicator={indicator} row={before} />
      </td>
    </tr>
  );
}
