/** What a message says: the sentences of its notices in the recipient's language, and for SMS and chat only what may leave. Pure. */
import {
  type AnyNoticeKind,
  briefOf,
  briefSentence,
  type NoticeData,
  noticeSentence,
} from '@mingcha/core/common/notice.ts';
import { noticeMessageText } from '@mingcha/core/common/notice-message-text.ts';
import { format, type Locale } from '@mingcha/core/common/text.ts';
import type { Outgoing } from './adapter.ts';
import type { MessageForm } from './tables.ts';

export type NoticeKinds = ReadonlyMap<string, AnyNoticeKind>;

export interface Told {
  readonly kind: string;
  readonly data: NoticeData;
  readonly dueOn: string | null;
}

export interface Draft {
  readonly form: MessageForm;
  readonly notices: readonly Told[];
  readonly locale: Locale;
  readonly kinds: NoticeKinds;
  /** Of a message that confirms an address. */
  readonly code?: string;
}

type Words = Pick<Outgoing, 'subject' | 'body' | 'brief' | 'template' | 'params'>;

const shown = 50;

/** A kind that this version no longer knows is passed over. */
export function compose(draft: Draft): Words {
  const say = (key: keyof typeof noticeMessageText.zh, data: NoticeData = {}): string =>
    format(noticeMessageText[draft.locale][key], data);
  if (draft.form === 'trial')
    return {
      subject: say('trialSubject'),
      body: `${say('trialBody')}\n`,
      brief: say('trialBrief'),
      template: 'notice',
      params: { code: 'TEST', count: 1 },
    };
  if (draft.form === 'code') {
    const code = draft.code ?? '';
    return {
      subject: say('codeSubject'),
      body: `${say('codeBody', { code })}\n`,
      brief: say('codeBrief', { code }),
      template: 'notice',
      params: { code, count: 1 },
    };
  }
  const known = draft.notices.flatMap((told) => {
    const kind = draft.kinds.get(told.kind);
    return kind === undefined ? [] : [{ kind, told }];
  });
  const { locale } = draft;
  const [first] = known;
  if (draft.form === 'single' && first !== undefined) {
    const { kind, told } = first;
    const sentence = (part: 'title' | 'body'): string =>
      noticeSentence(kind, part, { locale, data: told.data });
    const due = told.dueOn === null ? [] : [say('due', { day: told.dueOn })];
    return {
      subject: say('subject', { title: sentence('title') }),
      body: `${[say('greeting'), '', sentence('body'), ...due, '', say('footer')].join('\n')}\n`,
      brief: say('brief', { text: briefSentence(kind, withDue(told), locale) }),
      template: 'notice',
      params: briefOf(withDue(told)),
    };
  }
  const count = known.length;
  const lines = known.slice(0, shown).map(({ kind, told }, index) => {
    const title = noticeSentence(kind, 'title', { locale, data: told.data });
    const due = told.dueOn === null ? '' : say('digestDue', { day: told.dueOn });
    return say('digestLine', { n: index + 1, title, due });
  });
  const more = count > shown ? [say('more', { count: count - shown })] : [];
  return {
    subject: say('subjectDigest', { count }),
    body: `${[say('greeting'), '', say('digestLead', { count }), ...lines, ...more, '', say('footer')].join('\n')}\n`,
    brief: say('briefDigest', { count }),
    template: 'digest',
    params: briefOf({ count }),
  };
}

function withDue({ data, dueOn }: Told): NoticeData {
  return dueOn === null ? data : { ...data, due: dueOn };
}

/** `wang@example.cn` as `w***@example.cn`, `13800138000` as `138****8000`. */
export function masked(address: string): string {
  const at = address.indexOf('@');
  if (at > 0) return `${address.slice(0, 1)}***${address.slice(at)}`;
  return address.length === 11 ? `${address.slice(0, 3)}****${address.slice(7)}` : '';
}
