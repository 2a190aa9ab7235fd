/** Problems of a typed task beside their fields: the schema of core, worded by the catalogues. */
import { drawFormText } from '@mingcha/core/draws/draw-form-text.ts';
import { drawSettings } from '@mingcha/core/draws/draw-task.ts';
import type { FieldProblem } from '../../../shared/forms/form.tsx';
import { useSentence, useText } from '../../../shared/i18n/locale.tsx';
import { type Draft, settingsOf } from './draft.ts';

export const formSteps = ['task', 'scope', 'strata', 'teams', 'ceremony'] as const;
export type FormStep = (typeof formSteps)[number];

const fieldsOf: Readonly<Record<FormStep, readonly string[]>> = {
  task: [
    'origin',
    'itemKeys',
    'insteadOf',
    'series',
    'item',
    'planNumber',
    'window',
    'place',
    'meetsAt',
    'participants',
  ],
  scope: ['scope', 'exclusions'],
  strata: ['strata'],
  teams: ['teams', 'staffing', 'constraints', 'inspectorIds', 'mix'],
  ceremony: ['ceremony', 'disclosure', 'suite', 'operatorInPool', 'announced'],
};

/** The step on which a field stands; the first for problems of the whole form. */
export function stepOfField(field: string): FormStep {
  const [root = ''] = field.split('.');
  return formSteps.find((step) => fieldsOf[step].includes(root)) ?? 'task';
}

/** Words for refusals of the schema that carry no code of ours, by where they stand. */
const wordsByPath: readonly (readonly [RegExp, keyof typeof drawFormText.zh])[] = [
  [/^item(\.name|Keys)/, 'bad.itemName'],
  [/^origin\.ground\.(document|approver)$/, 'bad.ground'],
  [/^origin\.ground\.day$/, 'bad.day'],
  [/^insteadOf\.reason$/, 'bad.insteadOf'],
  [/^strata\.\d+\.history/, 'bad.history'],
  [/^series$/, 'bad.series'],
  [/^window\./, 'bad.day'],
  [/^scope\.filter/, 'bad.filter'],
  [/^strata\.\d+\.rate/, 'bad.percent'],
  [/^strata\.\d+\.(number|min|max)$/, 'bad.count'],
  [/^strata\.\d+\.(name|code)$/, 'bad.stratumName'],
  [/^teams\.\d+\.groups\.\d+\.n$/, 'bad.seats'],
  [/^constraints\.maxTasks$/, 'bad.count'],
  [/^ceremony\.sources$/, 'bad.sources'],
  [/^ceremony\.sources\.\d+\.(role|who|game|issue)$/, 'bad.sourceName'],
  [/^ceremony\.sources\.\d+\.length$/, 'bad.length'],
  [/^ceremony\.sources\.\d+\.pattern$/, 'bad.pattern'],
  [/^ceremony\.sources\.\d+\.outcomes$/, 'bad.outcomes'],
  [/^ceremony\.sources\.\d+\.delayS$/, 'bad.delay'],
  [/^ceremony\.deadlineHours$/, 'bad.deadline'],
  [/^disclosure\.releaseAt$/, 'bad.releaseAt'],
];

/** Reads a draft and gives its problems, each beside the field that mends it. */
export function useProblemsOf(): (draft: Draft) => readonly FieldProblem[] {
  const say = useText(drawFormText);
  const sentence = useSentence();
  return (draft) => {
    const settings = settingsOf(draft);
    const read = drawSettings.safeParse(settings);
    const missing =
      settings.origin === null
        ? [{ field: 'origin', message: sentence({ code: 'draw.origin_missing' }) }]
        : draft.itemKeys.length === 0
          ? [{ field: 'itemKeys', message: sentence({ code: 'draw.item_missing' }) }]
          : [];
    if (read.success) return missing;
    const found = read.error.issues.map((issue) => {
      const field = issue.path.join('.').replace(/\.rate\..*$/, '.rate');
      const words = wordsByPath.find(([path]) => path.test(field));
      const isOurs = /^(draw|text|date)\.\w+$/.test(issue.message) && issue.message !== 'text.required';
      const message = isOurs
        ? sentence({ code: issue.message })
        : say(words === undefined ? 'bad.other' : words[1]);
      return { field, message };
    });
    const problems = [...missing, ...found];
    return problems.filter(
      (problem, index) => problems.findIndex((other) => other.field === problem.field) === index,
    );
  };
}
