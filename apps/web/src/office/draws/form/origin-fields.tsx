/** What a task is made of: an entry of the published plan, filled in at one press, or an approval from above and items. */
import { prefillDraw } from '@mingcha/core/draws/draw-api.ts';
import { drawOriginText } from '@mingcha/core/draws/draw-origin-text.ts';
import { listDrawableEntries } from '@mingcha/core/plans/plan-api.ts';
import { listPublishedItems } from '@mingcha/core/registers/items/item-list-api.ts';
import { useState } from 'react';
import { type ApiError, callApi } from '../../../shared/api/call-api.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { RadioGroup } from '../../../shared/forms/choices.tsx';
import { DayField, SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { ErrorNotice, Notice } from '../../../shared/ui/states.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { type DraftOrigin, draftOf } from './draft.ts';
import type { StepProps } from './step.ts';

export function OriginFields(props: StepProps) {
  const say = useText(drawOriginText);
  const { draft, change, error } = props;
  const { origin } = draft;
  return (
    <div className="draw-group">
      <RadioGroup
        name="origin"
        label={say('origin')}
        value={origin.kind}
        error={error('origin')}
        choices={[
          { value: 'plan', label: say('origin.plan'), hint: say('origin.planHint') },
          { value: 'adHoc', label: say('origin.adHoc'), hint: say('origin.adHocHint') },
        ]}
        onChange={(kind) => change({ origin: { ...origin, kind: kind === 'adHoc' ? 'adHoc' : 'plan' } })}
      />
      {origin.kind === 'plan' ? <PlanEntry {...props} /> : <Ground {...props} />}
      <Items {...props} />
      <InsteadOf {...props} />
    </div>
  );
}

/** Choosing an entry fills in the whole task; everything may still be changed. */
function PlanEntry(props: StepProps) {
  const say = useText(drawOriginText);
  const { locale } = useLocale();
  const entries = useApiQuery(listDrawableEntries).data?.rows;
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [unmatched, setUnmatched] = useState<readonly string[]>([]);
  const { draft, change } = props;
  const choose = async (entryId: string): Promise<void> => {
    setRefused(null);
    setUnmatched([]);
    change({ origin: { ...draft.origin, entryId }, scene: '' });
    if (entryId === '') return;
    const made = await callApi(prefillDraw, { params: { entryId } });
    if (!made.ok) return setRefused(made.error);
    setUnmatched(made.value.unmatched);
    const { place, meetsAt, preset, sources, onMissing, deadlineHours } = draft;
    change({ ...draftOf(made.value.settings), place, meetsAt, preset, sources, onMissing, deadlineHours });
  };
  if (entries?.length === 0) return <Notice title={say('noEntries')}>{say('noEntriesText')}</Notice>;
  return (
    <>
      <ErrorNotice error={refused} />
      {unmatched.length === 0 ? null : (
        <Notice tone="warning">
          {say('unmatched', { names: unmatched.join('、') })}{' '}
          <GoTo to="/assisting-bodies">{say('enterBody')}</GoTo>
        </Notice>
      )}
      <SelectField
        name="origin.entryId"
        label={say('entry')}
        hint={say('entryHint')}
        empty={say('entryNone')}
        value={draft.origin.entryId}
        choices={(entries ?? []).map((row) => ({
          value: row.entryId,
          label: say('entryLine', {
            number: row.number,
            title: row.title[locale],
            drawn: row.drawn,
            times: row.fields.times,
          }),
        }))}
        onChange={(entryId) => void choose(entryId)}
      />
    </>
  );
}

/** Document, number, day and approver of a special inspection. */
function Ground(props: StepProps) {
  const say = useText(drawOriginText);
  const { draft, change, error } = props;
  const { ground } = draft.origin;
  const set = (part: Partial<DraftOrigin['ground']>) =>
    change({ origin: { ...draft.origin, ground: { ...ground, ...part } } });
  return (
    <>
      <div className="draw-row">
        <TextField
          name="origin.ground.document"
          label={say('ground.document')}
          maxLength={200}
          value={ground.document}
          onChange={(document) => set({ document })}
          error={error('origin.ground.document')}
        />
        <TextField
          name="origin.ground.number"
          label={say('ground.number')}
          optional
          maxLength={80}
          value={ground.number}
          onChange={(number) => set({ number })}
        />
      </div>
      <div className="draw-row">
        <TextField
          name="origin.ground.approver"
          label={say('ground.approver')}
          maxLength={80}
          value={ground.approver}
          onChange={(approver) => set({ approver })}
          error={error('origin.ground.approver')}
        />
        <DayField
          name="origin.ground.day"
          label={say('ground.day')}
          value={ground.day}
          onChange={(day) => set({ day })}
          error={error('origin.ground.day')}
        />
      </div>
      <TextArea
        name="origin.ground.reason"
        label={say('ground.reason')}
        optional
        warnSecrets
        maxLength={1000}
        value={ground.reason}
        onChange={(reason) => set({ reason })}
      />
    </>
  );
}

/** The lead item, and the X beside it; only what is published can be chosen. */
function Items(props: StepProps) {
  const say = useText(drawOriginText);
  const items = useApiQuery(listPublishedItems).data?.rows ?? [];
  const { draft, change, error } = props;
  const [lead = '', ...extras] = draft.itemKeys;
  const choose = (keys: readonly string[]): void => {
    const first = items.find((item) => item.itemKey === keys[0]);
    change({
      itemKeys: keys.filter((key) => key !== ''),
      itemCode: first?.code ?? '',
      itemName: first?.name ?? '',
    });
  };
  const choices = items.map(({ itemKey, code, name }) => ({
    value: itemKey,
    label: `${code} ${name}`.trim(),
  }));
  return (
    <div className="draw-row">
      <SelectField
        name="itemKeys"
        label={say('leadItem')}
        hint={say('leadItemHint')}
        empty={say('leadItemNone')}
        value={lead}
        choices={choices}
        error={error('itemKeys') ?? error('item.name')}
        onChange={(key) => choose([key, ...extras.filter((each) => each !== key)])}
      />
      <ChooseField
        name="extraItems"
        label={say('extraItems')}
        hint={say('extraItemsHint')}
        optional
        many
        value={extras}
        choices={choices.filter(({ value }) => value !== lead)}
        onChange={(keys) => choose([lead, ...keys])}
      />
    </div>
  );
}

/** Asked for only where a void draw of the item was not repeated. */
function InsteadOf(props: StepProps) {
  const say = useText(drawOriginText);
  const { draft, change, error, preview } = props;
  const asked = preview?.findings.find(({ code }) => code === 'draw.redraw_or_reason')?.data;
  const drawId = draft.insteadOf?.drawId ?? (asked === undefined ? null : String(asked['drawId']));
  if (drawId === null) return null;
  return (
    <TextField
      name="insteadOf.reason"
      label={say('insteadOf')}
      hint={say('insteadOfHint')}
      maxLength={300}
      value={draft.insteadOf?.reason ?? ''}
      onChange={(reason) => change({ insteadOf: reason === '' ? null : { drawId, reason } })}
      error={error('insteadOf.reason')}
    />
  );
}
