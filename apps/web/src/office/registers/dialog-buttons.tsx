/** The foot of a form in a dialog: its verb, and cancel. */
import { useUi } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';

export function DialogButtons(props: {
  readonly verb: string;
  readonly busy: boolean;
  readonly danger?: boolean;
  readonly onClose: () => void;
}) {
  const ui = useUi();
  return (
    <>
      <Button type="submit" kind={props.danger === true ? 'danger' : 'primary'} busy={props.busy}>
        {props.verb}
      </Button>
      <Button onClick={props.onClose}>{ui('cancel')}</Button>
    </>
  );
}
