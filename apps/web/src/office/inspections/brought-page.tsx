/** 现场记录导入与离线任务包: files saved on phones come in, task packs go out, and what became of each file. */
import { type BroughtReport, bringFile, listBrought } from '@mingcha/core/inspections/visits/brought-api.ts';
import { fieldOfficeText } from '@mingcha/core/inspections/visits/field-office-text.ts';
import { sealedFileMaxBytes } from '@mingcha/core/inspections/visits/sealed-pack.ts';
import { useMemo, useRef, useState } from 'react';
import { newActionId } from '../../shared/api/action-id.ts';
import { type ApiError, callApi } from '../../shared/api/call-api.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { UploadBox } from '../../shared/forms/upload-box.tsx';
import { useSentence, useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { EmptyState, Notice } from '../../shared/ui/states.tsx';
import { DateText } from '../../shared/ui/values.tsx';
import { MediaPack } from './media-pack.tsx';

export function BroughtPage() {
  const say = useText(fieldOfficeText);
  const paging = usePaging('field.brought');
  const list = useApiQuery(listBrought, { query: paging.query });
  const [report, setReport] = useState<BroughtReport | null>(null);
  const columns = useColumns();
  return (
    <Page>
      <PageHeader title={say('broughtTitle')} lead={say('broughtLead')} />
      <Section title={say('bringTitle')}>
        <p className="secondary">{say('bringText')}</p>
        <BringBox
          onDone={(done) => {
            setReport(done);
            list.reload();
          }}
        />
        {report === null ? null : <ReportNotice report={report} />}
      </Section>
      <MediaPack />
      <Section title={say('history')} flush>
        <DataTable
          id="field-brought"
          label={say('history')}
          columns={columns}
          rows={list.data?.rows}
          rowKey={keyOf}
          rowName={nameOf}
          status={list.status}
          refreshing={list.refreshing}
          error={list.error}
          onRetry={list.reload}
          paging={paging}
          next={list.data?.next ?? null}
          empty={<EmptyState title={say('historyEmpty')} />}
        />
      </Section>
    </Page>
  );
}

const keyOf = (row: BroughtReport) => row.id;
const nameOf = (row: BroughtReport) => row.personName;

function useColumns(): readonly Column<BroughtReport>[] {
  const say = useText(fieldOfficeText);
  return useMemo(
    () => [
      { key: 'person', title: say('person'), nowrap: true, render: (row) => row.personName },
      { key: 'device', title: say('device'), render: (row) => row.deviceName },
      { key: 'madeAt', title: say('madeAt'), nowrap: true, render: (row) => <DateText value={row.madeAt} /> },
      {
        key: 'broughtAt',
        title: say('broughtAt'),
        nowrap: true,
        render: (row) => <DateText value={row.broughtAt} />,
      },
      { key: 'broughtBy', title: say('broughtBy'), nowrap: true, render: (row) => row.broughtBy },
      { key: 'result', title: say('result'), render: (row) => say('resultLine', figuresOf(row)) },
    ],
    [say],
  );
}

function figuresOf({ records, files }: BroughtReport) {
  const count = (state: string): number => records.filter((each) => each.state === state).length;
  return {
    taken: count('taken'),
    again: count('again'),
    refused: count('refused'),
    files: files.filter((each) => each.state === 'complete').length,
  };
}

function BringBox(props: { readonly onDone: (report: BroughtReport) => void }) {
  const say = useText(fieldOfficeText);
  const sentence = useSentence();
  const [progress, setProgress] = useState<number | null>(null);
  const [refused, setRefused] = useState<ApiError | null>(null);
  // The same file sent again after a broken connection is the same act.
  const pending = useRef<{ readonly file: File; readonly id: string } | null>(null);
  const send = async (file: File) => {
    if (pending.current?.file !== file) pending.current = { file, id: newActionId() };
    setProgress(0);
    setRefused(null);
    const result = await callApi(bringFile, {
      body: { actionId: pending.current.id },
      file,
      onProgress: setProgress,
    });
    setProgress(null);
    if (result.ok || result.error.status !== 0) pending.current = null;
    if (result.ok) props.onDone(result.value);
    else setRefused(result.error);
  };
  return (
    <UploadBox
      name="file"
      label={say('bringFile')}
      accept={['.mcpack']}
      maxBytes={sealedFileMaxBytes}
      progress={progress}
      onFile={(file) => void send(file)}
      {...(refused === null ? {} : { error: sentence(refused) })}
    />
  );
}

/** What was taken, and each record and file that was not, with its reason. */
function ReportNotice({ report }: { readonly report: BroughtReport }) {
  const say = useText(fieldOfficeText);
  const sentence = useSentence();
  const refused = report.records.filter((each) => each.state === 'refused');
  const files = report.files.filter((each) => each.state !== 'complete');
  const isWhole = refused.length + files.length === 0;
  const reason = (code: string | null, data: Readonly<Record<string, string | number>> | null) =>
    code === null ? '' : sentence({ code, ...(data === null ? {} : { data }) });
  return (
    <Notice tone={isWhole ? 'verified' : 'warning'} title={say('lastReport')}>
      <p>
        {report.personName} {say('resultLine', figuresOf(report))}
      </p>
      {isWhole ? (
        <p>{say('allTaken')}</p>
      ) : (
        <ul>
          {refused.map((each) => (
            <li key={each.id}>
              {say('record')} <strong>{each.objectName}</strong>{' '}
              <span className="mono">{each.id.slice(-8)}</span> {reason(each.code, each.data)}
            </li>
          ))}
          {files.map((each) => (
            <li key={each.id}>
              {say('fileRow')} <span className="mono">{each.id.slice(-8)}</span> {say(`file.${each.state}`)}{' '}
              {each.code?.includes('.') === true ? reason(each.code, null) : ''}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
