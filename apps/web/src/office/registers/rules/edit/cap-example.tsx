/** How many objects of the own directory each cap holds for: of each scope the first cap that fits takes an object. */
import { type CapRules, capScopes, type RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { formatNumber } from '../../../../shared/format.ts';
import { useText } from '../../../../shared/i18n/locale.tsx';
import { useRuleWord } from '../rule-words.ts';
import { useExample } from '../use-example.ts';

type Sampling = RuleBook['sampling'];

export function CapExample(props: { readonly caps: CapRules; readonly sampling: Sampling }) {
  return (
    <div className="rule-caps">
      {capScopes.map((scope) => (
        <ScopeExample key={scope} {...props} scope={scope} />
      ))}
    </div>
  );
}

function ScopeExample(props: {
  readonly caps: CapRules;
  readonly sampling: Sampling;
  readonly scope: (typeof capScopes)[number];
}) {
  const caps = props.caps.caps.filter((cap) => cap.scope === props.scope);
  const [first, ...rest] = caps;
  return first === undefined ? null : <Counted {...props} caps={[first, ...rest]} />;
}

function Counted(props: {
  readonly caps: readonly CapRules['caps'][number][];
  readonly sampling: Sampling;
  readonly scope: (typeof capScopes)[number];
}) {
  const say = useText(rulePageText);
  const word = useRuleWord();
  // The caps as classes that take all: counting who is taken is the same question.
  const { value } = useExample({
    ...props.sampling,
    classes: props.caps.map((cap, index) => ({
      code: `C${index + 1}`,
      name: cap.name === '' ? '–' : cap.name,
      where: cap.where,
      history: null,
      take: { rule: 'all' },
    })),
  });
  if (value === null) return null;
  return (
    <div>
      <strong>{say('exampleCap', { scope: word(`scope.${props.scope}`) })}</strong>
      <ul className="rule-remarks">
        {value.classes.map((row) => (
          <li key={row.code}>
            {say('exampleCapLine', { name: row.name, count: formatNumber(row.members) })}
          </li>
        ))}
      </ul>
    </div>
  );
}
