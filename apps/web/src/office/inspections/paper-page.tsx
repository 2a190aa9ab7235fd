/** 录入纸质检查: the whole visit in one pass, with the scan of the paper beside the form. */
import './inspections.css';
import { enterPaperVisit, paperVisitForm } from '@mingcha/core/inspections/results/paper-visit-api.ts';
import { resultPageText } from '@mingcha/core/inspections/results/result-page-text.ts';
import { visitPageText } from '@mingcha/core/inspections/results/visit-page-text.ts';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { GoTo, useGo, useParam } from '../shell/navigation.tsx';
import { PaperFindings, PaperSheets } from './paper-content.tsx';
import { PaperCourse, PaperSigning } from './paper-course.tsx';
import { PaperScans, type Scan } from './paper-scans.tsx';
import { firstPaper, paperNeeds, sentPaper, type TypedPaper } from './paper-values.ts';
import { findingGaps } from './result-values.ts';

export function PaperPage() {
  const id = useParam('id');
  const read = useApiQuery(paperVisitForm, { params: { id } });
  if (read.data !== undefined) return <Entry {...read.data} />;
  if (read.status === 'loading') return <Skeleton lines={10} />;
  return <ErrorState error={read.error} onRetry={read.reload} />;
}

function Entry(props: {
  readonly visit: PackedVisit;
  readonly rectifyBy: string;
  readonly scans: readonly Scan[];
}) {
  const { visit } = props;
  const id = visit.inspectionId;
  const say = useText(visitPageText);
  const sayResult = useText(resultPageText);
  const go = useGo();
  const toast = useToast();
  const enter = useApiAction(enterPaperVisit);
  const [scans, setScans] = useState(props.scans);
  const form = useForm<TypedPaper>(firstPaper(visit));
  const send = async () => {
    const needs = [
      ...paperNeeds(form.values, scans.length).map(({ field, key }) => ({ field, message: say(key) })),
      ...findingGaps(form.values.findings).map(({ field, key }) => ({ field, message: sayResult(key) })),
    ];
    if (needs.length > 0) return form.setProblems(needs);
    const body = {
      visit: sentPaper(form.values, { visit, scanIds: scans.map((scan) => scan.id) }),
    };
    const result = await enter.run({ params: { id }, body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('submitted'));
    go(`/inspections/${id}?tab=results`);
  };
  return (
    <Page>
      <PageHeader title={`${say('paperTitle')}：${visit.object.name}`} lead={say('paperLead')} />
      <div className="paper-entry">
        <Form
          label={say('paperTitle')}
          problems={form.problems}
          onSubmit={send}
          actions={<EntryButtons inspectionId={id} busy={enter.busy} />}
        >
          <PaperCourse visit={visit} form={form} />
          {form.values.outcome === 'normal' ? <PaperSheets visit={visit} form={form} /> : null}
          <PaperFindings visit={visit} form={form} rectifyBy={props.rectifyBy} />
          <PaperSigning visit={visit} form={form} />
        </Form>
        <PaperScans
          inspectionId={id}
          scans={scans}
          error={form.error('scan')}
          onUploaded={(scan) => setScans((old) => [...old, scan])}
        />
      </div>
    </Page>
  );
}

function EntryButtons(props: { readonly inspectionId: string; readonly busy: boolean }) {
  const say = useText(visitPageText);
  const ui = useUi();
  return (
    <>
      <Button kind="primary" type="submit" busy={props.busy}>
        {say('submitPaper')}
      </Button>
      <GoTo to={`/inspections/${props.inspectionId}?tab=visit`} className={buttonClass({})}>
        {ui('cancel')}
      </GoTo>
    </>
  );
}
