/** 起草督办文书: the row's facts and basis stand in the form; a kind is chosen, the text changed, the draft saved. */
import '../../publications/objections/objections.css';
import {
  draftSupervision,
  proposeSupervision,
  type SupervisionProposal,
} from '@mingcha/core/oversight/papers/supervision-api.ts';
import { supervisionPageText } from '@mingcha/core/oversight/papers/supervision-page-text.ts';
import { type SupervisionKind, supervisionKinds } from '@mingcha/core/oversight/papers/supervision-paper.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { RadioGroup } from '../../../shared/forms/choices.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { useSearch } from '../../registers/use-search.ts';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { fieldName, fieldsOf, PaperFields, type PaperValues, valuesOf } from './paper-fields.tsx';

export function NewSupervisionPage() {
  const say = useText(supervisionPageText);
  const about = useSearch('about');
  const asked = useSearch('kind');
  const first = supervisionKinds.find((each) => each === asked) ?? 'urge';
  const [kind, setKind] = useState<SupervisionKind>(first);
  return (
    <Page>
      <PageHeader title={say('newTitle')} lead={say('newLead')} />
      {about === '' ? (
        <EmptyState
          title={say('newMissing')}
          text={say('newMissingText')}
          action={
            <GoTo to="/deadlines" className={buttonClass({ kind: 'primary' })}>
              {say('openList')}
            </GoTo>
          }
        />
      ) : (
        <>
          <Section>
            <RadioGroup
              name="kind"
              label={say('kind')}
              inline
              choices={supervisionKinds.map((value) => ({
                value,
                label: say(`kind.${value}`),
                hint: say(`kindHint.${value}`),
              }))}
              value={kind}
              onChange={(value) => setKind(supervisionKinds.find((each) => each === value) ?? kind)}
            />
          </Section>
          <Proposed key={kind} kind={kind} about={about} />
        </>
      )}
    </Page>
  );
}

function Proposed(props: { readonly kind: SupervisionKind; readonly about: string }) {
  const { kind, about } = props;
  const read = useApiQuery(proposeSupervision, { query: { kind, about } });
  if (read.data !== undefined) return <DraftForm proposal={read.data} />;
  return read.error === null ? (
    <Skeleton lines={8} />
  ) : (
    <ErrorState error={read.error} onRetry={read.reload} />
  );
}

function DraftForm({ proposal }: { readonly proposal: SupervisionProposal }) {
  const say = useText(supervisionPageText);
  const go = useGo();
  const draft = useApiAction(draftSupervision);
  const form = useForm<PaperValues>(valuesOf(proposal));
  const { kind, source } = proposal;
  const back = source.about.kind === 'clock' ? '/deadlines' : '/responsibilities';
  const submit = async () => {
    const fields = fieldsOf(kind, form.values);
    const result = await draft.run({ body: { kind, about: source.about, fields } });
    if (result.ok) return go(`/oversight/papers/${result.value.id}`);
    form.refuse({ ...result.error, field: fieldName(result.error.field ?? '') });
  };
  return (
    <Section title={say('text')}>
      <div className="intake-wide">
        <Form
          onSubmit={submit}
          problems={form.problems}
          actions={
            <>
              <Button kind="primary" size="large" type="submit" busy={draft.busy}>
                {say('saveDraft')}
              </Button>
              <GoTo to={back} className={buttonClass({ size: 'large' })}>
                {say('cancel')}
              </GoTo>
            </>
          }
        >
          <PaperFields form={form} kind={kind} choices={proposal} />
        </Form>
      </div>
    </Section>
  );
}
