/** One version of the leniency list: its way, its entries, and in a draft the editor of each. */
import '../registers.css';
import './items.css';
import { documentFlowText } from '@mingcha/core/common/document-flow-text.ts';
import type { LeniencyEntry, LeniencyListDetail } from '@mingcha/core/registers/items/leniency.ts';
import {
  discardLeniencyList,
  downloadLeniencyPaper,
  getLeniencyList,
  saveLeniencyList,
  stepLeniencyList,
} from '@mingcha/core/registers/items/leniency-api.ts';
import { conditionSentence } from '@mingcha/core/registers/items/leniency-sentences.ts';
import { leniencyText } from '@mingcha/core/registers/items/leniency-text.ts';
import { writeBasis } from '@mingcha/core/registers/items/read-bases.ts';
import { useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow, buttonClass } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DocumentStateChip, DocumentSteps } from '../../parts/document-steps.tsx';
import { GoTo, useGo, useParam } from '../../shell/navigation.tsx';
import { emptyEntry, LeniencyEntryDialog } from './leniency-entry-dialog.tsx';

export function LeniencyPage() {
  const id = useParam('id');
  const read = useApiQuery(getLeniencyList, { params: { id } });
  const list = read.data?.id === id ? read.data : undefined;
  if (list === undefined)
    return read.error === null ? (
      <Skeleton lines={10} />
    ) : (
      <ErrorState error={read.error} onRetry={read.reload} />
    );
  return <OneList key={`${id} ${list.version}`} list={list} />;
}

function OneList({ list }: { readonly list: LeniencyListDetail }) {
  const say = useText(leniencyText);
  const steps = useText(documentFlowText);
  const toast = useToast();
  const step = useApiAction(stepLeniencyList);
  return (
    <Page>
      <PageHeader
        title={list.title}
        mark={<DocumentStateChip state={list.state} />}
        lead={`${say('listVersion', { n: list.listVersion })} · ${say('entries', { count: list.entries.length })}`}
        actions={
          <>
            <GoTo to="/leniency-lists" className={buttonClass()}>
              {say('back')}
            </GoTo>
            {(['pdf', 'docx'] as const).map((format) => (
              <a
                key={format}
                className={buttonClass()}
                href={addressOf(downloadLeniencyPaper, { params: { id: list.id }, query: { format } })}
                download
              >
                {say('paper')} {format}
              </a>
            ))}
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
      {list.editable ? <Editor list={list} /> : <Entries entries={list.entries} />}
    </Page>
  );
}

function Entries(props: { readonly entries: readonly LeniencyEntry[] }) {
  const say = useText(leniencyText);
  return (
    <Section title={say('conduct')} flush>
      {props.entries.map((entry, index) => (
        <Entry key={entry.entryKey ?? index} entry={entry} no={index + 1} />
      ))}
    </Section>
  );
}

function sentenceOf(
  say: ReturnType<typeof useText<keyof typeof leniencyText.zh>>,
  condition: LeniencyEntry['conditions'][number],
): string {
  const sentence = conditionSentence(condition);
  return typeof sentence === 'string' ? sentence : say(sentence.key, sentence.data);
}

function Entry(props: {
  readonly entry: LeniencyEntry;
  readonly no: number;
  readonly onEdit?: () => void;
  readonly onRemove?: () => void;
}) {
  const say = useText(leniencyText);
  const { entry } = props;
  return (
    <article className="leniency-entry">
      <div className="leniency-entry-head">
        <h3>{`${props.no}. ${entry.conduct}`}</h3>
        {props.onEdit === undefined ? null : (
          <ButtonRow>
            <Button size="small" onClick={props.onEdit}>
              {say('editEntry')}
            </Button>
            <Button size="small" kind="quiet" onClick={() => props.onRemove?.()}>
              {say('removeEntry')}
            </Button>
          </ButtonRow>
        )}
      </div>
      {entry.category === '' ? null : <p className="secondary">{entry.category}</p>}
      <p>{say('conditions')}</p>
      <ul className="leniency-conditions">
        {entry.conditions.map((condition) => (
          <li key={JSON.stringify(condition)}>{sentenceOf(say, condition)}</li>
        ))}
      </ul>
      <p className="items-text">
        {say('named', { name: say('bases'), text: entry.bases.map(writeBasis).join('；') || '–' })}
      </p>
      {entry.period === '' ? null : <p>{say('named', { name: say('period'), text: entry.period })}</p>}
      {entry.remark === '' ? null : <p className="secondary">{entry.remark}</p>}
    </article>
  );
}

function Editor({ list }: { readonly list: LeniencyListDetail }) {
  const say = useText(leniencyText);
  const ui = useUi();
  const toast = useToast();
  const save = useApiAction(saveLeniencyList);
  const [entries, setEntries] = useState<readonly LeniencyEntry[]>(list.entries);
  const [open, setOpen] = useState<number | null>(null);
  const changed = entries !== list.entries;
  const put = (entry: LeniencyEntry) => {
    setEntries((old) => (open !== null && open < old.length ? old.with(open, entry) : [...old, entry]));
    setOpen(null);
  };
  const keep = async () => {
    const body = { version: list.version, title: list.title, entries: [...entries] };
    const result = await save.run({ params: { id: list.id }, body });
    if (result.ok) toast(say('saved'));
  };
  return (
    <>
      <Section
        title={say('conduct')}
        actions={
          <Button size="small" onClick={() => setOpen(entries.length)}>
            {say('addEntry')}
          </Button>
        }
        flush
      >
        {entries.length === 0 ? <EmptyState title={say('noEntries')} text={say('noneHint')} /> : null}
        {entries.map((entry, index) => (
          <Entry
            key={entry.entryKey ?? `new ${index}`}
            entry={entry}
            no={index + 1}
            onEdit={() => setOpen(index)}
            onRemove={() => setEntries(entries.toSpliced(index, 1))}
          />
        ))}
      </Section>
      <ErrorNotice error={save.error} />
      <ButtonRow>
        <Button kind="primary" busy={save.busy} disabled={!changed} onClick={() => void keep()}>
          {say('save')}
        </Button>
        {changed ? <span className="secondary">{ui('unsaved')}</span> : null}
        <Discard list={list} />
      </ButtonRow>
      {open === null ? null : (
        <LeniencyEntryDialog start={entries[open] ?? emptyEntry} onDone={put} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

function Discard({ list }: { readonly list: LeniencyListDetail }) {
  const say = useText(leniencyText);
  const go = useGo();
  const toast = useToast();
  const discard = useApiAction(discardLeniencyList);
  const [asking, setAsking] = useState(false);
  const giveUp = async () => {
    const result = await discard.run({ params: { id: list.id }, body: { version: list.version } });
    if (!result.ok) return;
    toast(say('discarded'));
    go('/leniency-lists');
  };
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {say('discard')}
      </Button>
      <ConfirmDialog
        open={asking}
        question={say('discardAsk')}
        action={say('discard')}
        danger
        busy={discard.busy}
        onConfirm={() => void giveUp()}
        onClose={() => setAsking(false)}
      >
        <p>{say('discardNote')}</p>
        <ErrorNotice error={discard.error} />
      </ConfirmDialog>
    </>
  );
}
