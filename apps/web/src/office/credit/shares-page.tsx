/** 信用查询与共享: a query by codes with its purpose, shown or as a file with its checksum, and who asked before. */
import './credit.css';
import { downloadShare, listShares, type SharedFile, shareCredit } from '@mingcha/core/credit/credit-api.ts';
import { creditPageText } from '@mingcha/core/credit/credit-page-text.ts';
import { useState } from 'react';
import { addressOf } from '../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { SelectField, TextArea, TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { EmptyState, ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { useHasRole } from '../registers/may-edit.ts';

const formats = ['none', 'xlsx', 'csv', 'json'] as const;
interface Answer {
  readonly files: readonly SharedFile[];
  readonly missing: readonly string[];
}

export function SharesPage() {
  const say = useText(creditPageText);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const may = useHasRole('legalOfficer', 'sectionOfficer', 'agencyHead', 'coordinator', 'justiceOfficer');
  return (
    <Page>
      <PageHeader title={say('sharesTitle')} lead={say('sharesLead')} />
      {may ? <Query onAnswer={setAnswer} /> : null}
      {answer === null ? null : <Shown answer={answer} />}
      <Kept />
    </Page>
  );
}

function Query({ onAnswer }: { readonly onAnswer: (answer: Answer) => void }) {
  const say = useText(creditPageText);
  const share = useApiAction(shareCredit);
  const form = useForm({ codes: '', purpose: '', format: 'none' });
  const send = async () => {
    const { purpose } = form.values;
    const codes = form.values.codes.split(/[\s,，;；]+/u).filter((each) => each !== '');
    const format = formats.find((each) => each === form.values.format) ?? 'none';
    const result = await share.run({ body: { codes, purpose, format: format === 'none' ? null : format } });
    if (!result.ok) return form.refuse(result.error);
    onAnswer(result.value);
  };
  return (
    <Section title={say('share')}>
      <Form
        onSubmit={send}
        problems={form.problems}
        actions={
          <Button kind="primary" type="submit" busy={share.busy}>
            {say('share')}
          </Button>
        }
      >
        <TextArea
          name="codes"
          label={say('codes')}
          hint={say('codesHint')}
          wide
          rows={3}
          error={form.error('codes')}
          value={form.values.codes}
          onChange={form.set('codes')}
        />
        <TextField
          name="purpose"
          label={say('purpose')}
          maxLength={200}
          error={form.error('purpose')}
          value={form.values.purpose}
          onChange={form.set('purpose')}
        />
        <SelectField
          name="format"
          label={say('format')}
          empty={null}
          choices={formats.map((value) => ({ value, label: say(`format.${value}`) }))}
          value={form.values.format}
          onChange={form.set('format')}
        />
      </Form>
    </Section>
  );
}

function Shown({ answer }: { readonly answer: Answer }) {
  const say = useText(creditPageText);
  return (
    <Section title={say('shareDone', { found: answer.files.length })}>
      {answer.missing.length === 0 ? null : (
        <Notice tone="warning">{say('shareMissing', { codes: answer.missing.join('、') })}</Notice>
      )}
      {answer.files.map((file) => (
        <div key={file.code} className="credit-shared">
          <p className="credit-entry-head">
            <strong>{file.name}</strong>
            <span className="mono">{file.code}</span>
            {file.isListed ? <StateChip tone="void">{say('listed')}</StateChip> : null}
          </p>
          {file.entries.length === 0 ? <p className="secondary">{say('noEntries')}</p> : null}
          <ul className="credit-entries">
            {file.entries.map((entry) => (
              <li key={`${entry.kind} ${entry.onDay} ${entry.publicationId ?? entry.title}`}>
                <p className="credit-entry-head">
                  <DateText value={entry.onDay} form="short" />
                  <span>{say(`kind.${entry.kind}`)}</span>
                  <span>{entry.agencyName}</span>
                </p>
                <p>{`${entry.title}　${entry.wording}`}</p>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}

function Kept() {
  const say = useText(creditPageText);
  const read = useApiQuery(listShares, { query: { limit: 50 } });
  return (
    <Section title={say('shareHistory')}>
      {read.data === undefined ? (
        read.status === 'error' ? (
          <ErrorState error={read.error} onRetry={read.reload} />
        ) : (
          <Skeleton />
        )
      ) : read.data.rows.length === 0 ? (
        <EmptyState title={say('empty')} />
      ) : (
        <ul className="credit-entries">
          {read.data.rows.map((row) => (
            <li key={row.id}>
              <p className="credit-entry-head">
                <DateText value={row.at} />
                <span>{row.personName}</span>
                <span>{row.purpose}</span>
                <span className="secondary">{`${say('count')} ${row.codes}/${row.found}`}</span>
              </p>
              {row.sha256 === null || row.format === null ? null : (
                <p>
                  <a href={addressOf(downloadShare, { params: { id: row.id } })}>
                    {say(`format.${row.format}`)}
                  </a>
                  {'　'}
                  <span className="secondary mono credit-sum">{`SHA-256 ${row.sha256}`}</span>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
