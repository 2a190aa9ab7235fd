/** Step 2: which objects stand in the pool, in words, and which of them cannot be drawn and why. */
import { drawFormText } from '@mingcha/core/draws/draw-form-text.ts';
import { type Exclusion, exclusionReasons } from '@mingcha/core/draws/draw-task.ts';
import { drawWordText } from '@mingcha/core/draws/draw-text.ts';
import { listObjects } from '@mingcha/core/registers/object-api.ts';
import { useEffect, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { RadioGroup } from '../../../shared/forms/choices.tsx';
import { FieldError, SelectField, TextField } from '../../../shared/forms/field.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { useFilterWords, useWord } from '../words.ts';
import { FilterEditor, useFacets } from './filter-editor.tsx';
import type { StepProps } from './step.ts';

export function ScopeStep(props: StepProps) {
  const say = useText(drawFormText);
  const { draft, change } = props;
  const inWords = useFilterWords(useFacets().sections);
  return (
    <div className="draw-fields">
      <RadioGroup
        name="scope.mode"
        label={say('scope')}
        value={draft.scope}
        choices={[
          { value: 'untargeted', label: say('scope.untargeted'), hint: say('scope.untargetedHint') },
          { value: 'targeted', label: say('scope.targeted'), hint: say('scope.targetedHint') },
        ]}
        onChange={(scope) => change({ scope: scope === 'targeted' ? 'targeted' : 'untargeted' })}
      />
      {draft.scope === 'targeted' ? (
        <div className="draw-box">
          <FilterEditor name="scope.filter" filter={draft.filter} onChange={(filter) => change({ filter })} />
          <FieldError name="scope.filter" error={props.error('scope.filter')} />
          <p className="draw-words">{say('filterInWords', { words: inWords(draft.filter) })}</p>
        </div>
      ) : null}
      <Exclusions {...props} />
    </div>
  );
}

function Exclusions(props: StepProps) {
  const say = useText(drawFormText);
  const { exclusions } = props.draft;
  const replace = (index: number, next: Exclusion | null) =>
    props.change({
      exclusions: exclusions.flatMap((each, at) => (at === index ? (next === null ? [] : [next]) : [each])),
    });
  return (
    <section className="draw-group" aria-label={say('exclusions')}>
      <h3>{say('exclusions')}</h3>
      <p className="secondary">{say('exclusionsHint')}</p>
      {exclusions.map((each, index) => (
        <ExclusionBox key={index} index={index} exclusion={each} onChange={(next) => replace(index, next)} />
      ))}
      <Button
        size="small"
        onClick={() =>
          props.change({
            exclusions: [...exclusions, { reason: 'frequencyCap', note: '', where: {}, objectIds: [] }],
          })
        }
      >
        {say('exclusionAdd')}
      </Button>
    </section>
  );
}

function ExclusionBox(props: {
  readonly index: number;
  readonly exclusion: Exclusion;
  readonly onChange: (next: Exclusion | null) => void;
}) {
  const say = useText(drawFormText);
  const ui = useUi();
  const word = useWord();
  const { exclusion, index, onChange } = props;
  const name = `exclusions.${index}`;
  return (
    <div className="draw-box">
      <div className="draw-row">
        <SelectField
          name={`${name}.reason`}
          label={say('exclusionReason')}
          empty={null}
          value={exclusion.reason}
          choices={exclusionReasons.map((reason) => ({
            value: reason,
            label: word(drawWordText, `exclusion.${reason}`),
          }))}
          onChange={(value) => {
            const reason = exclusionReasons.find((each) => each === value);
            if (reason !== undefined) onChange({ ...exclusion, reason });
          }}
        />
        <TextField
          name={`${name}.note`}
          label={say('exclusionNote')}
          hint={ui('secretsWarning')}
          optional
          maxLength={200}
          value={exclusion.note}
          onChange={(note) => onChange({ ...exclusion, note })}
        />
      </div>
      <ObjectChoice
        name={`${name}.objectIds`}
        value={exclusion.objectIds}
        onChange={(objectIds) => onChange({ ...exclusion, objectIds: [...objectIds] })}
      />
      <details open={Object.keys(exclusion.where).length > 0}>
        <summary>{say('exclusionWhere')}</summary>
        <FilterEditor
          name={`${name}.where`}
          filter={exclusion.where}
          onChange={(where) => onChange({ ...exclusion, where })}
        />
      </details>
      <Button size="small" kind="quiet" onClick={() => onChange(null)}>
        {say('exclusionRemove')}
      </Button>
    </div>
  );
}

/** Objects by part of their name or code; chosen ones keep their names while others are searched. */
function ObjectChoice(props: {
  readonly name: string;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}) {
  const say = useText(drawFormText);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [known, setKnown] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 300);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useApiQuery(listObjects, {
    query: { limit: 30, ...(asked.length >= 2 ? { text: asked } : {}) },
  });
  const rows = found.data?.rows;
  const choices = [
    ...(rows ?? []).map((row) => ({ value: row.id, label: row.name })),
    ...props.value
      .filter((id) => !(rows ?? []).some((row) => row.id === id))
      .map((id) => ({ value: id, label: known.get(id) ?? say('objectKept') })),
  ];
  return (
    <ChooseField
      name={props.name}
      label={say('exclusionObjects')}
      hint={say('exclusionObjectsHint')}
      optional
      many
      choices={choices}
      value={props.value}
      onChange={(ids) => {
        setKnown(new Map([...known, ...(rows ?? []).map((row) => [row.id, row.name] as const)]));
        props.onChange(ids);
      }}
      onSearch={setText}
      loading={found.refreshing}
    />
  );
}
