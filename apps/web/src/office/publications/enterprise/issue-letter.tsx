/** Issues a letter; its code is shown once, and the paper is printed with it while the page is open. */
import { lettersShown } from '@mingcha/core/common/typed-letters.ts';
import { issueLetter, printLetter } from '@mingcha/core/publications/enterprise/letter-api.ts';
import { enterpriseOfficeText } from '@mingcha/core/publications/enterprise/office-page-text.ts';
import { useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import type { ApiError } from '../../../shared/api/call-api.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { ErrorNotice, Notice } from '../../../shared/ui/states.tsx';
import { offerPaper } from './letter-file.ts';

interface Issued {
  readonly id: string;
  readonly code: string;
}

export function IssueLetter(props: {
  readonly object: { readonly id: string; readonly name: string };
  readonly onDone: () => void;
}) {
  const say = useText(enterpriseOfficeText);
  const issue = useApiAction(issueLetter);
  const [isAsking, setAsking] = useState(false);
  const [issued, setIssued] = useState<Issued | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const confirm = async () => {
    const result = await issue.run({ body: { objectId: props.object.id, inspectionId: null } });
    setAsking(false);
    setError(result.ok ? null : result.error);
    if (!result.ok) return;
    setIssued(result.value);
    props.onDone();
  };
  return (
    <div className="enterprise-issue">
      <ErrorNotice error={error} />
      {issued === null ? (
        <Button kind="primary" onClick={() => setAsking(true)}>
          {say('issue')}
        </Button>
      ) : (
        <IssuedCode issued={issued} />
      )}
      <ConfirmDialog
        open={isAsking}
        question={say('issueQuestion', { name: props.object.name })}
        action={say('issue')}
        busy={issue.busy}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      >
        <p>{say('issueText')}</p>
      </ConfirmDialog>
    </div>
  );
}

function IssuedCode({ issued }: { readonly issued: Issued }) {
  const say = useText(enterpriseOfficeText);
  const [isRefused, setRefused] = useState(false);
  const print = async () => {
    const { id, code } = issued;
    const address = addressOf(printLetter, { params: { id } });
    setRefused(!(await offerPaper(address, { body: { code }, fileName: `${say('letters')}.pdf` })));
  };
  return (
    <div className="enterprise-issued">
      <Notice tone="verified" title={say('issued')}>
        <p className="enterprise-code">{lettersShown(issued.code)}</p>
        <p>{say('issuedText')}</p>
      </Notice>
      {isRefused ? <Notice tone="error">{say('codeOver')}</Notice> : null}
      <Button kind="primary" icon="print" onClick={() => void print()}>
        {say('print')}
      </Button>
    </div>
  );
}
