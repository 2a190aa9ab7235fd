/** Copies of checkpoints that outsiders kept, held against the ledger; what does not fit is an exception. */

import { type ComparisonView, ledgerRoutes } from '@mingcha/core/common/ledger-api.ts';
import { ledgerPageText } from '@mingcha/core/common/ledger-page-text.ts';
import { ledgerProofText } from '@mingcha/core/common/ledger-proof-text.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { formatNumber } from '../../shared/format.ts';
import { TextArea, TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { UploadBox } from '../../shared/forms/upload-box.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { Scrolls } from '../../shared/ui/scrolls.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';

const maxLength = 8000;

export function KeptCheckpoint() {
  const say = useText(ledgerProofText);
  const [done, setDone] = useState<ComparisonView | null>(null);
  return (
    <Section title={say('kept')}>
      <div className="checkpoint-facts">
        <p className="secondary">{say('keptLead')}</p>
        <div aria-live="polite">
          {done === null ? null : (
            <Notice tone={done.outcome === 'same' ? 'verified' : 'error'}>
              {say(`outcomeText.${done.outcome}`, { size: formatNumber(done.size) })}
            </Notice>
          )}
        </div>
        <KeptForm onDone={setDone} />
        <Comparisons />
      </div>
    </Section>
  );
}

function KeptForm(props: { readonly onDone: (comparison: ComparisonView | null) => void }) {
  const say = useText(ledgerProofText);
  const words = useText(ledgerPageText);
  const form = useForm({ keptBy: '', text: '' });
  const compare = useApiAction(ledgerRoutes.compare);
  const submit = async () => {
    const { keptBy, text } = form.values;
    const result = await compare.run({ body: { keptBy, text: `${text.trim()}\n` } });
    props.onDone(result.ok ? result.value : null);
    if (!result.ok) return form.refuse(result.error);
    form.replace({ keptBy: '', text: '' });
  };
  const take = async (file: File) => {
    const text = await file.text();
    if (text.length > maxLength)
      return form.setProblems([{ field: 'text', message: words('fileUnreadable') }]);
    form.set('text')(text);
  };
  return (
    <Form
      onSubmit={() => void submit()}
      problems={form.problems}
      actions={
        <Button
          type="submit"
          busy={compare.busy}
          disabled={form.values.keptBy.trim() === '' || form.values.text.trim() === ''}
        >
          {say('compare')}
        </Button>
      }
    >
      <TextField
        name="keptBy"
        label={say('keptBy')}
        maxLength={100}
        value={form.values.keptBy}
        onChange={form.set('keptBy')}
        error={form.error('keptBy')}
      />
      <TextArea
        name="text"
        label={say('keptText')}
        maxLength={maxLength}
        rows={5}
        wide
        value={form.values.text}
        onChange={form.set('text')}
        error={form.error('text')}
      />
      <UploadBox
        name="keptFile"
        label={say('keptFile')}
        accept={['.txt']}
        maxBytes={maxLength}
        onFile={(file) => void take(file)}
      />
    </Form>
  );
}

function Comparisons() {
  const say = useText(ledgerProofText);
  const words = useText(ledgerPageText);
  const list = useApiQuery(ledgerRoutes.listComparisons, { query: { limit: 20 } });
  if (list.data === undefined || list.data.rows.length === 0)
    return <p className="secondary">{say('noComparisons')}</p>;
  return (
    <Scrolls>
      <table className="table" aria-label={say('comparisons')}>
        <thead>
          <tr>
            <th scope="col">{say('keptBy')}</th>
            <th scope="col">{words('size')}</th>
            <th scope="col">{say('comparisons')}</th>
            <th scope="col">{say('comparedAt')}</th>
          </tr>
        </thead>
        <tbody>
          {list.data.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.keptBy}</th>
              <td>{formatNumber(row.size)}</td>
              <td>
                <StateChip tone={row.outcome === 'same' ? 'verified' : 'void'}>
                  {say(`outcome.${row.outcome}`)}
                </StateChip>
              </td>
              <td>
                {row.personName} <DateText value={row.comparedAt} form="seconds" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}
