/** 本年度检查: the year's visits of every agency against the caps in force, from the frequency ledger. */
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import { objectFrequency } from '@mingcha/core/registers/rules/frequency-api.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatNumber } from '../../../shared/format.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Figures, Section } from '../../../shared/ui/page.tsx';
import { Skeleton } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';

export function YearVisits({ objectId }: { readonly objectId: string }) {
  const say = useText(objectsPageText);
  const read = useApiQuery(objectFrequency, { params: { id: objectId }, query: {} });
  if (read.status === 'forbidden' || read.status === 'error') return null;
  const year = read.data;
  if (year === undefined) return <Skeleton lines={3} />;
  const { status, entries } = year;
  const number = (value: number | null) => (value === null ? say('noCap') : formatNumber(value));
  return (
    <Section title={`${say('year')} ${year.year}`}>
      <Figures
        figures={[
          { name: say('yearCount'), value: formatNumber(status.counted) },
          { name: say('yearCap'), value: number(status.cap) },
          { name: say('yearLeft'), value: number(status.left) },
        ]}
      />
      <p className="field-hint">{say('yearLead')}</p>
      {entries.length === 0 ? <p className="secondary">{say('yearEmpty')}</p> : null}
      <ol className="file-list">
        {entries.map((one) => (
          <li key={one.id}>
            <DateText value={one.enteredOn} />
            <span>{one.bodyName}</span>
            <StateChip tone={one.basis === 'counted' ? 'accent' : 'neutral'}>
              {say(one.basis === 'counted' ? 'counted' : 'notCounted')}
            </StateChip>
          </li>
        ))}
      </ol>
    </Section>
  );
}
