/** One version of the list of joint measures: its way, its measures, and in a draft the editor of each. */
import './credit.css';
import { documentFlowText } from '@mingcha/core/common/document-flow-text.ts';
import type { MeasureFields, MeasureListDetail } from '@mingcha/core/credit/measure.ts';
import { getMeasureList, saveMeasureList, stepMeasureList } from '@mingcha/core/credit/measure-api.ts';
import { measurePageText } from '@mingcha/core/credit/measure-page-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button, ButtonRow, buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { ErrorNotice, ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { DocumentStateChip, DocumentSteps } from '../parts/document-steps.tsx';
import { useHasRole } from '../registers/may-edit.ts';
import { GoTo, useParam } from '../shell/navigation.tsx';
import { MeasureDialog } from './measure-dialog.tsx';

type Entry = MeasureFields & { readonly key: string | null };

export function MeasureListPage() {
  const id = useParam('id');
  const read = useApiQuery(getMeasureList, { params: { id } });
  const list = read.data?.id === id ? read.data : undefined;
  if (list !== undefined) return <Shown key={`${id} ${list.version}`} list={list} />;
  return read.error === null ? (
    <Skeleton lines={10} />
  ) : (
    <ErrorState error={read.error} onRetry={read.reload} />
  );
}

function Shown({ list }: { readonly list: MeasureListDetail }) {
  const say = useText(measurePageText);
  const steps = useText(documentFlowText);
  const toast = useToast();
  const mayEdit = useHasRole('legalOfficer', 'sectionOfficer');
  const step = useApiAction(stepMeasureList);
  const lead = [say('listVersion', { n: list.listVersion }), say('count', { count: list.measures.length })];
  return (
    <Page>
      <PageHeader
        title={list.title}
        mark={<DocumentStateChip state={list.state} />}
        lead={lead.join(' · ')}
        actions={
          <>
            {list.state === 'published' ? (
              <a className={buttonClass({})} href="/p/credit-measures">
                {say('publicPage')}
              </a>
            ) : null}
            <GoTo to="/credit-measures" className={buttonClass({})}>
              {say('back')}
            </GoTo>
          </>
        }
      />
      <DocumentSteps
        flow={list.flow}
        busy={step.busy}
        error={step.error}
        onStep={async (input) => {
          const body = { ...input, version: list.version };
          const result = await step.run({ params: { id: list.id }, body });
          if (result.ok) toast(steps(`done.${input.step}`));
          return result.ok;
        }}
      />
      {list.editable && mayEdit ? <Editor list={list} /> : <Measures measures={list.measures} />}
    </Page>
  );
}

function Measures({ measures }: { readonly measures: readonly Entry[] }) {
  const say = useText(measurePageText);
  return (
    <Section title={say('measures')}>
      {measures.length === 0 ? <p className="secondary">{say('empty')}</p> : null}
      <ol className="credit-entries">
        {measures.map((each) => (
          <li key={each.key ?? each.name}>
            <MeasureLines measure={each} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function MeasureLines({ measure }: { readonly measure: Entry }) {
  const say = useText(measurePageText);
  const { kind, name, basis, authority, scope, term, remark } = measure;
  return (
    <>
      <p className="credit-entry-head">
        <StateChip tone={kind === 'sanction' ? 'warning' : 'verified'}>{say(`kind.${kind}`)}</StateChip>
        <strong>{name}</strong>
      </p>
      <p>{say('line', { basis })}</p>
      <p className="secondary">{say('line2', { authority, scope: say(`scope.${scope}`), term })}</p>
      {remark === '' ? null : <p className="secondary">{remark}</p>}
    </>
  );
}

function Editor({ list }: { readonly list: MeasureListDetail }) {
  const say = useText(measurePageText);
  const ui = useUi();
  const toast = useToast();
  const save = useApiAction(saveMeasureList);
  const [measures, setMeasures] = useState<readonly Entry[]>(list.measures);
  const [open, setOpen] = useState<number | null>(null);
  const isChanged = measures !== list.measures;
  const put = (fields: MeasureFields) => {
    if (open === null) return;
    const known = measures[open];
    const entry = { ...fields, key: known?.key ?? null };
    setMeasures(known === undefined ? [...measures, entry] : measures.with(open, entry));
    setOpen(null);
  };
  const keep = async () => {
    const body = { version: list.version, title: list.title, measures: [...measures] };
    const result = await save.run({ params: { id: list.id }, body });
    if (result.ok) toast(say('saved'));
  };
  return (
    <>
      <Section
        title={say('measures')}
        actions={
          <Button size="small" onClick={() => setOpen(measures.length)}>
            {say('add')}
          </Button>
        }
      >
        {measures.length === 0 ? <p className="secondary">{say('empty')}</p> : null}
        <ol className="credit-entries">
          {measures.map((each, index) => (
            <li key={each.key ?? `new ${index}`}>
              <MeasureLines measure={each} />
              <ButtonRow>
                <Button size="small" onClick={() => setOpen(index)}>
                  {say('edit')}
                </Button>
                <Button size="small" kind="quiet" onClick={() => setMeasures(measures.toSpliced(index, 1))}>
                  {say('remove')}
                </Button>
              </ButtonRow>
            </li>
          ))}
        </ol>
      </Section>
      <ErrorNotice error={save.error} />
      <ButtonRow>
        <Button kind="primary" busy={save.busy} disabled={!isChanged} onClick={() => void keep()}>
          {say('save')}
        </Button>
        {isChanged ? <span className="secondary">{ui('unsaved')}</span> : null}
      </ButtonRow>
      {open === null ? null : (
        <MeasureDialog start={measures[open] ?? null} onDone={put} onClose={() => setOpen(null)} />
      )}
    </>
  );
}
