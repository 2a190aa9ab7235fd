/** What a task would draw, in figures and sentences: strata with their exact products, people, findings. */

import { drawFormText } from '@mingcha/core/draws/draw-form-text.ts';
import { drawWordText } from '@mingcha/core/draws/draw-text.ts';
import type { DrawPreview, Finding } from '@mingcha/core/draws/draw-views.ts';
import { formatRatio } from '../../shared/format.ts';
import { type Say, useSentence, useText } from '../../shared/i18n/locale.tsx';
import { Figures } from '../../shared/ui/page.tsx';
import { Scrolls } from '../../shared/ui/scrolls.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { NumberText } from '../../shared/ui/values.tsx';
import { useWord } from './words.ts';

type StratumPreview = DrawPreview['strata'][number];

/** `37 × 15% = 5.55 → 6`; a dash where nothing is multiplied. */
export function productOf(stratum: StratumPreview): string {
  const { base, rate, product, target, targetHigh } = stratum;
  if (rate === null || product === null || rate[0] === 0) return '–';
  const end = targetHigh > target ? `${target}~${targetHigh}` : String(target);
  return `${base} × ${formatRatio(rate[0], rate[1])} = ${product} → ${end}`;
}

function ruleKey(stratum: StratumPreview): string {
  if (stratum.rule === 'draw' && stratum.rate?.[0] === 0) return 'rule.fixed';
  return `rule.${stratum.rule}`;
}

export function StrataTable(props: { readonly strata: readonly StratumPreview[] }) {
  const say = useText(drawFormText);
  const word = useWord();
  const shown = props.strata.filter((stratum) => stratum.rule !== 'none');
  return (
    <Scrolls className="draw-scroll">
      <table className="draw-table draw-table-even">
        <thead>
          <tr>
            <th>{say('stratum')}</th>
            <th className="end">{say('base')}</th>
            <th>{say('product')}</th>
            <th>{say('rounding')}</th>
            <th className="end">{say('target')}</th>
            <th className="end">{say('effective')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((stratum) => (
            <tr key={stratum.code}>
              <td>{stratum.name}</td>
              <td className="end">
                <NumberText value={stratum.base} />
              </td>
              <td className="nowrap">{productOf(stratum)}</td>
              <td>
                {stratum.rule === 'draw' && stratum.rate?.[0] !== 0 && stratum.round !== null
                  ? word(drawWordText, `round.${stratum.round}`)
                  : word(drawWordText, ruleKey(stratum))}
              </td>
              <td className="end">
                <strong>
                  {stratum.targetHigh > stratum.target
                    ? `${stratum.target}~${stratum.targetHigh}`
                    : stratum.target}
                </strong>
              </td>
              <td className="end">{`${stratum.effective}%`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}

export function PreviewFigures(props: { readonly preview: DrawPreview }) {
  const say = useText(drawFormText);
  const { preview } = props;
  const total =
    preview.targetTotalHigh > preview.targetTotal
      ? `${preview.targetTotal}~${preview.targetTotalHigh}`
      : String(preview.targetTotal);
  return (
    <Figures
      figures={[
        { name: say('figure.total'), value: preview.total, unit: say('unit.households') },
        { name: say('figure.eligible'), value: preview.eligible, unit: say('unit.households') },
        { name: say('figure.target'), value: total, unit: say('unit.households') },
        {
          name: say('figure.people'),
          value: preview.inspectors.reduce((sum, row) => sum + row.count, 0),
          unit: say('unit.people'),
        },
      ]}
    />
  );
}

/** Findings of the check: what blocks first, then what warns. */
export function Findings(props: { readonly findings: readonly Finding[] }) {
  const say = useText(drawFormText);
  const sentence = useSentence();
  const word = useWord();
  const spoken = (finding: Finding) =>
    sentence({
      code: finding.code,
      data: {
        ...finding.data,
        skills: wordsOfSkills(String(finding.data['skills'] ?? ''), say('lead'), say('anySkill')),
        area: poolArea(String(finding.data['area'] ?? ''), say),
        round: word(drawWordText, `round.${String(finding.data['round'] ?? '')}`),
      },
    });
  const blocking = props.findings.filter((finding) => finding.severity === 'blocks').map(spoken);
  const warning = props.findings.filter((finding) => finding.severity === 'warns').map(spoken);
  return (
    <div className="draw-findings">
      {blocking.length === 0 ? null : (
        <Notice tone="error" title={say('findings.block', { n: blocking.length })}>
          <FindingList sentences={blocking} />
        </Notice>
      )}
      {warning.length === 0 ? null : (
        <Notice tone="warning" title={say('findings.warn', { n: warning.length })}>
          <FindingList sentences={warning} />
        </Notice>
      )}
      {blocking.length + warning.length === 0 ? (
        <Notice tone="verified">{say('findings.none')}</Notice>
      ) : null}
    </div>
  );
}

function FindingList(props: { readonly sentences: readonly string[] }) {
  return (
    <ul>
      {[...new Set(props.sentences)].map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

/** Skill codes as words; the leader's seat asks for the code `lead`. */
export function wordsOfSkills(skills: string, lead: string, none: string): string {
  const words = skills
    .split('、')
    .filter((skill) => skill !== '')
    .map((skill) => (skill === 'lead' ? lead : skill));
  return words.length === 0 ? none : words.join('、');
}

/** The pool writes `-` for objects whose area the register does not know. */
function poolArea(area: string, say: Say<keyof typeof drawFormText.zh>): string {
  return area === '-' ? say('noArea') : areaName(area, say('everywhere'));
}

export function areaName(area: string, everywhere: string): string {
  return area === '*' || area === '' ? everywhere : area;
}

/** Whether inspectors suffice, who is left out, and how many could take each seat. */
export function PeoplePreview(props: { readonly preview: DrawPreview }) {
  const say = useText(drawFormText);
  const word = useWord();
  const { preview } = props;
  const tone =
    preview.feasibility === 'proved' ? 'verified' : preview.feasibility === 'tried' ? 'warning' : 'error';
  return (
    <div className="draw-findings">
      <Notice tone={tone}>{say(`feasibility.${preview.feasibility}`)}</Notice>
      <ul className="draw-plain">
        {preview.inspectors.map((row) => (
          <li key={row.agencyId}>
            <strong>{say('peopleOf', { agency: row.agencyName, n: row.count })}</strong>
            {row.left.length === 0 ? null : (
              <span className="secondary">
                {say('leftOut', {
                  list: row.left
                    .map((each) => `${word(drawWordText, `left.${each.reason}`)} ${each.count}`)
                    .join('，'),
                })}
              </span>
            )}
          </li>
        ))}
      </ul>
      <ChoiceTable preview={preview} />
    </div>
  );
}

function ChoiceTable(props: { readonly preview: DrawPreview }) {
  const say = useText(drawFormText);
  if (props.preview.choices.length === 0) return null;
  return (
    <details>
      <summary>{say('choiceSets')}</summary>
      <Scrolls className="draw-scroll">
        <table className="draw-table">
          <thead>
            <tr>
              <th>{say('agency')}</th>
              <th>{say('area')}</th>
              <th>{say('skills')}</th>
              <th className="end">{say('seats')}</th>
              <th className="end">{say('eligiblePeople')}</th>
              <th className="end">{say('choice')}</th>
            </tr>
          </thead>
          <tbody>
            {props.preview.choices.map((choice, index) => (
              <tr key={index}>
                <td>{choice.agencyName}</td>
                <td>{poolArea(choice.area, say)}</td>
                <td>{wordsOfSkills(choice.skills.join('、'), say('lead'), say('anySkill'))}</td>
                <td className="end">{choice.seats}</td>
                <td className="end">{choice.eligible}</td>
                <td className="end">{choice.choice}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </details>
  );
}
