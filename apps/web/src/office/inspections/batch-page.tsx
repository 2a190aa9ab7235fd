/** 批量录入非现场结果: one record and one result without a problem for the named inspections of a task (R188). */
import './inspections.css';
import { type InspectionRow, listInspections } from '@mingcha/core/inspections/results/inspection-api.ts';
import { getResults, submitBatch } from '@mingcha/core/inspections/results/result-api.ts';
import { resultPageText } from '@mingcha/core/inspections/results/result-page-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { CheckboxGroup } from '../../shared/forms/choices.tsx';
import { SelectField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { useGo, useParam } from '../shell/navigation.tsx';
import { useSession } from '../shell/session.tsx';
import { firstOffSite, OffSiteFields, sentOffSite, type TypedOffSite } from './off-site-part.tsx';

const open = ['claimed', 'approved', 'noticed', 'recorded'];

export function BatchPage() {
  const say = useText(resultPageText);
  const taskId = useParam('taskId');
  const { person } = useSession();
  const list = useApiQuery(listInspections, { query: { taskId, of: 'own', limit: 200 } });
  const rows = list.data?.rows.filter((row) =>
    row.teams.some((team) => team.agencyId === person.agency.id && open.includes(team.stage)),
  );
  if (rows === undefined)
    return list.status === 'loading' ? (
      <Skeleton lines={8} />
    ) : (
      <ErrorState error={list.error} onRetry={list.reload} />
    );
  return (
    <Page>
      <PageHeader title={say('batchTitle')} lead={say('batchLead')} />
      {rows.length === 0 ? (
        <EmptyState title={say('batchNone')} />
      ) : (
        <BatchForm taskId={taskId} rows={rows} />
      )}
    </Page>
  );
}

const fields = ['compared', 'sources', 'from', 'to', 'conclusion'] as const;

function BatchForm(props: { readonly taskId: string; readonly rows: readonly InspectionRow[] }) {
  const { taskId, rows } = props;
  const say = useText(resultPageText);
  const go = useGo();
  const toast = useToast();
  const submit = useApiAction(submitBatch);
  const form = useForm<TypedOffSite>(firstOffSite(null));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [code, setCode] = useState('');
  const results = useApiQuery(getResults, { params: { id: rows[0]?.id ?? '' } });
  const codes = (results.data?.teams[0]?.codes ?? []).filter((each) => !each.isProblem);
  const send = async () => {
    const missing = [
      ...(chosen.length === 0 ? [{ field: 'inspectionIds', message: say('needObjects') }] : []),
      ...(code === '' ? [{ field: 'code', message: say('needCode') }] : []),
      ...fields
        .filter((name) => form.values[name].trim() === '')
        .map((name) => ({ field: `record.${name}`, message: say(`need.${name}`) })),
    ];
    if (missing.length > 0) return form.setProblems(missing);
    const result = await submit.run({
      params: { id: taskId },
      body: { inspectionIds: [...chosen], record: sentOffSite(form.values), code, note: '' },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('batchDone', { n: result.value.submitted }));
    go('/inspections');
  };
  return (
    <Form
      label={say('batchTitle')}
      problems={form.problems}
      onSubmit={send}
      actions={
        <Button kind="primary" type="submit" busy={submit.busy}>
          {say('batchSubmit', { n: chosen.length })}
        </Button>
      }
    >
      <CheckboxGroup
        name="inspectionIds"
        label={say('batchObjects')}
        error={form.error('inspectionIds')}
        choices={rows.map((row) => ({ value: row.id, label: row.objectName, hint: row.objectCode }))}
        value={chosen}
        onChange={setChosen}
      />
      <OffSiteFields form={form} />
      <SelectField
        name="code"
        label={say('batchCode')}
        error={form.error('code')}
        choices={codes.map((each) => ({ value: each.code, label: each.wording }))}
        value={code}
        onChange={setCode}
      />
    </Form>
  );
}
