/** Step 5: where the seed comes from, counted as one chooses, and when names become public. */

import { ceremonyText } from '@mingcha/core/draws/ceremony-text.ts';
import { getDrawPolicy } from '@mingcha/core/draws/draw-api.ts';
import { drawFormText } from '@mingcha/core/draws/draw-form-text.ts';
import { expectedEntropy, leastEntropyBits, warnEntropyBits } from '@mingcha/core/draws/draw-rules.ts';
import { type CeremonyPreset, presetCeremony, seedSource } from '@mingcha/core/draws/draw-task.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { Checkbox, RadioGroup } from '../../../shared/forms/choices.tsx';
import { FieldError, SelectField, TextField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { type Draft, type DraftSource, draftSource, newSource, settingsOf } from './draft.ts';
import type { StepProps } from './step.ts';

/** Bits that the sources would count; sources that are not whole count nothing yet. */
export function bitsOf(draft: Draft): number {
  const whole = settingsOf(draft).ceremony.sources.flatMap((source) => {
    const read = seedSource.safeParse(source);
    return read.success ? [read.data] : [];
  });
  return expectedEntropy(whole);
}

export function CeremonyStep(props: StepProps) {
  const say = useText(drawFormText);
  const { draft, change } = props;
  const policy = useApiQuery(getDrawPolicy).data;
  return (
    <div className="draw-fields">
      <Presets {...props} beacon={policy?.beacon === true} />
      <section className="draw-group" aria-label={say('sources')}>
        <h3>{say('sources')}</h3>
        <p className="secondary">{say('sourcesHint')}</p>
        <FieldError name="ceremony.sources" error={props.error('ceremony.sources')} />
        {draft.sources.map((source, index) => (
          <SourceRow key={source.key} {...props} source={source} index={index} />
        ))}
        <AddSource {...props} beacon={policy?.beacon === true} />
        <Entropy draft={draft} />
      </section>
      <Missing {...props} />
      <Disclosure {...props} />
      {policy?.operatorInPool === true ? (
        <Checkbox
          name="operatorInPool"
          label={say('operatorInPool')}
          hint={say('operatorInPoolHint')}
          checked={draft.operatorInPool}
          onChange={(operatorInPool) => change({ operatorInPool })}
        />
      ) : null}
      <details>
        <summary>{say('moreCeremony')}</summary>
        <div className="draw-row">
          <TextField
            name="ceremony.deadlineHours"
            label={say('deadline')}
            hint={say('deadlineHint')}
            short
            inputMode="numeric"
            unit={say('unit.hours')}
            value={draft.deadlineHours}
            onChange={(deadlineHours) => change({ deadlineHours })}
            error={props.error('ceremony.deadlineHours')}
          />
          <SelectField
            name="suite"
            label={say('suite')}
            empty={null}
            value={draft.suite}
            choices={(['SHA256', 'SM3'] as const).map((value) => ({ value, label: say(`suite.${value}`) }))}
            onChange={(suite) => change({ suite: suite === 'SM3' ? 'SM3' : 'SHA256' })}
          />
        </div>
      </details>
    </div>
  );
}

type WithPolicy = StepProps & { readonly beacon: boolean };

function Presets(props: WithPolicy) {
  const say = useText(drawFormText);
  const words = useText(ceremonyText);
  const presets: readonly CeremonyPreset[] = props.beacon ? ['A', 'B', 'C'] : ['B', 'C'];
  const choose = (value: string) => {
    const preset = presets.find((each) => each === value);
    if (preset === undefined) return;
    const { sources, onMissing } = presetCeremony(preset);
    props.change({ preset, onMissing, sources: sources.map(draftSource) });
  };
  return (
    <RadioGroup
      name="ceremony.preset"
      label={say('preset')}
      hint={props.beacon ? undefined : say('beaconOff')}
      value={props.draft.preset}
      choices={presets.map((preset) => ({ value: preset, label: `${preset}　${words(`preset.${preset}`)}` }))}
      onChange={choose}
    />
  );
}

type SourceProps = StepProps & { readonly source: DraftSource; readonly index: number };

const nameLabels = { party: 'source.role', digits: 'source.who', lottery: 'source.game' } as const;
const nameFields = { party: 'role', digits: 'who', lottery: 'game' } as const;

function SourceRow(props: SourceProps) {
  const say = useText(drawFormText);
  const { draft, source, index } = props;
  const name = `ceremony.sources.${index}`;
  const set = (part: Partial<DraftSource>) =>
    props.change({ sources: draft.sources.map((each, at) => (at === index ? { ...each, ...part } : each)) });
  return (
    <div className="draw-source">
      <span className="draw-source-kind">{say(`sourceKind.${source.kind}`)}</span>
      {source.kind === 'drand' ? (
        <TextField
          name={`${name}.delayS`}
          label={say('source.delay')}
          hint={say('source.delayHint')}
          short
          inputMode="numeric"
          unit={say('unit.minutes')}
          value={source.minutes}
          onChange={(minutes) => set({ minutes })}
          error={props.error(`${name}.delayS`)}
        />
      ) : (
        <TextField
          name={`${name}.${nameFields[source.kind]}`}
          label={say(nameLabels[source.kind])}
          maxLength={40}
          value={source.name}
          onChange={(value) => set({ name: value })}
          error={props.error(`${name}.${nameFields[source.kind]}`)}
        />
      )}
      {source.kind === 'digits' ? <Digits {...props} name={name} set={set} /> : null}
      {source.kind === 'lottery' ? <Lottery {...props} name={name} set={set} /> : null}
      {draft.sources.length > 1 ? (
        <Button
          size="small"
          kind="quiet"
          onClick={() => props.change({ sources: draft.sources.filter((_, at) => at !== index) })}
        >
          {say('sourceRemove')}
        </Button>
      ) : null}
    </div>
  );
}

type SourceFieldProps = SourceProps & {
  readonly name: string;
  readonly set: (part: Partial<DraftSource>) => void;
};

function Digits(props: SourceFieldProps) {
  const say = useText(drawFormText);
  const words = useText(ceremonyText);
  const { source, name, set } = props;
  return (
    <>
      <SelectField
        name={`${name}.means`}
        label={say('source.means')}
        empty={null}
        value={source.means}
        choices={(['balls', 'dice'] as const).map((value) => ({ value, label: words(`means.${value}`) }))}
        onChange={(means) => set({ means: means === 'dice' ? 'dice' : 'balls' })}
      />
      <TextField
        name={`${name}.length`}
        label={say('source.length')}
        short
        inputMode="numeric"
        unit={say('unit.digits')}
        value={source.length}
        onChange={(length) => set({ length })}
        error={props.error(`${name}.length`)}
      />
    </>
  );
}

function Lottery(props: SourceFieldProps) {
  const say = useText(drawFormText);
  const { source, name, set, error } = props;
  return (
    <>
      <TextField
        name={`${name}.issue`}
        label={say('source.issue')}
        hint={say('source.issueHint')}
        maxLength={40}
        value={source.issue}
        onChange={(issue) => set({ issue })}
        error={error(`${name}.issue`)}
      />
      <TextField
        name={`${name}.pattern`}
        label={say('source.pattern')}
        hint={say('source.patternHint')}
        mono
        maxLength={100}
        value={source.pattern}
        onChange={(pattern) => set({ pattern })}
        error={error(`${name}.pattern`)}
      />
      <TextField
        name={`${name}.outcomes`}
        label={say('source.outcomes')}
        hint={say('source.outcomesHint')}
        short
        inputMode="numeric"
        value={source.outcomes}
        onChange={(outcomes) => set({ outcomes })}
        error={error(`${name}.outcomes`)}
      />
    </>
  );
}

function AddSource(props: WithPolicy) {
  const say = useText(drawFormText);
  const { sources } = props.draft;
  const kinds = (['party', 'digits', 'lottery', 'drand'] as const).filter(
    (kind) => kind !== 'drand' || (props.beacon && !sources.some((source) => source.kind === 'drand')),
  );
  return (
    <div className="button-row">
      <span className="secondary">{say('sourceAdd')}</span>
      {kinds.map((kind) => (
        <Button
          key={kind}
          size="small"
          disabled={sources.length >= 12}
          onClick={() => props.change({ sources: [...sources, newSource({ kind })] })}
        >
          {say(`sourceKind.${kind}`)}
        </Button>
      ))}
    </div>
  );
}

/** The count that a draw is refused below, and the one it is warned below. */
function Entropy(props: { readonly draft: Draft }) {
  const say = useText(drawFormText);
  const bits = bitsOf(props.draft);
  const tone = bits < leastEntropyBits ? 'error' : bits < warnEntropyBits ? 'warning' : 'verified';
  const key = bits < leastEntropyBits ? 'bits.refused' : bits < warnEntropyBits ? 'bits.low' : 'bits.enough';
  return (
    <Notice tone={tone} title={say('bits', { bits })}>
      {say(key, { least: leastEntropyBits, wanted: warnEntropyBits })}
    </Notice>
  );
}

function Missing(props: StepProps) {
  const say = useText(drawFormText);
  const { draft } = props;
  if (!draft.sources.some((source) => source.kind === 'party')) return null;
  return (
    <RadioGroup
      name="ceremony.onMissing"
      label={say('onMissing')}
      value={draft.onMissing}
      error={props.error('ceremony.onMissing')}
      choices={[
        { value: 'void', label: say('onMissing.void') },
        { value: 'skip', label: say('onMissing.skip'), hint: say('onMissing.skipHint') },
      ]}
      onChange={(value) => props.change({ onMissing: value === 'skip' ? 'skip' : 'void' })}
    />
  );
}

function Disclosure(props: StepProps) {
  const say = useText(drawFormText);
  const { draft, change } = props;
  return (
    <div className="draw-group">
      <RadioGroup
        name="disclosure.mode"
        label={say('disclosure')}
        value={draft.disclosure}
        choices={[
          { value: 'sealed', label: say('disclosure.sealed'), hint: say('disclosure.sealedHint') },
          { value: 'open', label: say('disclosure.open'), hint: say('disclosure.openHint') },
        ]}
        onChange={(value) => change({ disclosure: value === 'open' ? 'open' : 'sealed' })}
      />
      {draft.disclosure === 'sealed' ? (
        <TextField
          name="disclosure.releaseAt"
          label={say('releaseAt')}
          type="datetime-local"
          value={draft.releaseAt}
          onChange={(releaseAt) => change({ releaseAt })}
          error={props.error('disclosure.releaseAt')}
        />
      ) : null}
      <Checkbox
        name="announced"
        label={say('announced')}
        hint={say('announcedHint')}
        checked={draft.announced}
        onChange={(announced) => change({ announced })}
      />
    </div>
  );
}
