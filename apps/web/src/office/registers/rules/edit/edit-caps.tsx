/** Caps with their scopes, what counts, exemptions, warnings; beside them how many objects each cap holds for. */
import {
  type CapRules,
  capExemptions,
  capScopes,
  entryKinds,
  type FrequencyCap,
} from '@mingcha/core/registers/rules/rule-book.ts';
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { Checkbox, CheckboxGroup, RadioGroup } from '../../../../shared/forms/choices.tsx';
import { SelectField, TextField } from '../../../../shared/forms/field.tsx';
import { useText } from '../../../../shared/i18n/locale.tsx';
import { useRuleWord } from '../rule-words.ts';
import { CapExample } from './cap-example.tsx';
import type { PartProps } from './edit-parts.ts';
import { FilterFields } from './filter-fields.tsx';
import { ItemList } from './item-list.tsx';
import { MaybeNumberField, NumberField } from './number-field.tsx';

type SetCaps = (change: Partial<CapRules>) => void;

export function EditCaps(props: PartProps) {
  const say = useText(rulePageText);
  const { caps, sampling } = props.rules;
  const set: SetCaps = (change) => props.onChange({ caps: { ...caps, ...change } });
  return (
    <div className="rule-edit rule-edit-two">
      <div className="rule-fields">
        <ItemList
          items={caps.caps}
          onChange={(list) => set({ caps: list })}
          title={(one) => one.name}
          least={1}
          add={{ label: say('addCap'), make: newCap }}
          render={(one, change, index) => <CapFields name={`cap${index}`} one={one} onChange={change} />}
        />
        <Counting caps={caps} onChange={set} />
        <Limits caps={caps} onChange={set} />
        <NumberField
          name="mergeWindow"
          label={say('mergeWindow')}
          unit={say('daysUnit')}
          value={props.rules.mergeWindowDays}
          onChange={(mergeWindowDays) => props.onChange({ mergeWindowDays })}
        />
      </div>
      <aside className="rule-aside">
        <h3>{say('example')}</h3>
        <CapExample caps={caps} sampling={sampling} />
      </aside>
    </div>
  );
}

const newCap = (): FrequencyCap => ({
  name: '–',
  where: {},
  scope: 'agency',
  perYear: 2,
  planned: null,
  coverageYears: null,
});

interface CapProps {
  readonly name: string;
  readonly one: FrequencyCap;
  readonly onChange: (one: FrequencyCap) => void;
}

function CapFields(props: CapProps) {
  const { name, one, onChange } = props;
  const say = useText(rulePageText);
  const word = useRuleWord();
  return (
    <>
      <div className="rule-row">
        <TextField
          name={`${name}.name`}
          label={say('capName')}
          maxLength={60}
          value={one.name}
          onChange={(text) => onChange({ ...one, name: text })}
        />
        <SelectField
          name={`${name}.scope`}
          label={say('capScope')}
          empty={null}
          choices={capScopes.map((value) => ({ value, label: word(`scope.${value}`) }))}
          value={one.scope}
          onChange={(scope) => onChange({ ...one, scope: scope as FrequencyCap['scope'] })}
        />
      </div>
      <CapTimes {...props} />
      <details>
        <summary>{say('classWhere')}</summary>
        <FilterFields
          name={`${name}.where`}
          filter={one.where}
          onChange={(where) => onChange({ ...one, where })}
        />
      </details>
    </>
  );
}

function CapTimes({ name, one, onChange }: CapProps) {
  const say = useText(rulePageText);
  return (
    <div className="rule-row">
      <MaybeNumberField
        name={`${name}.perYear`}
        label={say('capYear')}
        unit={say('timesUnit')}
        value={one.perYear}
        onChange={(perYear) => onChange({ ...one, perYear })}
      />
      <MaybeNumberField
        name={`${name}.planned`}
        label={say('capPlanned')}
        unit={say('timesUnit')}
        value={one.planned}
        onChange={(planned) => onChange({ ...one, planned })}
      />
      <MaybeNumberField
        name={`${name}.coverage`}
        label={say('capCoverage')}
        unit={say('yearsUnit')}
        value={one.coverageYears}
        onChange={(coverageYears) => onChange({ ...one, coverageYears })}
      />
    </div>
  );
}

function Counting(props: { readonly caps: CapRules; readonly onChange: SetCaps }) {
  const { caps, onChange } = props;
  const say = useText(rulePageText);
  const word = useRuleWord();
  const kinds = entryKinds.map((value) => ({ value, label: word(`kind.${value}`) }));
  const grounds = caps.exemptions.map((one) => one.ground);
  return (
    <>
      <CheckboxGroup
        name="countedKinds"
        label={say('countedKinds')}
        optional
        inline
        choices={kinds}
        value={caps.countedKinds}
        onChange={(values) => onChange({ countedKinds: entryKinds.filter((kind) => values.includes(kind)) })}
      />
      <Checkbox
        name="jointOnce"
        label={say('jointOnce')}
        checked={caps.jointCountsOnce}
        onChange={(jointCountsOnce) => onChange({ jointCountsOnce })}
      />
      <CheckboxGroup
        name="exemptions"
        label={say('exemptions')}
        optional
        inline
        choices={capExemptions.map((value) => ({ value, label: word(`exemption.${value}`) }))}
        value={grounds}
        onChange={(values) =>
          onChange({
            exemptions: capExemptions
              .filter((ground) => values.includes(ground))
              .map((ground) => caps.exemptions.find((one) => one.ground === ground) ?? { ground, kinds: [] }),
          })
        }
      />
      <ExemptionKinds caps={caps} onChange={onChange} />
    </>
  );
}

/** Exemptions that hold for some kinds of visits only. */
function ExemptionKinds(props: { readonly caps: CapRules; readonly onChange: SetCaps }) {
  const { caps, onChange } = props;
  const say = useText(rulePageText);
  const word = useRuleWord();
  const kinds = entryKinds.map((value) => ({ value, label: word(`kind.${value}`) }));
  return (
    <details>
      <summary>{say('exemptionSome')}</summary>
      {caps.exemptions.map((one) => (
        <CheckboxGroup
          key={one.ground}
          name={`exemption.${one.ground}`}
          label={say('exemptionKinds', { name: word(`exemption.${one.ground}`) })}
          optional
          inline
          choices={kinds}
          value={one.kinds}
          onChange={(values) => {
            const kept = entryKinds.filter((kind) => values.includes(kind));
            onChange({
              exemptions: caps.exemptions.map((each) =>
                each.ground === one.ground ? { ...each, kinds: kept } : each,
              ),
            });
          }}
        />
      ))}
    </details>
  );
}

const periods = ['day', 'week', 'month'] as const;

function Limits(props: { readonly caps: CapRules; readonly onChange: SetCaps }) {
  const { caps, onChange } = props;
  const say = useText(rulePageText);
  const timesOf = (per: (typeof periods)[number]) =>
    caps.warnings.find((one) => one.per === per)?.times ?? null;
  return (
    <>
      <RadioGroup
        name="above"
        label={say('above')}
        inline
        choices={(['refuse', 'flag'] as const).map((value) => ({ value, label: say(`above.${value}`) }))}
        value={caps.above}
        onChange={(value) => onChange({ above: value === 'refuse' ? 'refuse' : 'flag' })}
      />
      <p className="field-label">{say('warnings')}</p>
      <div className="rule-row">
        {periods.map((per) => (
          <MaybeNumberField
            key={per}
            name={`warn.${per}`}
            label={say(`warn.${per}`)}
            unit={say('timesUnit')}
            value={timesOf(per)}
            onChange={(times) =>
              onChange({
                warnings: periods.flatMap((each) => {
                  const now = each === per ? times : timesOf(each);
                  return now === null ? [] : [{ per: each, times: now }];
                }),
              })
            }
          />
        ))}
      </div>
      <MaybeNumberField
        name="sameInspector"
        label={say('sameInspector')}
        unit={say('timesUnit')}
        value={caps.sameInspector}
        onChange={(sameInspector) => onChange({ sameInspector })}
      />
    </>
  );
}
