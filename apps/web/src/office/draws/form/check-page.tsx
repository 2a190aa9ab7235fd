/** The check page: everything that will be sealed, all findings, and one button to confirm. */
import '../draws.css';
import { checkDraw, getDraw, previewDraw } from '@mingcha/core/draws/draw-api.ts';
import { drawFormText } from '@mingcha/core/draws/draw-form-text.ts';
import type { DrawPreview, DrawView } from '@mingcha/core/draws/draw-views.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { formatInstant } from '../../../shared/format.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorNotice, ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { GoTo, useGo, useParam } from '../../shell/navigation.tsx';
import { Findings, PeoplePreview, PreviewFigures, StrataTable } from '../preview-parts.tsx';
import { SettingsSummary } from '../settings-summary.tsx';
import type { FormStep } from './problems.ts';

export function CheckPage() {
  const say = useText(drawFormText);
  const id = useParam('id');
  const draw = useApiQuery(getDraw, { params: { id } });
  const preview = useApiQuery(previewDraw, { params: { id } });
  if (draw.data === undefined || preview.data === undefined) {
    const error = draw.error ?? preview.error;
    if (error === null) return <Skeleton lines={10} />;
    return (
      <ErrorState
        error={error}
        onRetry={() => {
          draw.reload();
          preview.reload();
        }}
      />
    );
  }
  return (
    <Page>
      <PageHeader title={say('checkTitle')} lead={<CheckLead draw={draw.data} preview={preview.data} />} />
      <Findings findings={preview.data.findings} />
      <Section title={say('previewTitle')} actions={<Change id={id} step="strata" />}>
        <div className="draw-findings">
          <PreviewFigures preview={preview.data} />
          <StrataTable strata={preview.data.strata} />
        </div>
      </Section>
      <Section title={say('feasibility')} actions={<Change id={id} step="teams" />}>
        <PeoplePreview preview={preview.data} />
      </Section>
      <SettingsSummary draw={draw.data} action={(step) => <Change id={id} step={step} />} />
      <Confirm draw={draw.data} preview={preview.data} />
    </Page>
  );
}

function CheckLead(props: { readonly draw: DrawView; readonly preview: DrawPreview }) {
  const say = useText(drawFormText);
  const { locale } = useLocale();
  return (
    <>
      {`${props.draw.title[locale]}　`}
      {say('takenAt', { at: formatInstant(props.preview.takenAt) })}
    </>
  );
}

function Change(props: { readonly id: string; readonly step: FormStep }) {
  const say = useText(drawFormText);
  return (
    <GoTo to={`/draws/${props.id}/edit?step=${props.step}`} className={buttonClass({ size: 'small' })}>
      {say('change')}
    </GoTo>
  );
}

function Confirm(props: { readonly draw: DrawView; readonly preview: DrawPreview }) {
  const say = useText(drawFormText);
  const go = useGo();
  const check = useApiAction(checkDraw);
  const { draw, preview } = props;
  const blocking = preview.findings.filter((finding) => finding.severity === 'blocks').length;
  const confirm = async () => {
    const result = await check.run({ params: { id: draw.id } });
    if (result.ok) go(`/draws/${draw.id}`);
  };
  return (
    <div className="draw-confirm">
      <ErrorNotice error={check.error} />
      {blocking > 0 ? <Notice tone="error">{say('confirmBlocked', { n: blocking })}</Notice> : null}
      <div className="button-row">
        <GoTo to={`/draws/${draw.id}`} className={buttonClass()}>
          {say('toTask')}
        </GoTo>
        <Button
          kind="primary"
          size="large"
          busy={check.busy}
          disabled={blocking > 0 || !draw.moves.includes('checked')}
          onClick={() => void confirm()}
        >
          {say('confirmCheck')}
        </Button>
      </div>
      <p className="secondary">{say('confirmHint')}</p>
    </div>
  );
}
