/** 图表: trend of an indicator, how far the work has come, areas × months (or a map), and the calendar of visits. */
import './pictures.css';
import { accessRoutes } from '@mingcha/core/common/access-api.ts';
import { jurisdictionReaders } from '@mingcha/core/oversight/figures/figures-api.ts';
import { indicatorText } from '@mingcha/core/oversight/figures/indicator-text.ts';
import { type IndicatorKey, indicators } from '@mingcha/core/oversight/figures/indicators.ts';
import { pictureText } from '@mingcha/core/oversight/pictures/picture-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { PrintButton } from '../../../shared/ui/small.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { useSession } from '../../shell/session.tsx';
import { CalendarPart } from './calendar-part.tsx';
import { FunnelPart } from './funnel-part.tsx';
import { HeatPart } from './heat-part.tsx';
import { MapSection } from './map-part.tsx';
import { lastMonths } from './picture-words.ts';
import { type OpenedRows, RowsDrawer } from './rows-drawer.tsx';
import { TrendPart } from './trend-part.tsx';

/** Indicators that have months and areas. */
const shown = indicators.filter((each) => each.by.includes('month') && each.value !== 'change');

const overAll = ['coordinator', 'justiceOfficer', 'auditor'] as const;

export function PicturesPage() {
  const say = useText(pictureText);
  const { person } = useSession();
  const [months, setMonths] = useState('12');
  // A head opens the records of the own agency; the others read all of them.
  const isHead = !overAll.some((role) => person.roles.includes(role));
  const [agencyId, setAgencyId] = useState(isHead ? person.agency.id : '');
  const [indicator, setIndicator] = useState<IndicatorKey>('publicationTimeliness');
  const [opened, setOpened] = useState<OpenedRows | null>(null);
  const span = useMemo(
    () => ({ ...lastMonths(Number(months)), ...(agencyId === '' ? {} : { agencyId }) }),
    [months, agencyId],
  );
  const seesAll = jurisdictionReaders.some((role) => person.roles.includes(role));
  const part = { span, indicator, onOpen: setOpened };
  return (
    <Page>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        actions={
          <>
            <GoTo to="/screen" className="button">
              {say('openScreen')}
            </GoTo>
            <PrintButton />
          </>
        }
      />
      <div className="pictures-tools no-print">
        <SelectField
          name="months"
          label={say('period')}
          choices={(['6', '12', '24'] as const).map((value) => ({ value, label: say(`period.${value}`) }))}
          value={months}
          onChange={setMonths}
        />
        {seesAll ? <AgencyField value={agencyId} onChange={setAgencyId} /> : null}
        <IndicatorField value={indicator} onChange={setIndicator} />
      </div>
      <div className="pictures-grid">
        <Section>
          <TrendPart {...part} />
        </Section>
        <Section>
          <FunnelPart {...part} />
        </Section>
      </div>
      <MapSection {...part} />
      <Section>
        <HeatPart {...part} />
      </Section>
      <Section>
        <CalendarPart {...part} />
      </Section>
      <RowsDrawer opened={opened} onClose={() => setOpened(null)} />
    </Page>
  );
}

function IndicatorField(props: {
  readonly value: IndicatorKey;
  readonly onChange: (value: IndicatorKey) => void;
}) {
  const say = useText(pictureText);
  const words = useText(indicatorText);
  return (
    <SelectField
      name="indicator"
      label={say('indicator')}
      choices={shown.map(({ key }) => ({ value: key, label: words(`${key}.name`) }))}
      value={props.value}
      onChange={(value) => props.onChange(value as IndicatorKey)}
    />
  );
}

function AgencyField(props: { readonly value: string; readonly onChange: (value: string) => void }) {
  const say = useText(pictureText);
  const { data } = useApiQuery(accessRoutes.listAgencies, {});
  return (
    <SelectField
      name="agencyId"
      label={say('agency')}
      empty={say('allAgencies')}
      choices={(data?.rows ?? []).map((row) => ({ value: row.id, label: row.name }))}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
