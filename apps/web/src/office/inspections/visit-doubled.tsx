/** Fields that two people wrote without seeing each other: what holds, what stands beside it, and settling it. */

import { getInspection } from '@mingcha/core/inspections/results/inspection-api.ts';
import { visitPageText } from '@mingcha/core/inspections/results/visit-page-text.ts';
import { reconcileField, type VisitView } from '@mingcha/core/inspections/results/visit-view-api.ts';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { ErrorNotice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';

const named = [
  'place',
  'situation',
  'representative',
  'outcome',
  'feedback',
  'lines',
  'notes',
  'findings',
] as const;

export function DoubledPart(props: { readonly inspectionId: string; readonly visit: VisitView }) {
  const { inspectionId, visit } = props;
  const say = useText(visitPageText);
  const toast = useToast();
  const settle = useApiAction(reconcileField);
  const inspection = useApiQuery(getInspection, { params: { id: inspectionId } });
  const agencyId = inspection.data?.ownAgencyId ?? null;
  if (visit.doubled.length === 0) return null;
  const take = async (path: string, writeId: string) => {
    if (agencyId === null) return;
    const result = await settle.run({ params: { id: inspectionId }, body: { agencyId, path, writeId } });
    if (result.ok) toast(say('settled'));
  };
  return (
    <Section title={say('doubled')}>
      <p className="secondary">{say('doubledText')}</p>
      <ErrorNotice error={settle.error} />
      <ul className="result-list">
        {visit.doubled.map((field) => (
          <li key={field.path} className="result-box">
            <h3>{say(`path.${named.find((each) => field.path.startsWith(each)) ?? 'other'}`)}</h3>
            {[field.held, ...field.beside].map((written, n) => (
              <div key={written.writeId} className="result-clock">
                <span className="result-text">{wordsOf(written.value)}</span>
                <span className="secondary">
                  {written.by} <DateText value={written.at} />
                </span>
                {n === 0 ? <StateChip>{say('doubledHeld')}</StateChip> : null}
                {visit.mayReconcile && agencyId !== null ? (
                  <Button
                    size="small"
                    busy={settle.busy}
                    onClick={() => void take(field.path, written.writeId)}
                  >
                    {say('takeThis')}
                  </Button>
                ) : null}
              </div>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** A value in words: texts as they are, records by their members. */
function wordsOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  if (Array.isArray(value)) return value.map(wordsOf).join('；');
  if (typeof value === 'object' && value !== null)
    return Object.values(value)
      .filter((each) => each !== null && each !== '')
      .map(wordsOf)
      .join(' ');
  return '–';
}
