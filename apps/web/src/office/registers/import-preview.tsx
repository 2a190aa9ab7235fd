/** 预览: what an import would do, counted and row by row, before anything is written. */
import {
  applyImport,
  type ImportDetail,
  importReport,
  rowOutcomes,
} from '@mingcha/core/registers/import-api.ts';
import { importPageText } from '@mingcha/core/registers/import-page-text.ts';
import { importText } from '@mingcha/core/registers/import-text.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useState } from 'react';
import { addressOf } from '../../shared/api/address.ts';
import { useApiAction } from '../../shared/api/use-api.ts';
import { formatNumber } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button, ButtonRow, buttonClass } from '../../shared/ui/button.tsx';
import { Figures, Section, Tabs } from '../../shared/ui/page.tsx';
import { Popover } from '../../shared/ui/popover.tsx';
import { ErrorNotice, Notice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { CancelImport } from './cancel-import.tsx';
import { ImportRows } from './import-rows.tsx';

export function ImportPreview(props: { readonly one: ImportDetail; readonly onBack: () => void }) {
  const { one } = props;
  const say = useText(importPageText);
  const toast = useToast();
  const apply = useApiAction(applyImport);
  const counts = one.counts ?? noCounts;
  const writing = counts.new + counts.changed;
  const run = async () => {
    const result = await apply.run({ params: { id: one.id } });
    if (result.ok) toast(say('importedToast', { n: formatNumber(writing) }));
  };
  return (
    <div className="page">
      <ImportCounts one={one} />
      {writing > 0 ? null : (
        <Notice tone="info" title={say('nothingToApply')}>
          <p>{say('nothingToApplyText')}</p>
        </Notice>
      )}
      <ErrorNotice error={apply.error} />
      <ButtonRow>
        {writing > 0 ? (
          <Button kind="primary" busy={apply.busy} onClick={() => void run()}>
            {say('applyAll', { n: formatNumber(writing) })}
          </Button>
        ) : null}
        <CancelImport id={one.id} />
        <Button onClick={props.onBack}>{say('backToColumns')}</Button>
        <ReportMenu id={one.id} />
      </ButtonRow>
      <OutcomeTabs one={one} />
    </div>
  );
}

const noCounts = { read: 0, new: 0, changed: 0, unchanged: 0, duplicate: 0, rejected: 0, warned: 0 };

export function ImportCounts({ one }: { readonly one: ImportDetail }) {
  const say = useText(importPageText);
  const word = useText(importText);
  const counts = one.counts ?? noCounts;
  const figure = (name: string, value: number) => ({ name, value: formatNumber(value) });
  return (
    <Section>
      <Figures
        figures={[
          figure(say('rowsRead'), counts.read),
          ...rowOutcomes.map((outcome) => figure(word(`outcome.${outcome}`), counts[outcome])),
          figure(say('warnedRows'), counts.warned),
        ]}
      />
      <p className="field-hint import-note">
        {one.state === 'previewed' ? say('previewLead') : null} {counts.warned > 0 ? say('warnedHint') : null}
      </p>
    </Section>
  );
}

/** Rows by outcome; opens with the first outcome that has rows and needs eyes. */
export function OutcomeTabs({ one }: { readonly one: ImportDetail }) {
  const say = useText(importPageText);
  const word = useText(importText);
  const counts = one.counts ?? noCounts;
  const [now, setNow] = useState<(typeof rowOutcomes)[number]>(
    () =>
      (['rejected', 'changed', 'new', 'duplicate'] as const).find((outcome) => counts[outcome] > 0) ??
      'unchanged',
  );
  return (
    <Tabs
      label={say('outcomes')}
      tabs={rowOutcomes.map((key) => ({
        key,
        title: say('tabOf', { name: word(`outcome.${key}`), n: formatNumber(counts[key]) }),
      }))}
      now={now}
      onChange={(key) => setNow(rowOutcomes.find((outcome) => outcome === key) ?? now)}
    >
      <div className="tab-content">
        <ImportRows key={now} one={one} outcome={now} />
      </div>
    </Tabs>
  );
}

/** 下载报告: every row with its outcome, as xlsx or csv. */
export function ReportMenu({ id }: { readonly id: string }) {
  const say = useText(importPageText);
  const word = useText(registerPageText);
  return (
    <Popover label={say('report')} icon="download">
      <div className="export-menu">
        {(['xlsx', 'csv'] as const).map((format) => (
          <a
            key={format}
            className={buttonClass({ size: 'small', wide: true })}
            href={addressOf(importReport, { params: { id }, query: { format } })}
            download
          >
            {word(format === 'xlsx' ? 'exportXlsx' : 'exportCsv')}
          </a>
        ))}
      </div>
    </Popover>
  );
}
