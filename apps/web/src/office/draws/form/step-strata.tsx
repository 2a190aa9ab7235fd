/** Step 3: strata and their rates, with what they give as one types. */
import { drawFormText } from '@mingcha/core/draws/draw-form-text.ts';
import { roundings } from '@mingcha/core/draws/draw-task.ts';
import { drawWordText } from '@mingcha/core/draws/draw-text.ts';
import { creditClasses, objectKinds, riskLevels } from '@mingcha/core/registers/object.ts';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState, Skeleton } from '../../../shared/ui/states.tsx';
import { Findings, PreviewFigures, StrataTable } from '../preview-parts.tsx';
import { useFieldValue, useFilterWords, useWord } from '../words.ts';
import { type DraftStratum, newStratum } from './draft.ts';
import { FilterEditor, useFacets } from './filter-editor.tsx';
import { HistoryFields, useHistoryWords } from './history-fields.tsx';
import type { StepProps } from './step.ts';

const quick = ['credit', 'risk', 'industry', 'kind'] as const;
type QuickField = (typeof quick)[number];

export function StrataStep(props: StepProps) {
  return (
    <div className="draw-fields">
      <QuickStrata {...props} />
      <div className="draw-strata">
        {props.draft.strata.map((stratum, index) => (
          <StratumRow key={stratum.key} {...props} stratum={stratum} index={index} />
        ))}
      </div>
      <AddStratum {...props} />
      <LivePreview {...props} />
    </div>
  );
}

/** One press makes a stratum of every value, keeping the rate of the first. */
function QuickStrata(props: StepProps) {
  const say = useText(drawFormText);
  const facets = useFacets();
  const valueOf = useFieldValue();
  const percent = props.draft.strata[0]?.percent ?? '';
  const round = props.draft.strata[0]?.round ?? 'ceil';
  const valuesOf = (field: QuickField): readonly string[] => {
    if (field === 'industry') return facets.industries.slice(0, 49);
    return { credit: creditClasses, risk: riskLevels, kind: objectKinds }[field].filter(
      (value) => value !== '',
    );
  };
  const split = (field: QuickField) => {
    const made = valuesOf(field).map((value, index) =>
      newStratum({
        code: String(index + 1).padStart(2, '0'),
        name: valueOf(field, value).slice(0, 60),
        where: { [field]: [value] },
        percent,
        round,
      }),
    );
    const rest = newStratum({ code: '99', name: say('restStratum'), percent, round });
    props.change({
      strata: [...made, rest],
      teams: props.draft.teams.filter((team) => team.stratum === '*'),
    });
  };
  const merge = () =>
    props.change({
      strata: [newStratum({ code: '01', name: say('allObjects'), percent, round })],
      teams: props.draft.teams.filter((team) => team.stratum === '*'),
    });
  return (
    <div className="button-row">
      <span className="secondary">{say('splitBy')}</span>
      {quick.map((field) => (
        <Button key={field} size="small" onClick={() => split(field)}>
          {say(`splitBy.${field}`)}
        </Button>
      ))}
      <Button size="small" onClick={merge}>
        {say('splitBy.none')}
      </Button>
    </div>
  );
}

function AddStratum(props: StepProps) {
  const say = useText(drawFormText);
  const { strata } = props.draft;
  const add = () => {
    const used = new Set(strata.map((stratum) => stratum.code));
    const code = Array.from({ length: 98 }, (_, i) => String(i + 1).padStart(2, '0')).find(
      (each) => !used.has(each),
    );
    // a new stratum takes before the others, because the first that matches takes an object
    props.change({ strata: [newStratum({ code: code ?? '98', name: '' }), ...strata] });
  };
  return (
    <div className="button-row">
      <Button size="small" onClick={add}>
        {say('stratumAdd')}
      </Button>
      <span className="secondary">{say('firstMatches')}</span>
    </div>
  );
}

type RowProps = StepProps & { readonly stratum: DraftStratum; readonly index: number };

function StratumRow(props: RowProps) {
  const say = useText(drawFormText);
  const { draft, stratum, index } = props;
  const name = `strata.${index}`;
  const set = (part: Partial<DraftStratum>) =>
    props.change({ strata: draft.strata.map((each, at) => (at === index ? { ...each, ...part } : each)) });
  return (
    <div className="draw-box draw-stratum">
      <div className="draw-stratum-line">
        <TextField
          name={`${name}.name`}
          label={say('stratumName')}
          maxLength={60}
          value={stratum.name}
          onChange={(value) => set({ name: value })}
          error={props.error(`${name}.name`)}
        />
        <SelectField
          name={`${name}.rule`}
          label={say('rule')}
          empty={null}
          value={stratum.rule}
          choices={(['draw', 'fixed', 'all'] as const).map((value) => ({
            value,
            label: say(`rule.${value}`),
          }))}
          onChange={(value) => set({ rule: value === 'fixed' || value === 'all' ? value : 'draw' })}
        />
        <Amount {...props} name={name} set={set} />
      </div>
      <div className="draw-stratum-more">
        <Condition {...props} name={name} set={set} />
        {draft.strata.length > 1 ? (
          <Button
            size="small"
            kind="quiet"
            onClick={() =>
              props.change({
                strata: draft.strata.filter((_, at) => at !== index),
                teams: draft.teams.filter((team) => team.stratum !== stratum.code),
              })
            }
          >
            {say('stratumRemove')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

type AmountProps = RowProps & {
  readonly name: string;
  readonly set: (part: Partial<DraftStratum>) => void;
};

function Amount(props: AmountProps) {
  const say = useText(drawFormText);
  const word = useWord();
  const { stratum, name, set } = props;
  if (stratum.rule === 'all') return null;
  if (stratum.rule === 'fixed') {
    return (
      <TextField
        name={`${name}.number`}
        label={say('fixedNumber')}
        short
        inputMode="numeric"
        unit={say('unit.households')}
        value={stratum.number}
        onChange={(number) => set({ number })}
        error={props.error(`${name}.number`)}
      />
    );
  }
  return (
    <>
      <TextField
        name={`${name}.rate`}
        label={say('percent')}
        short
        inputMode="decimal"
        unit={say('unit.percent')}
        value={stratum.percent}
        onChange={(percent) => set({ percent })}
        error={props.error(`${name}.rate`)}
      />
      <SelectField
        name={`${name}.round`}
        label={say('rounding')}
        empty={null}
        value={stratum.round}
        choices={roundings.map((value) => ({ value, label: word(drawWordText, `round.${value}`) }))}
        onChange={(value) => {
          const round = roundings.find((each) => each === value);
          if (round !== undefined) set({ round });
        }}
      />
    </>
  );
}

/** Which objects the stratum takes, in words, and the fields behind them. */
function Condition(props: AmountProps) {
  const say = useText(drawFormText);
  const inWords = useFilterWords(useFacets().sections);
  const historyWords = useHistoryWords();
  const { stratum, name, set } = props;
  return (
    <details>
      <summary>
        {say('stratumWhere', { words: inWords(stratum.where) })}
        {stratum.history === null ? '' : `；${historyWords(stratum.history)}`}
      </summary>
      <FilterEditor name={`${name}.where`} filter={stratum.where} onChange={(where) => set({ where })} />
      <HistoryFields
        name={name}
        value={stratum.history}
        error={props.error}
        onChange={(history) => set({ history })}
      />
      {stratum.rule === 'draw' ? <Limits {...props} name={name} set={set} /> : null}
    </details>
  );
}

function Limits(props: AmountProps) {
  const say = useText(drawFormText);
  const word = useWord();
  const { stratum, name, set } = props;
  return (
    <div className="draw-row">
      <TextField
        name={`${name}.min`}
        label={say('min')}
        hint={say('minHint')}
        optional
        short
        inputMode="numeric"
        unit={say('unit.households')}
        value={stratum.min}
        onChange={(min) => set({ min })}
        error={props.error(`${name}.min`)}
      />
      <TextField
        name={`${name}.max`}
        label={say('max')}
        optional
        short
        inputMode="numeric"
        unit={say('unit.households')}
        value={stratum.max}
        onChange={(max) => set({ max })}
        error={props.error(`${name}.max`)}
      />
      <SelectField
        name={`${name}.base`}
        label={say('baseOf')}
        empty={null}
        value={stratum.base}
        choices={(['eligible', 'all'] as const).map((value) => ({
          value,
          label: word(drawWordText, `base.${value}`),
        }))}
        onChange={(base) => set({ base: base === 'all' ? 'all' : 'eligible' })}
      />
    </div>
  );
}

/** Figures of the register as it stands now; the seal will take it anew. */
export function LivePreview(props: Pick<StepProps, 'preview' | 'previewing'>) {
  const say = useText(drawFormText);
  const { preview } = props;
  return (
    <Section
      title={say('previewTitle')}
      actions={<output className="secondary">{props.previewing ? say('previewing') : ''}</output>}
    >
      {preview === null ? (
        props.previewing ? (
          <Skeleton lines={4} />
        ) : (
          <EmptyState title={say('previewEmpty')} text={say('previewEmptyText')} />
        )
      ) : (
        <div className="draw-findings">
          <PreviewFigures preview={preview} />
          <StrataTable strata={preview.strata} />
          <Findings findings={preview.findings.filter((finding) => !isAboutPeople(finding.code))} />
        </div>
      )}
    </Section>
  );
}

const peopleCodes: readonly string[] = [
  'draw.inspectors_lacking',
  'draw.participants_open',
  'draw.two_inspectors',
  'draw.one_team_per_agency',
  'draw.participant_without_seat',
  'warn.choice_small',
  'warn.tried_only',
  'warn.operator_in_pool',
  'warn.entropy',
];
export function isAboutPeople(code: string): boolean {
  return peopleCodes.includes(code);
}
