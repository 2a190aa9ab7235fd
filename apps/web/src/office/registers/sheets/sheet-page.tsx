/** One version of a check sheet: its way, its lines, how it looks on the phone, and what changed. */
import './sheets.css';
import { documentFlowText } from '@mingcha/core/common/document-flow-text.ts';
import type { SheetDetail } from '@mingcha/core/registers/sheets/sheet.ts';
import {
  amendSheet,
  downloadSheetPaper,
  getSheetVersion,
  stepSheetVersion,
} from '@mingcha/core/registers/sheets/sheet-api.ts';
import { sheetText } from '@mingcha/core/registers/sheets/sheet-text.ts';
import { useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section, Tabs } from '../../../shared/ui/page.tsx';
import { ErrorNotice, ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DocumentStateChip, DocumentSteps } from '../../parts/document-steps.tsx';
import { GoTo, useGo, useParam } from '../../shell/navigation.tsx';
import { useMayEdit } from '../may-edit.ts';
import { SheetDifferences } from './sheet-differences.tsx';
import { SheetLines } from './sheet-lines.tsx';
import { SheetPhone } from './sheet-phone.tsx';

const tabs = ['content', 'preview', 'differences', 'versions'] as const;
type Tab = (typeof tabs)[number];

export function SheetPage() {
  const id = useParam('id');
  const sheet = useApiQuery(getSheetVersion, { params: { id } });
  if (sheet.status === 'loading') return <Skeleton lines={8} />;
  if (sheet.data === undefined) return <ErrorState error={sheet.error} onRetry={sheet.reload} />;
  return <Shown key={sheet.data.versionId} sheet={sheet.data} />;
}

function Shown({ sheet }: { readonly sheet: SheetDetail }) {
  const say = useText(sheetText);
  const steps = useText(documentFlowText);
  const toast = useToast();
  const [tab, setTab] = useState<Tab>('content');
  const step = useApiAction(stepSheetVersion);
  const { content } = sheet;
  return (
    <Page>
      <PageHeader
        title={say('versionOf', { name: content.name, no: sheet.no })}
        mark={<DocumentStateChip state={sheet.flow.state} />}
        lead={`${content.industry} · ${say('linesCount', { count: countLines(sheet) })}`}
        actions={<Actions sheet={sheet} />}
      />
      <DocumentSteps
        flow={sheet.flow}
        busy={step.busy}
        error={step.error}
        onStep={async (input) => {
          const body = { ...input, version: sheet.version };
          const result = await step.run({ params: { id: sheet.versionId }, body });
          if (result.ok) toast(steps(`done.${input.step}`));
          return result.ok;
        }}
      />
      {content.note === '' ? null : <Notice>{content.note}</Notice>}
      <Tabs
        label={say('sheet')}
        tabs={tabs.map((key) => ({ key, title: say(key) }))}
        now={tab}
        onChange={(key) => setTab(tabs.find((one) => one === key) ?? 'content')}
      >
        {tab === 'content' ? <SheetLines sections={content.sections} /> : null}
        {tab === 'preview' ? <SheetPhone content={content} /> : null}
        {tab === 'differences' ? <SheetDifferences sheet={sheet} /> : null}
        {tab === 'versions' ? <Versions sheet={sheet} /> : null}
      </Tabs>
    </Page>
  );
}

function countLines(sheet: SheetDetail): number {
  return sheet.content.sections.reduce((sum, section) => sum + section.lines.length, 0);
}

function Actions({ sheet }: { readonly sheet: SheetDetail }) {
  const say = useText(sheetText);
  const canEdit = useMayEdit();
  const go = useGo();
  const amend = useApiAction(amendSheet);
  const paper = (format: 'pdf' | 'docx') =>
    addressOf(downloadSheetPaper, { params: { id: sheet.versionId }, query: { format } });
  const isLatest = sheet.versions[0]?.id === sheet.versionId;
  const ended = ['published', 'superseded', 'revoked'].includes(sheet.flow.state);
  const next = async () => {
    const result = await amend.run({ params: { id: sheet.sheetId } });
    if (result.ok) go(`/sheets/${result.value.versionId}/edit`);
  };
  return (
    <>
      <ErrorNotice error={amend.error} />
      <ButtonRow>
        <a className={buttonClass({})} href={paper('pdf')} download>
          {say('paper')}
        </a>
        <a className={buttonClass({})} href={paper('docx')} download>
          {say('paperDocx')}
        </a>
        {canEdit && sheet.flow.state === 'draft' ? (
          <GoTo to={`/sheets/${sheet.versionId}/edit`} className={buttonClass({ kind: 'primary' })}>
            {say('edit')}
          </GoTo>
        ) : null}
        {canEdit && isLatest && ended ? (
          <Button kind="primary" busy={amend.busy} onClick={() => void next()}>
            {say('amend')}
          </Button>
        ) : null}
      </ButtonRow>
    </>
  );
}

function Versions({ sheet }: { readonly sheet: SheetDetail }) {
  const say = useText(sheetText);
  const flow = useText(documentFlowText);
  return (
    <Section>
      <ul className="sheet-versions">
        {sheet.versions.map((one) => (
          <li key={one.id}>
            <GoTo to={`/sheets/${one.id}`} current={one.id === sheet.versionId}>
              {say('version', { no: one.no })}
            </GoTo>
            <DocumentStateChip state={one.state} />
            <span>{say('linesCount', { count: one.lines })}</span>
            {one.publishedOn === null ? null : <span>{flow('publishedOn', { day: one.publishedOn })}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
