/** One statute: its particulars and articles; recording its end. */
import './library.css';
import { endStatute, listStatutes, showStatute } from '@mingcha/core/registers/library/library-api.ts';
import { libraryPageText } from '@mingcha/core/registers/library/library-page-text.ts';
import { libraryText } from '@mingcha/core/registers/library/library-text.ts';
import type { StatuteDetail } from '@mingcha/core/registers/library/statute.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { DayField, TextArea } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, PairList } from '../../../shared/ui/values.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useHasRole } from '../may-edit.ts';
import { CheckedChip, StatuteChip } from './state-chips.tsx';

export function StatutePage() {
  const id = useParam('id');
  const say = useText(libraryPageText);
  const read = useApiQuery(showStatute, { params: { id } });
  const statute = read.data?.id === id ? read.data : undefined;
  return (
    <Page>
      {statute === undefined ? (
        <>
          <PageHeader title={say('statutes')} />
          {read.error !== null ? (
            <ErrorState error={read.error} onRetry={read.reload} />
          ) : (
            <Skeleton lines={12} />
          )}
        </>
      ) : (
        <Shown statute={statute} />
      )}
    </Page>
  );
}

function Shown(props: { readonly statute: StatuteDetail }) {
  const { statute } = props;
  const say = useText(libraryPageText);
  const ui = useUi();
  const canEdit = useHasRole('legalOfficer');
  const [ending, setEnding] = useState(false);
  return (
    <>
      <PageHeader
        title={statute.title}
        mark={<StatuteChip state={statute.state} />}
        lead={statute.edition}
        actions={
          <>
            <GoTo to="/statutes" className={buttonClass({ kind: 'quiet' })}>
              {say('backToStatutes')}
            </GoTo>
            {canEdit && statute.endedOn === null ? (
              <Button onClick={() => setEnding(true)}>{say('endStatute')}</Button>
            ) : null}
            {canEdit ? (
              <GoTo to={`/statutes/${statute.id}/edit`} className={buttonClass({ kind: 'primary' })}>
                {ui('edit')}
              </GoTo>
            ) : null}
          </>
        }
      />
      {statute.checkedOn === null ? <Notice tone="warning">{say('uncheckedNote')}</Notice> : null}
      {statute.endedOn === null ? null : (
        <Notice tone="warning" title={say('endedNote', { day: statute.endedOn })}>
          <p>{statute.endReason}</p>
          {statute.replacedBy === null ? null : (
            <GoTo to={`/statutes/${statute.replacedBy.id}`}>
              {`${say('replacedBy')}：${statute.replacedBy.title} ${statute.replacedBy.edition}`}
            </GoTo>
          )}
        </Notice>
      )}
      <Particulars statute={statute} />
      <Articles statute={statute} />
      {ending ? <EndDialog statute={statute} onClose={() => setEnding(false)} /> : null}
    </>
  );
}

function Particulars(props: { readonly statute: StatuteDetail }) {
  const { statute } = props;
  const say = useText(libraryPageText);
  const word = useText(libraryText);
  return (
    <Section title={say('basics')}>
      <PairList
        pairs={[
          { name: say('level'), value: word(`level.${statute.level}`) },
          { name: say('documentNumber'), value: statute.documentNumber },
          { name: say('issuer'), value: statute.issuer },
          { name: say('adoptedOn'), value: <DateText value={statute.adoptedOn} /> },
          { name: say('effectiveOn'), value: <DateText value={statute.effectiveOn} /> },
          {
            name: say('checkedOn'),
            value:
              statute.checkedOn === null ? (
                <CheckedChip checkedOn={null} />
              ) : (
                <DateText value={statute.checkedOn} />
              ),
          },
          { name: say('source'), value: statute.source, wide: true },
        ]}
      />
    </Section>
  );
}

function Articles(props: { readonly statute: StatuteDetail }) {
  const say = useText(libraryPageText);
  const { articles } = props.statute;
  return (
    <Section title={say('showArticles')}>
      {articles.length === 0 ? <p className="secondary">{say('noArticles')}</p> : null}
      <ol className="article-list">
        {articles.map((one, index) => (
          <li key={one.id}>
            {one.chapter !== '' && one.chapter !== articles[index - 1]?.chapter ? (
              <span className="article-chapter">{one.chapter}</span>
            ) : null}
            <strong>{one.number}</strong>
            <p>{one.text}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

interface EndProps {
  readonly statute: StatuteDetail;
  readonly onClose: () => void;
}

function useEnding({ statute, onClose }: EndProps) {
  const say = useText(libraryPageText);
  const toast = useToast();
  const end = useApiAction(endStatute);
  const form = useForm({ endedOn: '', reason: '', replacedBy: '' });
  const submit = async () => {
    const { replacedBy, ...rest } = form.values;
    const result = await end.run({
      params: { id: statute.id },
      body: { ...rest, version: statute.version, replacedBy: replacedBy === '' ? null : replacedBy },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('ended'));
    onClose();
  };
  return { form, submit, busy: end.busy };
}

function EndDialog(props: EndProps) {
  const { statute, onClose } = props;
  const say = useText(libraryPageText);
  const others = useApiQuery(listStatutes, { query: { limit: 200 } });
  const { form, submit, busy } = useEnding(props);
  const choices = (others.data?.rows ?? [])
    .filter((row) => row.id !== statute.id)
    .map((row) => ({ value: row.id, label: `${row.title} ${row.edition}` }));
  return (
    <Dialog open title={say('endStatuteAsk', { name: statute.title })} onClose={onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('endStatute')} busy={busy} onClose={onClose} />}
      >
        <p>{say('endStatuteText')}</p>
        <DayField
          name="endedOn"
          label={say('endedOn')}
          hint={say('endedOnHint')}
          value={form.values.endedOn}
          onChange={form.set('endedOn')}
          error={form.error('endedOn')}
        />
        <TextArea
          name="reason"
          label={say('endReason')}
          hint={say('endReasonHint')}
          optional
          rows={2}
          maxLength={500}
          value={form.values.reason}
          onChange={form.set('reason')}
          error={form.error('reason')}
        />
        <ChooseField
          name="replacedBy"
          label={say('replacedBy')}
          hint={say('replacedByNone')}
          optional
          choices={choices}
          value={form.values.replacedBy === '' ? [] : [form.values.replacedBy]}
          onChange={([id]) => form.set('replacedBy')(id ?? '')}
          error={form.error('replacedBy')}
        />
      </Form>
    </Dialog>
  );
}
