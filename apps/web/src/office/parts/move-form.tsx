/** The next step of a thing that people move on: which one, the fields that follow from it, and its button. */
import type { ReactNode } from 'react';
import { SelectField } from '../../shared/forms/field.tsx';
import { type FieldProblem, Form } from '../../shared/forms/form.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Section } from '../../shared/ui/page.tsx';

export function MoveForm<M extends string>(props: {
  readonly title: string;
  /** Label of the choice, which is left out where there is only one. */
  readonly choose: string;
  readonly allowed: readonly M[];
  readonly move: M;
  readonly onMove: (move: M) => void;
  readonly labelOf: (move: M) => string;
  readonly isFinal?: boolean;
  readonly problems: readonly FieldProblem[];
  readonly busy: boolean;
  readonly onSubmit: () => Promise<void>;
  readonly children: ReactNode;
}) {
  const { allowed, move, onMove, labelOf } = props;
  return (
    <Section title={props.title}>
      <Form
        onSubmit={props.onSubmit}
        problems={props.problems}
        actions={
          <Button type="submit" kind={props.isFinal === true ? 'danger' : 'primary'} busy={props.busy}>
            {labelOf(move)}
          </Button>
        }
      >
        {allowed.length === 1 ? null : (
          <SelectField
            name="move"
            label={props.choose}
            empty={null}
            wide
            choices={allowed.map((value) => ({ value, label: labelOf(value) }))}
            value={move}
            onChange={(value) => onMove(allowed.find((each) => each === value) ?? move)}
          />
        )}
        {props.children}
      </Form>
    </Section>
  );
}
