/** The dialogs of one publication: wording, correction, request, withdrawal, resumption, containment. */
import type { PublicationDetail } from '@mingcha/core/publications/publication-api.ts';
import { AskDialog } from './ask-dialog.tsx';
import { ContainDialog } from './contain-dialog.tsx';
import { ResumeDialog, WithdrawDialog } from './end-dialogs.tsx';
import { WordingDialog } from './wording-dialog.tsx';

export type DialogAction = 'edit' | 'ask' | 'correct' | 'resume' | 'reprepare' | 'withdraw' | 'contain';

export interface ActionDialogProps {
  readonly found: PublicationDetail;
  readonly onClose: () => void;
}

export function ActionDialog({ action, ...props }: ActionDialogProps & { readonly action: DialogAction }) {
  switch (action) {
    case 'edit':
    case 'correct':
      return <WordingDialog {...props} purpose={action} />;
    case 'ask':
      return <AskDialog {...props} />;
    case 'withdraw':
      return <WithdrawDialog {...props} />;
    case 'resume':
    case 'reprepare':
      return <ResumeDialog {...props} />;
    case 'contain':
      return <ContainDialog {...props} />;
  }
}
