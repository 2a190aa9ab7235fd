/** Fields that keep themselves while they are typed in. */
import { TextArea, type TextAreaProps, TextField, type TextFieldProps } from '../../shared/forms/field.tsx';
import { useKeptText } from './use-kept-text.ts';

type Keeping<T extends { value: string; onChange: (value: string) => void }> = Omit<
  T,
  'value' | 'onChange'
> & {
  readonly kept: string;
  readonly onKeep: (text: string) => void;
};

export function KeptField(props: Keeping<TextFieldProps>) {
  const { kept, onKeep, ...rest } = props;
  const [value, change] = useKeptText(kept, onKeep);
  return <TextField {...rest} value={value} onChange={change} />;
}

export function KeptArea(props: Keeping<TextAreaProps>) {
  const { kept, onKeep, ...rest } = props;
  const [value, change] = useKeptText(kept, onKeep);
  return <TextArea {...rest} value={value} onChange={change} />;
}
