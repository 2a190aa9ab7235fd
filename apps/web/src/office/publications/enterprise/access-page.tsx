/** 企业账号: finds an object of the directory, issues the letter of its enterprise, shows and locks the accounts. */
import './enterprise.css';
import { type EnterpriseAccess, listAccess } from '@mingcha/core/publications/enterprise/letter-api.ts';
import { enterpriseOfficeText } from '@mingcha/core/publications/enterprise/office-page-text.ts';
import { listObjects } from '@mingcha/core/registers/object-api.ts';
import { useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { useHasRole } from '../../registers/may-edit.ts';
import { AccountDialog, type Person } from './account-dialog.tsx';
import { IssueLetter } from './issue-letter.tsx';
import { SentDialog } from './sent-dialog.tsx';

interface Chosen {
  readonly id: string;
  readonly name: string;
}

export function EnterpriseAccessPage() {
  const say = useText(enterpriseOfficeText);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  return (
    <Page>
      <PageHeader
        title={chosen?.name ?? say('accessTitle')}
        lead={chosen === null ? say('accessLead') : undefined}
        actions={chosen === null ? undefined : <Button onClick={() => setChosen(null)}>{say('back')}</Button>}
      />
      {chosen === null ? <Search onChoose={setChosen} /> : <Access object={chosen} />}
    </Page>
  );
}

function Search({ onChoose }: { readonly onChoose: (object: Chosen) => void }) {
  const say = useText(enterpriseOfficeText);
  const [text, setText] = useState('');
  const enough = text.trim().length >= 2;
  const found = useApiQuery(listObjects, { query: { text: text.trim(), limit: 20 } }, { enabled: enough });
  return (
    <Section>
      <TextField
        name="search"
        label={say('search')}
        hint={say('searchHint')}
        maxLength={100}
        value={text}
        onChange={setText}
      />
      {!enough ? null : found.data === undefined ? (
        found.error === null ? (
          <Skeleton lines={4} />
        ) : (
          <ErrorState error={found.error} onRetry={found.reload} />
        )
      ) : found.data.rows.length === 0 ? (
        <EmptyState title={say('none')} />
      ) : (
        <ul className="enterprise-list">
          {found.data.rows.map((row) => (
            <li key={row.id}>
              <span>
                {row.name} <span className="mono secondary">{row.uscc ?? ''}</span>
              </span>
              <Button size="small" onClick={() => onChoose(row)}>
                {say('choose')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Access({ object }: { readonly object: Chosen }) {
  const say = useText(enterpriseOfficeText);
  const read = useApiQuery(listAccess, { params: { id: object.id } });
  const mayIssue = useHasRole('legalOfficer', 'sectionOfficer');
  if (read.data === undefined)
    return read.error === null ? (
      <Skeleton lines={6} />
    ) : (
      <ErrorState error={read.error} onRetry={read.reload} />
    );
  const access = read.data;
  if (access.creditCode === null) return <Notice tone="warning">{say('noCode')}</Notice>;
  return (
    <>
      {mayIssue ? <IssueLetter object={object} onDone={read.reload} /> : null}
      <People access={access} onDone={read.reload} />
      <Letters access={access} onDone={read.reload} />
    </>
  );
}

function People({ access, onDone }: { readonly access: EnterpriseAccess; readonly onDone: () => void }) {
  const say = useText(enterpriseOfficeText);
  const mayChange = useHasRole('legalOfficer');
  const [changing, setChanging] = useState<Person | null>(null);
  return (
    <Section title={say('people')}>
      {access.people.length === 0 ? <p className="secondary">{say('peopleNone')}</p> : null}
      <ul className="enterprise-list">
        {access.people.map((row) => (
          <li key={row.id}>
            <span>
              <strong>{row.personName}</strong>{' '}
              <StateChip tone={row.state === 'active' ? 'verified' : 'void'}>
                {say(`state.${row.state}`)}
              </StateChip>{' '}
              <span className="secondary">
                {say('phoneEnds', { tail: row.phoneTail })} {say('lastSignIn')}{' '}
                {row.lastSignInAt === null ? say('never') : <DateText value={row.lastSignInAt} />}{' '}
                {row.stateReason}
              </span>
            </span>
            {mayChange && row.state !== 'withdrawn' ? (
              <Button size="small" onClick={() => setChanging(row)}>
                {say(row.state === 'active' ? 'lock' : 'unlock')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {access.elsewhere === 0 ? null : (
        <p className="secondary">{say('elsewhere', { n: access.elsewhere })}</p>
      )}
      {changing === null ? null : (
        <AccountDialog
          person={changing}
          onClose={() => setChanging(null)}
          onDone={() => {
            setChanging(null);
            onDone();
          }}
        />
      )}
    </Section>
  );
}

type Letter = EnterpriseAccess['letters'][number];

function Letters({ access, onDone }: { readonly access: EnterpriseAccess; readonly onDone: () => void }) {
  const say = useText(enterpriseOfficeText);
  const [marking, setMarking] = useState<Letter | null>(null);
  return (
    <Section title={say('letters')}>
      {access.letters.length === 0 ? <p className="secondary">{say('lettersNone')}</p> : null}
      <ul className="enterprise-list">
        {access.letters.map((row) => (
          <li key={row.id}>
            <span>
              <DateText value={row.issuedAt} /> {row.issuedName} <Sent letter={row} />
            </span>
            <span className="enterprise-letter-end">
              {row.mayMark ? (
                <Button size="small" onClick={() => setMarking(row)}>
                  {say('markSent')}
                </Button>
              ) : null}
              <StateChip tone={row.state === 'used' ? 'verified' : 'neutral'}>
                {say(`letter.${row.state}`)}
              </StateChip>
            </span>
          </li>
        ))}
      </ul>
      {marking === null ? null : (
        <SentDialog
          letter={marking}
          onClose={() => setMarking(null)}
          onDone={() => {
            setMarking(null);
            onDone();
          }}
        />
      )}
    </Section>
  );
}

function Sent({ letter }: { readonly letter: Letter }) {
  const say = useText(enterpriseOfficeText);
  const { sent } = letter;
  if (sent === null) return null;
  return (
    <span className="secondary">
      <DateText value={sent.on} /> {say(`letterWay.${sent.way}`)}{' '}
      {[sent.to, sent.number].filter((text) => text !== '').join(' ')} {say('sentBy', { name: sent.by })}
    </span>
  );
}
