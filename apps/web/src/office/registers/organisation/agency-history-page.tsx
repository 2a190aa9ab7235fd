/** One agency: qualification, names by day, its sections with their kinds, and its reorganisations. */
import './organisation.css';
import {
  type AgencyView,
  type Reorganisation,
  type SectionKind,
  sectionKinds,
} from '@mingcha/core/registers/organisation/organisation.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import {
  agencyNameOn,
  listOrganisation,
  setSectionKind,
} from '@mingcha/core/registers/organisation/organisation-register-api.ts';
import { useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { DayField, SelectField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, PairList, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { useHasRole } from '../may-edit.ts';
import { ProfileDialog } from './profile-dialog.tsx';

export function AgencyHistoryPage() {
  const id = useParam('id');
  const say = useText(organisationPageText);
  const list = useApiQuery(listOrganisation);
  const agency = list.data?.rows.find((one) => one.id === id);
  return (
    <Page>
      {agency !== undefined ? (
        <Shown agency={agency} />
      ) : (
        <>
          <PageHeader title={say('organisation')} />
          {list.error !== null ? (
            <ErrorState error={list.error} onRetry={list.reload} />
          ) : list.data === undefined ? (
            <Skeleton lines={8} />
          ) : (
            <EmptyState title={say('emptyAgencies')} />
          )}
        </>
      )}
    </Page>
  );
}

function Shown(props: { readonly agency: AgencyView }) {
  const { agency } = props;
  const say = useText(organisationPageText);
  const isAdministrator = useHasRole('administrator');
  const [editing, setEditing] = useState(false);
  return (
    <>
      <PageHeader
        title={agency.name}
        mark={
          agency.validTo === null ? undefined : (
            <StateChip tone="void">{say('endedOn', { day: agency.validTo })}</StateChip>
          )
        }
        actions={
          <>
            <GoTo to="/organisation" className={buttonClass({ kind: 'quiet' })}>
              {say('back')}
            </GoTo>
            {isAdministrator ? (
              <Button kind="primary" onClick={() => setEditing(true)}>
                {say('editProfile')}
              </Button>
            ) : null}
          </>
        }
      />
      <Section title={say('profile')}>
        <PairList
          pairs={[
            { name: say('qualification'), value: say(`qualification.${agency.qualificationStatus}`) },
            {
              name: say('qualificationAnnouncedOn'),
              value: <DateText value={agency.qualificationAnnouncedOn} />,
            },
            { name: say('qualificationBasis'), value: agency.qualificationBasis, wide: true },
            { name: say('entrustedBy'), value: agency.entrustedBy },
            { name: say('uscc'), value: <span className="mono">{agency.uscc || '–'}</span> },
            { name: say('publicUrl'), value: agency.publicUrl },
            { name: say('validFrom'), value: <DateText value={agency.validFrom} /> },
          ]}
        />
      </Section>
      <Names agency={agency} />
      <Sections agency={agency} canEdit={isAdministrator} />
      <Section title={say('history')}>
        {agency.reorganisations.length === 0 ? <p className="secondary">{say('noHistory')}</p> : null}
        <ol className="org-lines">
          {agency.reorganisations.map((one) => (
            <ChangeLine key={one.id} change={one} />
          ))}
        </ol>
      </Section>
      {editing ? <ProfileDialog agency={agency} onClose={() => setEditing(false)} /> : null}
    </>
  );
}

function ChangeLine({ change }: { readonly change: Reorganisation }) {
  const say = useText(organisationPageText);
  const names = (parts: readonly { readonly name: string }[]) => parts.map((one) => one.name).join('、');
  return (
    <li>
      <DateText value={change.onDay} />
      <StateChip>{say(`change.${change.kind}`)}</StateChip>
      <span>
        {say('changeLine', { before: names(change.before), after: names(change.after) || say('nobody') })}
      </span>
      <span className="secondary">{change.basis}</span>
    </li>
  );
}

function Names({ agency }: { readonly agency: AgencyView }) {
  const say = useText(organisationPageText);
  const [day, setDay] = useState('');
  const found = useApiQuery(
    agencyNameOn,
    { params: { id: agency.id }, query: { day } },
    { enabled: day !== '' },
  );
  return (
    <Section title={say('formerNames')}>
      {agency.formerNames.length === 0 ? <p className="secondary">{say('noFormerNames')}</p> : null}
      <ul className="org-lines">
        {agency.formerNames.map((one) => (
          <li key={`${one.name} ${one.untilDay}`}>
            {say('formerName', { name: one.name, day: one.untilDay })}
          </li>
        ))}
      </ul>
      <DayField name="day" label={say('nameOn')} value={day} onChange={setDay} optional />
      <output>
        {day === '' || found.data === undefined ? '' : say('nameOnResult', { day, name: found.data.name })}
      </output>
      {day === '' ? null : <ErrorNotice error={found.error} />}
    </Section>
  );
}

function Sections(props: { readonly agency: AgencyView; readonly canEdit: boolean }) {
  const say = useText(organisationPageText);
  const toast = useToast();
  const set = useApiAction(setSectionKind);
  const change = async (id: string, kind: SectionKind) => {
    const result = await set.run({ params: { id }, body: { kind } });
    if (result.ok) toast(say('kindSaved'));
  };
  return (
    <Section title={say('sections')}>
      <ErrorNotice error={set.error} />
      <ul className="org-lines">
        {props.agency.sections.map((one) => (
          <li key={one.id}>
            <strong>{one.name}</strong>
            {one.validTo === null ? null : (
              <StateChip tone="void">{say('endedOn', { day: one.validTo })}</StateChip>
            )}
            <span className="secondary">
              {one.formerNames
                .map((former) => say('formerName', { name: former.name, day: former.untilDay }))
                .join('、')}
            </span>
            {props.canEdit ? (
              <span className="org-end">
                <SelectField
                  name={`kind-${one.id}`}
                  label={say('sectionKind')}
                  empty={null}
                  value={one.kind}
                  choices={sectionKinds.map((kind) => ({ value: kind, label: say(`kind.${kind}`) }))}
                  onChange={(kind) => void change(one.id, kind as SectionKind)}
                />
              </span>
            ) : (
              <span className="org-end">{say(`kind.${one.kind}`)}</span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
