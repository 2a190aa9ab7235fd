/** Proposing by copying last year's plan: the own section's entries are chosen already. */
import { copyEntries, lastYearEntries } from '@mingcha/core/plans/plan-api.ts';
import type { PlanView } from '@mingcha/core/plans/plan-views.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { CheckboxGroup } from '../../shared/forms/choices.tsx';
import { useLocale, useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { EmptyState, ErrorNotice, ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { proposalWords } from './words.ts';

export function CopyDialog(props: { readonly plan: PlanView; readonly onClose: () => void }) {
  const { plan } = props;
  const say = useText(proposalWords);
  const ui = useUi();
  const toast = useToast();
  const last = useApiQuery(lastYearEntries, { params: { id: plan.id } });
  const copy = useApiAction(copyEntries);
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const rows = last.data?.rows ?? [];
  const value = chosen ?? rows.filter((row) => row.own && !row.copied).map((row) => row.entryId);
  const send = async (submit: boolean) => {
    const result = await copy.run({ params: { id: plan.id }, body: { entryIds: [...value], submit } });
    if (!result.ok) return;
    toast(say('copied', { n: result.value.count, drafts: result.value.drafts }));
    props.onClose();
  };
  return (
    <Dialog
      open
      wide
      title={say('copyTitle', { year: plan.year - 1 })}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{ui('cancel')}</Button>
          <Button busy={copy.busy} disabled={value.length === 0} onClick={() => void send(false)}>
            {say('copyDraft')}
          </Button>
          <Button
            kind="primary"
            busy={copy.busy}
            disabled={value.length === 0}
            onClick={() => void send(true)}
          >
            {say('copyNow')}
          </Button>
        </>
      }
    >
      <ErrorNotice error={copy.error} />
      {last.status === 'loading' ? <Skeleton lines={5} /> : null}
      {last.status === 'error' ? <ErrorState error={last.error} onRetry={last.reload} /> : null}
      {last.status === 'ready' && rows.length === 0 ? (
        <EmptyState title={say('copyEmpty')} text={say('copyEmptyText')} />
      ) : null}
      {rows.length === 0 ? null : <Rows rows={rows} value={value} onChange={setChosen} />}
    </Dialog>
  );
}

interface Row {
  readonly entryId: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly sectionName: string | null;
  readonly copied: boolean;
  readonly unpublished: readonly string[];
}

function Rows(props: {
  readonly rows: readonly Row[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}) {
  const say = useText(proposalWords);
  const { locale } = useLocale();
  const hintOf = (row: Row): string =>
    [
      row.sectionName ?? '',
      row.unpublished.length === 0 ? '' : say('unpublishedItems', { names: row.unpublished.join('、') }),
    ]
      .filter((part) => part !== '')
      .join('　');
  const fresh = props.rows.filter((row) => !row.copied);
  return (
    <>
      <CheckboxGroup
        name="entryIds"
        label={say('copyLead')}
        choices={fresh.map((row) => ({ value: row.entryId, label: row.title[locale], hint: hintOf(row) }))}
        value={props.value}
        onChange={props.onChange}
      />
      {props.rows
        .filter((row) => row.copied)
        .map((row) => (
          <p key={row.entryId} className="secondary">
            {row.title[locale]}　{say('alreadyCopied')}
          </p>
        ))}
    </>
  );
}
