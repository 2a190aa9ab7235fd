/** The foot of a record's form: save, or back without saving. */
import { useUi } from '../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { GoTo } from '../shell/navigation.tsx';

export function FormButtons(props: { readonly busy: boolean; readonly back: string }) {
  const ui = useUi();
  return (
    <>
      <Button type="submit" kind="primary" busy={props.busy}>
        {ui('save')}
      </Button>
      <GoTo to={props.back} className={buttonClass()}>
        {ui('cancel')}
      </GoTo>
    </>
  );
}
