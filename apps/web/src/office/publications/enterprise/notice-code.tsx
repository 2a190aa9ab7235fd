/** 激活码 beside the delivery of a notice: issues a code and prints the agency's notice with it, or the letter alone. */
import './enterprise.css';
import { lettersShown } from '@mingcha/core/common/typed-letters.ts';
import {
  issueLetter,
  printLetter,
  printNoticeCode,
} from '@mingcha/core/publications/enterprise/letter-api.ts';
import { enterpriseOfficeText } from '@mingcha/core/publications/enterprise/office-page-text.ts';
import { useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { ErrorNotice, Notice } from '../../../shared/ui/states.tsx';
import { offerPaper } from './letter-file.ts';

export function NoticeCode({ inspectionId }: { readonly inspectionId: string }) {
  const say = useText(enterpriseOfficeText);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" kind="quiet" onClick={() => setOpen(true)}>
        {say('noticeCode')}
      </Button>
      {isOpen ? <CodeDialog inspectionId={inspectionId} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function CodeDialog(props: { readonly inspectionId: string; readonly onClose: () => void }) {
  const say = useText(enterpriseOfficeText);
  const ui = useUi();
  const issue = useApiAction(issueLetter);
  const [issued, setIssued] = useState<{ readonly id: string; readonly code: string } | null>(null);
  const run = async () => {
    const result = await issue.run({ body: { objectId: null, inspectionId: props.inspectionId } });
    if (result.ok) setIssued(result.value);
  };
  return (
    <Dialog
      open
      title={say('noticeCode')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{issued === null ? ui('cancel') : ui('close')}</Button>
          {issued === null ? (
            <Button kind="primary" busy={issue.busy} onClick={() => void run()}>
              {say('noticeCodeIssue')}
            </Button>
          ) : null}
        </>
      }
    >
      {issued === null ? (
        <>
          <p>{say('noticeCodeLead')}</p>
          <p>{say('issueText')}</p>
          <ErrorNotice error={issue.error} />
        </>
      ) : (
        <Issued issued={issued} />
      )}
    </Dialog>
  );
}

function Issued({ issued }: { readonly issued: { readonly id: string; readonly code: string } }) {
  const say = useText(enterpriseOfficeText);
  const [isRefused, setRefused] = useState(false);
  const { id, code } = issued;
  const offer = async (what: 'pdf' | 'docx' | 'letter') => {
    const isLetter = what === 'letter';
    const address = addressOf(isLetter ? printLetter : printNoticeCode, { params: { id } });
    const body = isLetter ? { code } : { code, format: what };
    const fileName = isLetter ? `${say('letters')}.pdf` : `${say('noticeFile')}.${what}`;
    setRefused(!(await offerPaper(address, { body, fileName })));
  };
  return (
    <div className="enterprise-issued">
      <Notice tone="verified" title={say('issued')}>
        <p className="enterprise-code">{lettersShown(code)}</p>
        <p>{say('noticeCodeOnce')}</p>
      </Notice>
      {isRefused ? <Notice tone="error">{say('codeOver')}</Notice> : null}
      <ButtonRow>
        <Button kind="primary" icon="print" onClick={() => void offer('pdf')}>
          {say('noticePdf')}
        </Button>
        <Button onClick={() => void offer('docx')}>{say('noticeDocx')}</Button>
        <Button kind="quiet" onClick={() => void offer('letter')}>
          {say('print')}
        </Button>
      </ButtonRow>
    </div>
  );
}
