/** Channels and term of publication, when names open, and whether the leniency list applies. */
import { publicationChannels, type RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { Checkbox, RadioGroup } from '../../../../shared/forms/choices.tsx';
import { SelectField, TextField } from '../../../../shared/forms/field.tsx';
import { useText } from '../../../../shared/i18n/locale.tsx';
import { useRuleWord } from '../rule-words.ts';
import type { PartProps } from './edit-parts.ts';
import { ItemList } from './item-list.tsx';
import { MaybeNumberField, NumberField } from './number-field.tsx';

export function EditPublication(props: PartProps) {
  return (
    <div className="rule-edit">
      <Channels {...props} />
      <Names {...props} />
    </div>
  );
}

function Channels(props: PartProps) {
  const say = useText(rulePageText);
  const word = useRuleWord();
  const { publication } = props.rules;
  const set = (change: Partial<RuleBook['publication']>) =>
    props.onChange({ publication: { ...publication, ...change } });
  return (
    <>
      <ItemList
        items={publication.channels}
        onChange={(channels) => set({ channels })}
        title={(one) => one.name}
        least={1}
        add={{
          label: say('addChannel'),
          make: () => ({ channel: 'governmentSite' as const, name: word('channel.governmentSite') }),
        }}
        render={(one, change, index) => (
          <div className="rule-row">
            <SelectField
              name={`channel${index}`}
              label={say('channel')}
              empty={null}
              choices={publicationChannels.map((value) => ({ value, label: word(`channel.${value}`) }))}
              value={one.channel}
              onChange={(value) =>
                change({ ...one, channel: publicationChannels.find((each) => each === value) ?? 'portal' })
              }
            />
            <TextField
              name={`channel${index}.name`}
              label={say('channelName')}
              maxLength={80}
              value={one.name}
              onChange={(name) => change({ ...one, name })}
            />
          </div>
        )}
      />
      <MaybeNumberField
        name="termMonths"
        label={say('termMonths')}
        unit={say('monthsUnit')}
        value={publication.termMonths}
        onChange={(termMonths) => set({ termMonths })}
      />
      <Checkbox
        name="drawLists"
        label={say('drawLists')}
        checked={publication.drawLists}
        onChange={(drawLists) => set({ drawLists })}
      />
    </>
  );
}

function Names(props: PartProps) {
  const say = useText(rulePageText);
  const { reveal, leniency } = props.rules;
  return (
    <>
      <RadioGroup
        name="reveal"
        label={say('revealMode')}
        inline
        choices={(['sealed', 'open'] as const).map((value) => ({ value, label: say(`reveal.${value}`) }))}
        value={reveal.mode}
        onChange={(mode) =>
          props.onChange({ reveal: { ...reveal, mode: mode === 'open' ? 'open' : 'sealed' } })
        }
      />
      {reveal.mode === 'sealed' ? (
        <NumberField
          name="revealDays"
          label={say('revealDays')}
          unit={say('daysUnit')}
          value={reveal.daysAfterStart}
          onChange={(daysAfterStart) => props.onChange({ reveal: { ...reveal, daysAfterStart } })}
        />
      ) : null}
      <Checkbox
        name="leniency"
        label={say('leniencyApplies')}
        checked={leniency.applies}
        onChange={(applies) => props.onChange({ leniency: { ...leniency, applies } })}
      />
      {leniency.applies ? (
        <NumberField
          name="firstTime"
          label={say('firstTimeMonths')}
          unit={say('monthsUnit')}
          value={leniency.firstTimeMonths}
          onChange={(firstTimeMonths) => props.onChange({ leniency: { ...leniency, firstTimeMonths } })}
        />
      ) : null}
    </>
  );
}
