/** 派发: what would go out, who cannot go, the day to claim by; one press sends it. */
import './tasks.css';
import { listPublishedItems } from '@mingcha/core/registers/items/item-list-api.ts';
import type { DispatchPreview } from '@mingcha/core/tasks/task.ts';
import { dispatchTaskRoute, previewDispatch } from '@mingcha/core/tasks/task-api.ts';
import { taskPageText } from '@mingcha/core/tasks/task-page-text.ts';
import { taskWordText } from '@mingcha/core/tasks/task-word-text.ts';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { formatInstant } from '../../shared/format.ts';
import { DayField, TextArea } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { ErrorState, ForbiddenState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText, PairList, StateChip } from '../../shared/ui/values.tsx';
import { Hint } from '../help/hint.tsx';
import { ChooseField } from '../parts/choose-field.tsx';
import { useHasRole } from '../registers/may-edit.ts';
import { GoTo, useGo, useParam } from '../shell/navigation.tsx';

export function DispatchPage() {
  const say = useText(taskPageText);
  const kind = useParam('kind') === 'outsideDraw' ? 'outsideDraw' : 'draw';
  const id = useParam('id');
  const preview = useApiQuery(previewDispatch, { params: { kind, id } });
  if (preview.status === 'forbidden') return <ForbiddenState />;
  if (preview.status === 'error')
    return (
      <Page>
        <PageHeader title={say('dispatchTitle')} />
        <ErrorState error={preview.error} onRetry={preview.reload} />
        <GoTo to="/tasks">{say('back')}</GoTo>
      </Page>
    );
  if (preview.data === undefined) return <Skeleton lines={8} />;
  return <Dispatch key={id} preview={preview.data} />;
}

function Dispatch(props: { readonly preview: DispatchPreview }) {
  const { preview } = props;
  const { pending } = preview;
  const say = useText(taskPageText);
  const leads = useHasRole('legalOfficer');
  const isReady =
    preview.blocked.length === 0 && preview.unknownObjects.length === 0 && pending.waitsFor === null;
  return (
    <Page>
      <PageHeader
        title={say('dispatchTitle')}
        lead={say('dispatchLead')}
        {...(pending.isOverdue ? { mark: <StateChip tone="void">{say('late')}</StateChip> } : {})}
      />
      <Section title={pending.title}>
        <Facts preview={preview} />
      </Section>
      <Obstacles preview={preview} />
      {isReady && leads ? <SendForm preview={preview} /> : <GoTo to="/tasks">{say('back')}</GoTo>}
    </Page>
  );
}

function Facts(props: { readonly preview: DispatchPreview }) {
  const { preview } = props;
  const { pending } = preview;
  const say = useText(taskPageText);
  const teams = (
    <ul>
      {preview.teams.map((team) => (
        <li key={team.agencyName}>
          {`${team.agencyName}　${say('people', { n: team.people })}`}
          {team.outside ? `（${say('outside')}）` : ''}
        </li>
      ))}
    </ul>
  );
  return (
    <PairList
      columns={2}
      pairs={[
        { name: say('number'), value: pending.number },
        { name: say('drawnAt'), value: <DateText value={pending.drawnAt} /> },
        { name: say('objects'), value: `${preview.objects} ${say('objectsUnit')}` },
        { name: say('teams'), value: teams },
        {
          name: say('window'),
          value: say('windowOf', { from: pending.windowFrom, to: pending.windowTo }),
        },
        { name: say('due'), value: pending.due === null ? '–' : <DateText value={pending.due} /> },
        {
          name: say('revealAt'),
          value: preview.revealAt === null ? say('revealOpen') : formatInstant(preview.revealAt),
        },
      ]}
    />
  );
}

function Obstacles(props: { readonly preview: DispatchPreview }) {
  const { preview } = props;
  const say = useText(taskPageText);
  const word = useText(taskWordText);
  return (
    <>
      {preview.pending.waitsFor === null ? null : (
        <Notice tone="warning" title={say('waitSignedRecord')}>
          <GoTo to={`/draws/${preview.pending.source.id}`}>{say('openDraw')}</GoTo>
        </Notice>
      )}
      {preview.blocked.length === 0 ? null : (
        <Notice tone="error" title={say('blocked')}>
          <p>{say('blockedLead')}</p>
          <ul>
            {preview.blocked.map((each) => (
              <li key={`${each.objectName} ${each.agencyName} ${each.name}`}>
                {`${each.name}（${each.agencyName}）：${word(`block.${each.reason}`)}　${each.objectName}`}
              </li>
            ))}
          </ul>
          {preview.pending.source.kind === 'draw' ? (
            <GoTo to={`/draws/${preview.pending.source.id}`}>{say('toDraw')}</GoTo>
          ) : null}
        </Notice>
      )}
      {preview.unknownObjects.length === 0 ? null : (
        <Notice tone="error" title={say('unknownObjects')}>
          <p>{say('unknownObjectsLead')}</p>
          <ul>
            {preview.unknownObjects.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
          <GoTo to="/objects">{say('toObjects')}</GoTo>
        </Notice>
      )}
    </>
  );
}

function useSendForm(preview: DispatchPreview) {
  const say = useText(taskPageText);
  const toast = useToast();
  const go = useGo();
  const send = useApiAction(dispatchTaskRoute);
  const form = useForm({ claimDue: preview.claimDue, instructions: '', itemKeys: [] as readonly string[] });
  const submit = async () => {
    const { claimDue, instructions, itemKeys } = form.values;
    const result = await send.run({
      body: { source: preview.pending.source, claimDue, instructions, itemKeys: [...itemKeys] },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('sent'));
    go(`/tasks/${result.value.id}`);
  };
  return { form, submit, busy: send.busy };
}

function SendForm(props: { readonly preview: DispatchPreview }) {
  const { preview } = props;
  const say = useText(taskPageText);
  const ui = useUi();
  const { form, submit, busy } = useSendForm(preview);
  return (
    <Section>
      <div className="task-form">
        <Hint form="dispatch" />
        <Form
          onSubmit={submit}
          problems={form.problems}
          actions={
            <>
              <Button type="submit" kind="primary" size="large" busy={busy}>
                {say('send')}
              </Button>
              <GoTo to="/tasks" className={buttonClass({ size: 'large' })}>
                {ui('cancel')}
              </GoTo>
            </>
          }
        >
          {preview.asksItems ? (
            <ItemsField
              value={form.values.itemKeys}
              onChange={form.set('itemKeys')}
              error={form.error('itemKeys')}
            />
          ) : null}
          <DayField
            name="claimDue"
            label={say('claimDue')}
            hint={say('claimDueHint')}
            error={form.error('claimDue')}
            value={form.values.claimDue}
            onChange={form.set('claimDue')}
          />
          <TextArea
            name="instructions"
            label={say('instructions')}
            hint={say('instructionsHint')}
            optional
            rows={4}
            maxLength={4000}
            value={form.values.instructions}
            onChange={form.set('instructions')}
          />
        </Form>
      </div>
    </Section>
  );
}

/** Published items of the own agency, several. */
export function ItemsField(props: {
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly error: string | undefined;
}) {
  const say = useText(taskPageText);
  const items = useApiQuery(listPublishedItems);
  const choices = (items.data?.rows ?? []).map((item) => ({
    value: item.itemKey,
    label: `${item.code} ${item.name}`,
  }));
  return (
    <ChooseField
      name="itemKeys"
      label={say('items')}
      hint={say('caseItemsHint')}
      error={props.error}
      many
      choices={choices}
      loading={items.status === 'loading'}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
