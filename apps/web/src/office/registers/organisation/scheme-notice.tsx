/** The notice by which a scheme is issued, and to whom it goes. */
import { accessRoutes } from '@mingcha/core/common/access-api.ts';
import type { SchemeContent } from '@mingcha/core/registers/organisation/scheme.ts';
import { schemePageText } from '@mingcha/core/registers/organisation/scheme-page-text.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { TextArea, TextField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { ChooseField } from '../../parts/choose-field.tsx';
import { useSession } from '../../shell/session.tsx';

export interface SchemeNoticeProps {
  readonly content: SchemeContent;
  readonly set: (change: Partial<SchemeContent>) => void;
  readonly error?: string | undefined;
}

export function SchemeNotice(props: SchemeNoticeProps) {
  const say = useText(schemePageText);
  const { content, set } = props;
  const { notice } = content;
  const change = (part: Partial<SchemeContent['notice']>) => set({ notice: { ...notice, ...part } });
  return (
    <div className="form">
      <TextField
        name="notice.title"
        label={say('noticeTitle')}
        hint={say('noticeTitleHint')}
        optional
        maxLength={200}
        value={notice.title}
        onChange={(title) => change({ title })}
      />
      <TextField
        name="notice.addressees"
        label={say('addresseesText')}
        hint={say('addresseesTextHint')}
        optional
        maxLength={300}
        value={notice.addressees}
        onChange={(addressees) => change({ addressees })}
      />
      <TextArea
        name="notice.body"
        label={say('noticeBody')}
        hint={say('noticeBodyHint')}
        rows={3}
        maxLength={4000}
        value={notice.body}
        onChange={(body) => change({ body })}
      />
      <Addressees {...props} />
    </div>
  );
}

function Addressees({ content, set, error }: SchemeNoticeProps) {
  const say = useText(schemePageText);
  const { person } = useSession();
  const agencies = useApiQuery(accessRoutes.listAgencies).data?.rows ?? [];
  const own = agencies.find((one) => one.id === person.agency.id)?.sections ?? [];
  const others = agencies.filter((one) => one.id !== person.agency.id);
  const choices = [...own, ...others].map((one) => ({ value: one.id, label: one.name }));
  const choose = (ids: readonly string[]) =>
    set({
      addressees: ids.map((id) => ({
        kind: own.some((one) => one.id === id) ? ('section' as const) : ('agency' as const),
        id,
        name: choices.find((one) => one.value === id)?.label ?? '',
      })),
    });
  return (
    <ChooseField
      name="addressees"
      label={say('addressees')}
      hint={say('addresseesHint')}
      many
      optional
      choices={choices}
      value={content.addressees.map((one) => one.id)}
      onChange={choose}
      error={error}
    />
  );
}
