/** A list whose order decides: each member with buttons to move and remove it, and one to add a member at the end. */
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { type ReactNode, useState } from 'react';
import { useText } from '../../../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../../../shared/ui/button.tsx';

export interface ItemListProps<T> {
  readonly items: readonly T[];
  readonly onChange: (items: T[]) => void;
  readonly title: (item: T) => string;
  readonly render: (item: T, change: (item: T) => void, index: number) => ReactNode;
  /** What the button adds. */
  readonly add: { readonly label: string; readonly make: () => T };
  /** The least number that must stay. */
  readonly least?: number;
}

export function ItemList<T>(props: ItemListProps<T>) {
  const { items, onChange, add } = props;
  // Keys stay with their members while these move, so that what is typed stays with its member.
  const [keys, setKeys] = useState(() => items.map((_, index) => index));
  const order = (indexes: readonly number[]) => {
    setKeys(indexes.map((index) => keys[index] ?? index));
    onChange(indexes.flatMap((index) => items.slice(index, index + 1)));
  };
  const all = items.map((_, index) => index);
  return (
    <div className="rule-items">
      {items.map((item, index) => (
        <div key={keys[index] ?? index} className="rule-item">
          <ItemHead
            title={`${index + 1}. ${props.title(item)}`}
            onUp={index === 0 ? null : () => order(all.with(index, index - 1).with(index - 1, index))}
            onDown={
              index === items.length - 1
                ? null
                : () => order(all.with(index, index + 1).with(index + 1, index))
            }
            onRemove={items.length <= (props.least ?? 0) ? null : () => order(all.toSpliced(index, 1))}
          />
          {props.render(item, (next) => onChange(items.with(index, next)), index)}
        </div>
      ))}
      <div>
        <Button
          onClick={() => {
            setKeys([...keys, Math.max(-1, ...keys) + 1]);
            onChange([...items, add.make()]);
          }}
        >
          {add.label}
        </Button>
      </div>
    </div>
  );
}

/** Null: not possible here. */
type Press = (() => void) | null;

export function ItemHead(props: {
  readonly title: string;
  readonly onUp: Press;
  readonly onDown: Press;
  readonly onRemove: Press;
}) {
  const say = useText(rulePageText);
  const button = (key: 'moveUp' | 'moveDown' | 'removeOne', press: Press) => (
    <Button size="small" disabled={press === null} onClick={press ?? undefined}>
      {say(key)}
    </Button>
  );
  return (
    <div className="rule-item-head">
      <strong>{props.title}</strong>
      <ButtonRow>
        {button('moveUp', props.onUp)}
        {button('moveDown', props.onDown)}
        {button('removeOne', props.onRemove)}
      </ButtonRow>
    </div>
  );
}
