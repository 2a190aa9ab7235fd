/** Some of a closed set in an order that decides: chosen ones with buttons to move, the others to add. */
import { Button, ButtonRow } from '../../../../shared/ui/button.tsx';
import { ItemHead } from './item-list.tsx';

export interface OrderedChoiceProps<T extends string> {
  readonly label: string;
  readonly all: readonly T[];
  readonly value: readonly T[];
  readonly word: (value: T) => string;
  readonly onChange: (value: T[]) => void;
}

export function OrderedChoice<T extends string>(props: OrderedChoiceProps<T>) {
  const { value, word, onChange } = props;
  const others = props.all.filter((one) => !value.includes(one));
  /** The member at `index` before the one at `index - 1`. */
  const forward = (index: number) =>
    onChange([
      ...value.slice(0, index - 1),
      ...value.slice(index, index + 1),
      ...value.slice(index - 1, index),
      ...value.slice(index + 1),
    ]);
  return (
    <fieldset className="field">
      <legend className="field-label">{props.label}</legend>
      <ol className="rule-order">
        {value.map((one, index) => (
          <li key={one}>
            <ItemHead
              title={`${index + 1}. ${word(one)}`}
              onUp={index === 0 ? null : () => forward(index)}
              onDown={index === value.length - 1 ? null : () => forward(index + 1)}
              onRemove={() => onChange(value.filter((each) => each !== one))}
            />
          </li>
        ))}
      </ol>
      {others.length === 0 ? null : (
        <ButtonRow>
          {others.map((one) => (
            <Button key={one} size="small" onClick={() => onChange([...value, one])}>
              {`+ ${word(one)}`}
            </Button>
          ))}
        </ButtonRow>
      )}
    </fieldset>
  );
}
