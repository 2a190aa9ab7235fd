/** One task force: particulars, members with their history, meetings with minutes. */
import './organisation.css';
import type { BodyDetail, BodyMeeting, BodyMember } from '@mingcha/core/registers/organisation/body.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import {
  downloadMinutes,
  showBody,
  uploadMinutes,
} from '@mingcha/core/registers/organisation/organisation-register-api.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { callApi } from '../../../shared/api/call-api.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, PairList, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { FileUpload } from '../library/file-upload.tsx';
import { useHasRole } from '../may-edit.ts';
import { BodyDialog, LeaveDialog, MeetingDialog, MemberDialog } from './body-dialogs.tsx';

export function BodyPage() {
  const id = useParam('id');
  const say = useText(organisationPageText);
  const read = useApiQuery(showBody, { params: { id } });
  const body = read.data?.id === id ? read.data : undefined;
  return (
    <Page>
      {body !== undefined ? (
        <Shown body={body} />
      ) : (
        <>
          <PageHeader title={say('bodies')} />
          {read.error !== null ? (
            <ErrorState error={read.error} onRetry={read.reload} />
          ) : (
            <Skeleton lines={8} />
          )}
        </>
      )}
    </Page>
  );
}

type Asking = 'edit' | 'member' | 'meeting' | BodyMember | null;

function Shown({ body }: { readonly body: BodyDetail }) {
  const say = useText(organisationPageText);
  const canEdit = useHasRole('legalOfficer');
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  return (
    <>
      <PageHeader
        title={body.name}
        mark={body.untilDay === null ? undefined : <StateChip tone="void">{say('bodyEnded')}</StateChip>}
        actions={
          <>
            <GoTo to="/bodies" className={buttonClass({ kind: 'quiet' })}>
              {say('back')}
            </GoTo>
            {canEdit ? (
              <>
                <Button onClick={() => setAsking('meeting')}>{say('meetingNew')}</Button>
                <Button onClick={() => setAsking('edit')}>{say('bodyEdit')}</Button>
                <Button kind="primary" onClick={() => setAsking('member')}>
                  {say('memberNew')}
                </Button>
              </>
            ) : null}
          </>
        }
      />
      <Notice>{say('grantsNothing')}</Notice>
      <Particulars body={body} />
      <Members body={body} canEdit={canEdit} onLeave={setAsking} />
      <Section title={say('meetings')}>
        {body.meetings.length === 0 ? <p className="secondary">{say('noMeetings')}</p> : null}
        <ol className="org-lines">
          {body.meetings.map((one) => (
            <MeetingLine key={one.id} bodyId={body.id} meeting={one} canEdit={canEdit} />
          ))}
        </ol>
      </Section>
      {asking === 'edit' ? <BodyDialog stored={body} onDone={close} onClose={close} /> : null}
      {asking === 'member' ? <MemberDialog body={body} onClose={close} /> : null}
      {asking === 'meeting' ? <MeetingDialog body={body} onClose={close} /> : null}
      {asking !== null && typeof asking === 'object' ? (
        <LeaveDialog body={body} member={asking} onClose={close} />
      ) : null}
    </>
  );
}

function Particulars({ body }: { readonly body: BodyDetail }) {
  const say = useText(organisationPageText);
  return (
    <Section>
      <PairList
        pairs={[
          { name: say('bodyDocument'), value: body.document },
          {
            name: say('bodyTerm'),
            value: (
              <>
                <DateText value={body.since} />
                {' – '}
                {body.untilDay === null ? say('openEnd') : <DateText value={body.untilDay} />}
              </>
            ),
          },
          { name: say('bodyDuty'), value: body.duty, wide: true },
        ]}
      />
    </Section>
  );
}

function Members(props: {
  readonly body: BodyDetail;
  readonly canEdit: boolean;
  readonly onLeave: (member: BodyMember) => void;
}) {
  const say = useText(organisationPageText);
  const { members } = props.body;
  return (
    <Section title={say('members')}>
      {members.length === 0 ? <p className="secondary">{say('noMembers')}</p> : null}
      <ul className="org-lines">
        {members.map((one) => (
          <li key={one.id}>
            <StateChip tone={one.part === 'head' ? 'accent' : 'neutral'}>{say(`part.${one.part}`)}</StateChip>
            <strong>{one.personName}</strong>
            <span>{one.postTitle}</span>
            <span className="secondary">{one.sectionName ?? ''}</span>
            <span className="secondary">
              <DateText value={one.since} form="short" />{' '}
              {one.untilDay === null ? '' : say('memberPast', { day: one.untilDay })}
            </span>
            {props.canEdit && one.untilDay === null ? (
              <span className="org-end">
                <Button
                  size="small"
                  kind="quiet"
                  aria-label={say('memberLeftOf', { name: one.personName })}
                  onClick={() => props.onLeave(one)}
                >
                  {say('memberLeft')}
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function MeetingLine(props: {
  readonly bodyId: string;
  readonly meeting: BodyMeeting;
  readonly canEdit: boolean;
}) {
  const { bodyId, meeting } = props;
  const say = useText(organisationPageText);
  const toast = useToast();
  const queries = useQueryClient();
  const params = { id: bodyId, meetingId: meeting.id };
  return (
    <li>
      <DateText value={meeting.heldOn} />
      <strong>{meeting.topic}</strong>
      <span>{meeting.place}</span>
      <span className="secondary">{meeting.attendees.join('、')}</span>
      <p className="org-minutes">{meeting.minutes}</p>
      {meeting.fileName === null ? null : (
        <a href={addressOf(downloadMinutes, { params })} download>
          {meeting.fileName}
        </a>
      )}
      <span className="secondary">{say('recordedBy', { person: meeting.recordedBy })}</span>
      {props.canEdit && meeting.fileName === null ? (
        <div className="org-upload">
          <FileUpload
            name={`minutes-${meeting.id}`}
            label={say('minutesUpload')}
            send={async ({ actionId, ...rest }) => {
              const result = await callApi(uploadMinutes, { params, query: { actionId }, ...rest });
              return result.ok ? null : result.error;
            }}
            onDone={() => {
              toast(say('savedMinutes'));
              void queries.invalidateQueries();
            }}
          />
        </div>
      ) : null}
    </li>
  );
}
