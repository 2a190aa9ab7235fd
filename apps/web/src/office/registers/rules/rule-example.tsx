/** "按此比例，4,928 户中应抽 214 户": every class with its objects, the exact product and the target. */
import type { RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import type { ExampleClass, RuleExample } from '@mingcha/core/registers/rules/rule-book-api.ts';
import { type ClauseWords, percentText, takeInWords } from '@mingcha/core/registers/rules/rule-clauses.ts';
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { formatNumber } from '../../../shared/format.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useClauseWords } from './rule-words.ts';
import { useExample } from './use-example.ts';

export function RuleExamplePanel(props: {
  readonly sampling: RuleBook['sampling'];
  readonly sections: ClauseWords['sections'];
}) {
  const say = useText(rulePageText);
  const { value, failed } = useExample(props.sampling);
  if (value === null && !failed) return <Skeleton lines={4} />;
  if (value === null) return <p className="secondary">{say('exampleFailed')}</p>;
  if (value.objects === 0) return <p className="secondary">{say('exampleNone')}</p>;
  return (
    <div className="rule-example" aria-live="polite">
      {failed ? <Notice tone="warning">{say('exampleFailed')}</Notice> : null}
      <Sentence example={value} />
      <ExampleTable {...props} example={value} />
      <Remarks example={value} />
    </div>
  );
}

function Sentence(props: { readonly example: RuleExample }) {
  const say = useText(rulePageText);
  const { objects, target, targetHigh } = props.example;
  const data = {
    objects: formatNumber(objects),
    target: formatNumber(target),
    high: formatNumber(targetHigh),
  };
  return (
    <p className="rule-example-sentence">
      {target === targetHigh ? say('exampleSentence', data) : say('exampleRange', data)}
    </p>
  );
}

function ExampleTable(props: {
  readonly example: RuleExample;
  readonly sampling: RuleBook['sampling'];
  readonly sections: ClauseWords['sections'];
}) {
  const say = useText(rulePageText);
  const words = useClauseWords(props.sections);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <section className="rule-scroll" tabIndex={0} aria-label={say('example')}>
      <table className="rule-table rule-figures">
        <thead>
          <tr>
            <th scope="col">{say('col.class')}</th>
            <th scope="col">{say('col.members')}</th>
            <th scope="col">{say('col.take')}</th>
            <th scope="col">{say('col.product')}</th>
            <th scope="col">{say('col.target')}</th>
          </tr>
        </thead>
        <tbody>
          {props.example.classes.map((row, index) => {
            const rule = props.sampling.classes[index];
            return (
              <tr key={row.code}>
                <th scope="row">{row.name}</th>
                <td>{formatNumber(row.members)}</td>
                <td>{rule === undefined ? '' : takeInWords(rule, words)}</td>
                <td>{row.product ?? '–'}</td>
                <td>
                  {row.target === row.targetHigh
                    ? formatNumber(row.target)
                    : `${formatNumber(row.target)}–${formatNumber(row.targetHigh)}`}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** Where rounding decides, what each way would give; small and unreached objects. */
function Remarks(props: { readonly example: RuleExample }) {
  const say = useText(rulePageText);
  const { classes, unclassed } = props.example;
  const rounded = classes.find((row) => row.product !== null && !/^\d+$/.test(row.product));
  const small = classes.filter((row) => row.isSmall);
  return (
    <ul className="rule-remarks">
      {rounded === undefined ? null : <li>{say('exampleRounding', roundingOf(rounded))}</li>}
      {small.map((row) => (
        <li key={row.code}>{say('exampleSmall', { name: row.name, count: row.members })}</li>
      ))}
      {unclassed === 0 ? null : <li>{say('exampleUnclassed', { count: formatNumber(unclassed) })}</li>}
    </ul>
  );
}

function roundingOf(row: ExampleClass) {
  const by = (rounding: ExampleClass['byRounding'][number]['rounding']): number =>
    row.byRounding.find((one) => one.rounding === rounding)?.target ?? 0;
  return {
    name: row.name,
    members: formatNumber(row.members),
    percent: row.rate === null ? '' : percentText(row.rate),
    product: row.product ?? '',
    ceil: by('ceil'),
    half: by('half'),
    floor: by('floor'),
  };
}
