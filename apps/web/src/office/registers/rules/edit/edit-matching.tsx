/** Size of teams, conditions and their order, what is tried when people are short. */
import type { RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import { recheckTeams, ruleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { formatNumber } from '../../../../shared/format.ts';
import { Checkbox, RadioGroup } from '../../../../shared/forms/choices.tsx';
import { useText } from '../../../../shared/i18n/locale.tsx';
import { useRuleWord } from '../rule-words.ts';
import { useExample } from '../use-example.ts';
import type { PartProps } from './edit-parts.ts';
import { MaybeNumberField, NumberField } from './number-field.tsx';
import { OrderedChoice } from './ordered-choice.tsx';

const shape = ruleBook.shape.matching.shape;
const constraints = shape.constraints.element.options;
const fallbacks = shape.fallback.element.options;

export function EditMatching(props: PartProps) {
  const say = useText(rulePageText);
  const word = useRuleWord();
  const { matching, sampling } = props.rules;
  const set = (change: Partial<RuleBook['matching']>) =>
    props.onChange({ matching: { ...matching, ...change } });
  return (
    <div className="rule-edit rule-edit-two">
      <div className="rule-fields">
        <TeamNumbers matching={matching} onChange={set} />
        <Checkbox
          name="leader"
          label={say('leader')}
          checked={matching.leader}
          onChange={(leader) => set({ leader })}
        />
        <Checkbox
          name="operatorInPool"
          label={say('operatorInPool')}
          checked={matching.operatorInPool}
          onChange={(operatorInPool) => set({ operatorInPool })}
        />
        <RadioGroup
          name="recheck"
          label={word('label.recheck')}
          inline
          choices={recheckTeams.map((value) => ({ value, label: word(`recheck.${value}`) }))}
          value={matching.recheck}
          onChange={(value) => set({ recheck: recheckTeams.find((each) => each === value) ?? 'same' })}
        />
        <OrderedChoice
          label={say('constraints')}
          all={constraints}
          value={matching.constraints}
          word={(value) => word(`constraint.${value}`)}
          onChange={(value) => set({ constraints: value })}
        />
        <OrderedChoice
          label={say('fallback')}
          all={fallbacks}
          value={matching.fallback}
          word={(value) => word(`fallback.${value}`)}
          onChange={(value) => set({ fallback: value })}
        />
      </div>
      <aside className="rule-aside">
        <h3>{say('example')}</h3>
        <MatchingExample sampling={sampling} teamSize={matching.teamSize} />
      </aside>
    </div>
  );
}

function TeamNumbers(props: {
  readonly matching: RuleBook['matching'];
  readonly onChange: (change: Partial<RuleBook['matching']>) => void;
}) {
  const { matching, onChange: set } = props;
  const say = useText(rulePageText);
  return (
    <div className="rule-row">
      <NumberField
        name="teamSize"
        label={say('teamSize')}
        unit={say('peopleUnit')}
        value={matching.teamSize}
        onChange={(teamSize) => set({ teamSize })}
      />
      <MaybeNumberField
        name="maxTasks"
        label={say('maxTasks')}
        unit={say('objectsUnit')}
        value={matching.maxTasks}
        onChange={(maxTasks) => set({ maxTasks })}
      />
      <MaybeNumberField
        name="mostAgencies"
        label={say('mostAgencies')}
        unit={say('agenciesUnit')}
        value={matching.mostAgencies}
        onChange={(mostAgencies) => set({ mostAgencies })}
      />
    </div>
  );
}

function MatchingExample(props: { readonly sampling: RuleBook['sampling']; readonly teamSize: number }) {
  const say = useText(rulePageText);
  const { value } = useExample(props.sampling);
  const size = Number.isNaN(props.teamSize) ? 2 : props.teamSize;
  if (value === null || value.objects === 0) return <p className="secondary">{say('exampleNone')}</p>;
  return (
    <p>
      {say('exampleMatching', {
        target: formatNumber(value.target),
        size,
        visits: formatNumber(value.target * size),
      })}
    </p>
  );
}
