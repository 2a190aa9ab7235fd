/** A dialog with one form: lead, fields, cancel and the one action. */
import { publicationDetailText } from '@mingcha/core/publications/publication-detail-text.ts';
import type { ReactNode } from 'react';
import { type FieldProblem, Form } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';

export function FormDialog(props: {
  readonly title: string;
  readonly lead?: string;
  readonly wide?: boolean;
  readonly action: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly problems: readonly FieldProblem[];
  readonly onSubmit: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const say = useText(publicationDetailText);
  return (
    <Dialog open wide={props.wide ?? false} title={props.title} onClose={props.onClose}>
      {props.lead === undefined ? null : <p className="secondary">{props.lead}</p>}
      <Form
        onSubmit={props.onSubmit}
        problems={props.problems}
        actions={
          <>
            <Button onClick={props.onClose}>{say('cancel')}</Button>
            <Button kind={props.danger === true ? 'danger' : 'primary'} type="submit" busy={props.busy}>
              {props.action}
            </Button>
          </>
        }
      >
        {props.children}
      </Form>
    </Dialog>
  );
}
