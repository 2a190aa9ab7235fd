/** Result codes: what a visit may end with, which of them are problems, which are published. */
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { Checkbox } from '../../../../shared/forms/choices.tsx';
import { TextField } from '../../../../shared/forms/field.tsx';
import { useText } from '../../../../shared/i18n/locale.tsx';
import type { PartProps } from './edit-parts.ts';
import { ItemList } from './item-list.tsx';

export function EditResults(props: PartProps) {
  const say = useText(rulePageText);
  const { results } = props.rules;
  return (
    <div className="rule-edit">
      <ItemList
        items={results}
        onChange={(list) => props.onChange({ results: list })}
        title={(one) => one.wording}
        least={1}
        add={{
          label: say('addResult'),
          make: () => ({
            code: `result${results.length + 1}`,
            wording: '–',
            isProblem: true,
            isPublished: true,
          }),
        }}
        render={(one, change, index) => (
          <div className="rule-row">
            <TextField
              name={`result${index}.wording`}
              label={say('resultWording')}
              maxLength={60}
              value={one.wording}
              onChange={(wording) => change({ ...one, wording })}
            />
            <TextField
              name={`result${index}.code`}
              label={say('resultCode')}
              mono
              maxLength={40}
              value={one.code}
              onChange={(code) => change({ ...one, code })}
            />
            <Checkbox
              name={`result${index}.problem`}
              label={say('resultProblem')}
              checked={one.isProblem}
              onChange={(isProblem) => change({ ...one, isProblem })}
            />
            <Checkbox
              name={`result${index}.published`}
              label={say('resultPublished')}
              checked={one.isPublished}
              onChange={(isPublished) => change({ ...one, isPublished })}
            />
          </div>
        )}
      />
    </div>
  );
}
