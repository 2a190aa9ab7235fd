/** Off-site work of a team: its record to read, and the form that writes it. */
import { getInspection } from '@mingcha/core/inspections/results/inspection-api.ts';
import { recordOffSite, type TeamResultView } from '@mingcha/core/inspections/results/result-api.ts';
import { resultPageText } from '@mingcha/core/inspections/results/result-page-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { DayField, TextArea } from '../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { PairList } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';
import type { TeamProps } from './results-section.tsx';

export function OffSitePart({ inspectionId, team }: TeamProps) {
  const say = useText(resultPageText);
  const [editing, setEditing] = useState(false);
  const { offSite } = team;
  if (offSite === null || editing)
    return team.mayRecordOffSite ? (
      <OffSiteForm inspectionId={inspectionId} team={team} onSaved={() => setEditing(false)} />
    ) : null;
  const { content } = offSite;
  return (
    <div className="result-box">
      <div className="result-box-head">
        <h3>{say('offSiteTitle')}</h3>
        <span className="secondary">{say('offSiteBy', { name: offSite.recordedName })}</span>
        {team.mayRecordOffSite ? (
          <Button size="small" onClick={() => setEditing(true)}>
            {say('editOffSite')}
          </Button>
        ) : null}
      </div>
      <PairList
        pairs={[
          { name: say('compared'), value: content.compared, wide: true },
          { name: say('sources'), value: content.sources.join('；'), wide: true },
          { name: say('periodFrom'), value: `${content.from} ${say('periodTo')} ${content.to}` },
          { name: say('conclusion'), value: content.conclusion, wide: true },
        ]}
      />
    </div>
  );
}

export interface TypedOffSite {
  readonly compared: string;
  readonly sources: string;
  readonly from: string;
  readonly to: string;
  readonly conclusion: string;
}

export function firstOffSite(team: TeamResultView | null): TypedOffSite {
  const content = team?.offSite?.content;
  return {
    compared: content?.compared ?? '',
    sources: content?.sources.join('\n') ?? '',
    from: content?.from ?? '',
    to: content?.to ?? '',
    conclusion: content?.conclusion ?? '',
  };
}

export function sentOffSite(typed: TypedOffSite) {
  const sources = typed.sources.split('\n').filter((line) => line.trim() !== '');
  return { ...typed, sources };
}

function OffSiteForm(props: TeamProps & { readonly onSaved: () => void }) {
  const { inspectionId, team } = props;
  const say = useText(resultPageText);
  const toast = useToast();
  const save = useApiAction(recordOffSite);
  const inspection = useApiQuery(getInspection, { params: { id: inspectionId } });
  const taskId = inspection.data?.task.id ?? null;
  const form = useForm<TypedOffSite>(firstOffSite(team));
  const send = async () => {
    const missing = (['compared', 'sources', 'from', 'to', 'conclusion'] as const).filter(
      (name) => form.values[name].trim() === '',
    );
    if (missing.length > 0)
      return form.setProblems(
        missing.map((name) => ({ field: `record.${name}`, message: say(`need.${name}`) })),
      );
    const { agencyId, version } = team;
    const result = await save.run({
      params: { id: inspectionId },
      body: { agencyId, version, record: sentOffSite(form.values) },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('offSiteSaved'));
    props.onSaved();
  };
  return (
    <Form
      label={say('offSiteTitle')}
      problems={form.problems}
      onSubmit={send}
      actions={
        <>
          <Button kind={team.maySubmit ? 'plain' : 'primary'} type="submit" busy={save.busy}>
            {say('saveOffSite')}
          </Button>
          {team.offSite === null && taskId !== null ? (
            <GoTo to={`/inspections/batch/${taskId}`} className={buttonClass({})}>
              {say('batch')}
            </GoTo>
          ) : null}
        </>
      }
    >
      <div className="result-box-head">
        <h3>{say('offSiteTitle')}</h3>
        <span className="secondary">{say('offSiteLead')}</span>
      </div>
      <OffSiteFields form={form} />
    </Form>
  );
}

export function OffSiteFields({ form }: { readonly form: FormState<TypedOffSite> }) {
  const say = useText(resultPageText);
  const common = (name: keyof TypedOffSite) => ({
    name: `record.${name}`,
    error: form.error(`record.${name}`),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <>
      <TextArea label={say('compared')} rows={3} maxLength={2000} {...common('compared')} />
      <TextArea
        label={say('sources')}
        hint={say('sourcesHint')}
        rows={3}
        maxLength={6000}
        {...common('sources')}
      />
      <div className="result-row">
        <DayField label={say('periodFrom')} {...common('from')} />
        <DayField label={say('periodTo')} {...common('to')} />
      </div>
      <TextArea label={say('conclusion')} rows={3} maxLength={4000} {...common('conclusion')} />
    </>
  );
}
