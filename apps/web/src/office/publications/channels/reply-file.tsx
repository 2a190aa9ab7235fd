/** A file that the receiving platform returned, taken in: what came of it, and each wrong line with its reason. */
import type { ChannelView } from '@mingcha/core/publications/channels/channel-api.ts';
import type {
  importReceipts,
  importTheirList,
} from '@mingcha/core/publications/channels/channel-file-api.ts';
import { channelPageText } from '@mingcha/core/publications/channels/channel-page-text.ts';
import { channelText } from '@mingcha/core/publications/channels/channel-text.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { newActionId } from '../../../shared/api/action-id.ts';
import { type ApiError, callApi } from '../../../shared/api/call-api.ts';
import { UploadBox } from '../../../shared/forms/upload-box.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { ErrorNotice, Notice } from '../../../shared/ui/states.tsx';

type ReplyRoute = typeof importReceipts | typeof importTheirList;

export function ReplyFile<R extends ReplyRoute>(props: {
  readonly route: R;
  readonly kind: ChannelView['kind'];
  readonly label: string;
  readonly hint: string;
  /** What came of it in one sentence. */
  readonly sum: (taken: z.output<R['response']>) => string;
}) {
  const { route, kind, label, hint, sum } = props;
  const queries = useQueryClient();
  const [error, setError] = useState<ApiError | null>(null);
  const [taken, setTaken] = useState<z.output<R['response']> | null>(null);
  const take = async (file: File) => {
    setTaken(null);
    const result = await callApi<ReplyRoute>(route, {
      params: { kind },
      query: { actionId: newActionId() },
      file,
    });
    setError(result.ok ? null : result.error);
    if (!result.ok) return;
    setTaken(result.value as z.output<R['response']>);
    await queries.invalidateQueries();
  };
  return (
    <div className="channel-receipts">
      <UploadBox
        name={route.id.replaceAll('.', '-')}
        label={label}
        accept={['.csv', '.xlsx', '.xls']}
        maxBytes={20 * 1024 * 1024}
        onFile={(file) => void take(file)}
      />
      <p className="secondary">{hint}</p>
      <ErrorNotice error={error} />
      {taken === null ? null : (
        <Notice tone={taken.wrong.length > 0 ? 'warning' : 'verified'}>
          {sum(taken)}
          <WrongLines lines={taken.wrong} />
        </Notice>
      )}
    </div>
  );
}

const mostShown = 50;

function WrongLines({
  lines,
}: {
  readonly lines: readonly { readonly line: number; readonly code: string }[];
}) {
  const say = useText(channelPageText);
  const words = useText(channelText);
  if (lines.length === 0) return null;
  const problemOf = (code: string): string =>
    Object.hasOwn(channelText.zh, code) ? words(code as keyof typeof channelText.zh) : code;
  return (
    <ul className="channel-wrong">
      {lines.slice(0, mostShown).map((each) => (
        <li key={each.line}>{say('receiptWrong', { line: each.line, problem: problemOf(each.code) })}</li>
      ))}
    </ul>
  );
}
