/** What this version changes in the one before, entry by entry and field by field (R076). */
import { planDifferences } from '@mingcha/core/plans/plan-api.ts';
import { planFormText } from '@mingcha/core/plans/plan-form-text.ts';
import { planPageText } from '@mingcha/core/plans/plan-page-text.ts';
import type { PlanDifference, PlanView } from '@mingcha/core/plans/plan-views.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';

export function VersionsTab({ plan }: { readonly plan: PlanView }) {
  const say = useText(planPageText);
  const read = useApiQuery(planDifferences, { params: { id: plan.id } });
  const link = (id: string | null, key: 'previousVersion' | 'nextVersion') =>
    id === null ? null : (
      <GoTo to={`/plans/${id}?tab=versions`} className={buttonClass({ size: 'small' })}>
        {say(key)}
      </GoTo>
    );
  return (
    <Section
      title={say('versionN', { n: plan.version })}
      actions={
        <div className="button-row">
          {link(plan.previousId, 'previousVersion')}
          {link(plan.nextId, 'nextVersion')}
        </div>
      }
    >
      {plan.previousId === null ? (
        <p>{say('differencesNone')}</p>
      ) : read.data === undefined ? (
        read.status === 'error' ? (
          <ErrorState error={read.error} onRetry={read.reload} />
        ) : (
          <Skeleton lines={4} />
        )
      ) : read.data.rows.length === 0 ? (
        <p>{say('differencesSame')}</p>
      ) : (
        <ul className="plan-list">
          {read.data.rows.map((row) => (
            <Difference key={row.entryKey} row={row} />
          ))}
        </ul>
      )}
    </Section>
  );
}

const tones = { added: 'verified', removed: 'void', changed: 'accent' } as const;

function Difference({ row }: { readonly row: PlanDifference }) {
  const say = useText(planPageText);
  const { locale } = useLocale();
  const fieldName = useFieldName();
  return (
    <li>
      <div className="plan-cell">
        <strong>
          {row.number === '' ? '' : `${row.number}　`}
          {row.title[locale]}
        </strong>
        {row.changes.map((change) => (
          <span key={change.field}>
            {`${fieldName(change.field)}：${say('from')} ${change.before || '–'} ${say('to')} ${change.after || '–'}`}
          </span>
        ))}
      </div>
      <StateChip tone={tones[row.kind]}>{say(`difference.${row.kind}`)}</StateChip>
    </li>
  );
}

const names: Readonly<Record<string, keyof typeof planFormText.zh>> = {
  form: 'form',
  leadItemKey: 'leadItem',
  extraItemKeys: 'extraItems',
  special: 'isSpecial',
  sheetIds: 'sheets',
  scene: 'scene',
  scope: 'scope',
  objectsText: 'objectsText',
  filter: 'where',
  classes: 'classes',
  times: 'times',
  methods: 'methods',
  window: 'window',
  drawLevel: 'drawLevel',
  checkLevel: 'checkLevel',
  participants: 'participants',
  sectionId: 'section',
  teamSize: 'teamSize',
  visitsPerDay: 'visitsPerDay',
  steps: 'stepsText',
  requirements: 'requirements',
  remark: 'remark',
};

function useFieldName(): (field: string) => string {
  const form = useText(planFormText);
  return (field) => {
    const key = names[field];
    return key === undefined ? field : form(key);
  };
}
