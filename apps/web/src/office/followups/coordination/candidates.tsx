/** Objects on which several agencies have open demands, for the coordination office: read, choose, raise. */
import {
  type CandidateObject,
  listCandidates,
} from '@mingcha/core/followups/coordination/coordination-api.ts';
import { coordinationPageText } from '@mingcha/core/followups/coordination/coordination-page-text.ts';
import { useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { TableFoot } from '../../../shared/table/table-foot.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { DemandChoices, SharedWords } from './coordination-parts.tsx';
import { ContradictionField, useRaise } from './raise.tsx';

export function Candidates() {
  const say = useText(coordinationPageText);
  const paging = usePaging('coordination-candidates');
  const read = useApiQuery(listCandidates, { query: { ...paging.query, limit: Math.min(paging.limit, 50) } });
  if (read.data === undefined)
    return read.error === null ? (
      <Skeleton lines={8} />
    ) : (
      <ErrorState error={read.error} onRetry={read.reload} />
    );
  if (read.data.rows.length === 0) return <EmptyState title={say('candidatesEmpty')} />;
  return (
    <div className="coordination-candidates">
      <p className="secondary">{say('candidatesLead')}</p>
      {read.data.rows.map((row) => (
        <ObjectPart key={row.demands[0]?.findingId ?? row.objectName} found={row} />
      ))}
      <TableFoot paging={paging} next={read.data.next} total={null} />
    </div>
  );
}

function ObjectPart({ found }: { readonly found: CandidateObject }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  return (
    <Section title={found.objectName}>
      <div className="coordination-object">
        <SharedWords words={found.shared} />
        <DemandChoices demands={found.demands} chosen={chosen} onChoose={setChosen} />
        {chosen.size < 2 ? null : <RaiseChosen findingIds={[...chosen]} />}
      </div>
    </Section>
  );
}

function RaiseChosen({ findingIds }: { readonly findingIds: readonly string[] }) {
  const say = useText(coordinationPageText);
  const form = useForm({ contradiction: '' });
  const { raise, busy } = useRaise(form);
  return (
    <Form
      onSubmit={() => raise(findingIds)}
      problems={form.problems}
      actions={
        <Button type="submit" kind="primary" busy={busy}>
          {say('raiseChosen', { count: findingIds.length })}
        </Button>
      }
    >
      <ContradictionField form={form} />
    </Form>
  );
}
