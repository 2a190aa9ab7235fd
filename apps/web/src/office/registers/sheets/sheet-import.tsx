/** Lines out of a spreadsheet that the bureau has: read, shown, and put into the draft when wanted. */
import type { SheetContent } from '@mingcha/core/registers/sheets/sheet.ts';
import { readSheetFile } from '@mingcha/core/registers/sheets/sheet-api.ts';
import { sheetText } from '@mingcha/core/registers/sheets/sheet-text.ts';
import { useState } from 'react';
import type { z } from 'zod';
import { type ApiError, callApi } from '../../../shared/api/call-api.ts';
import { UploadBox } from '../../../shared/forms/upload-box.tsx';
import { useSentence, useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { Notice } from '../../../shared/ui/states.tsx';

type Read = z.output<(typeof readSheetFile)['response']>;
const mebibyte = 1024 * 1024;

export function SheetImport(props: { readonly onUse: (sections: SheetContent['sections']) => void }) {
  const say = useText(sheetText);
  const sentence = useSentence();
  const [read, setRead] = useState<Read | null>(null);
  const [sending, setSending] = useState<number | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const take = async (file: File) => {
    setSending(0);
    setError(null);
    const result = await callApi(readSheetFile, { file, body: {}, onProgress: setSending });
    setSending(null);
    setError(result.ok ? null : result.error);
    setRead(result.ok ? result.value : null);
  };
  return (
    <Section title={say('import')}>
      <p>{say('importLead')}</p>
      <UploadBox
        name="sheet-file"
        label={say('importFile')}
        accept={['.xlsx', '.xls', '.csv']}
        maxBytes={10 * mebibyte}
        progress={sending}
        error={error === null ? undefined : sentence(error)}
        onFile={(file) => void take(file)}
      />
      {read === null ? null : (
        <Found
          read={read}
          onUse={() => {
            props.onUse(read.sections);
            setRead(null);
          }}
        />
      )}
    </Section>
  );
}

function Found(props: { readonly read: Read; readonly onUse: () => void }) {
  const say = useText(sheetText);
  const sentence = useSentence();
  const { read } = props;
  const lines = read.sections.reduce((sum, section) => sum + section.lines.length, 0);
  const columns = Object.values(read.recognised).map((index) => read.heads[index] ?? '');
  return (
    <>
      <Notice tone="verified" title={say('importFound', { sections: read.sections.length, lines })}>
        {say('importColumns', { columns: columns.join('、') })}
      </Notice>
      {read.problems.length === 0 ? null : (
        <Notice tone="warning" title={say('importProblems')}>
          <ul>
            {read.problems.slice(0, 50).map((one) => (
              <li key={`${one.row} ${one.code}`}>
                {say('importRow', { row: one.row, problem: sentence({ code: one.code }) })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Button onClick={props.onUse}>{say('importUse')}</Button>
    </>
  );
}
