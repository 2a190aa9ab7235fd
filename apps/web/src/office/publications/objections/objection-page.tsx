/** One objection: what was said, what was found, what comes next, and the chain of steps. */

import { evidenceMaxBytes, evidenceTypes } from '@mingcha/core/publications/objections/objection.ts';
import {
  addObjectionFile,
  downloadObjectionFile,
  getObjection,
  type ObjectionDetail,
  objectionPaper,
} from '@mingcha/core/publications/objections/objection-api.ts';
import { objectionPageText } from '@mingcha/core/publications/objections/objection-page-text.ts';
import { useState } from 'react';
import { newActionId } from '../../../shared/api/action-id.ts';
import { addressOf } from '../../../shared/api/address.ts';
import { callApi } from '../../../shared/api/call-api.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { UploadBox } from '../../../shared/forms/upload-box.tsx';
import { useSentence, useText } from '../../../shared/i18n/locale.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { PageHeader, Section } from '../../../shared/ui/page.tsx';
import { DateText, PairList, StateChip } from '../../../shared/ui/values.tsx';
import { Hint } from '../../help/hint.tsx';
import { DraftPaper } from '../../parts/draft-paper.tsx';
import { WhyThisDay } from '../../parts/why-this-day.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { IntakeFrame } from './intake-frame.tsx';
import { IntakeDue, IntakeSteps } from './intake-parts.tsx';
import { NextStep } from './next-step.tsx';
import { objectionTones } from './objections-page.tsx';
import { ProposalView } from './proposal-view.tsx';

export function ObjectionPage() {
  const say = useText(objectionPageText);
  const read = useApiQuery(getObjection, { params: { id: useParam('id') } });
  return (
    <IntakeFrame title={say('pageTitle')} read={read}>
      {(found) => (
        <>
          <PageHeader
            title={`${say('pageTitle')} ${found.number}`}
            lead={
              <>
                {found.objectName}{' '}
                <StateChip tone={objectionTones[found.state]}>{say(`state.${found.state}`)}</StateChip>
              </>
            }
            actions={<Links found={found} />}
          />
          <Hint form="objection" />
          <div className="intake-columns">
            <div>
              <Section title={say('grounds')}>
                <p className="intake-text">{found.grounds}</p>
              </Section>
              <Files found={found} onAdded={read.reload} />
              {found.proposal === null ? null : (
                <Section title={say('proposalHead')}>
                  <ProposalView found={found} proposal={found.proposal} />
                </Section>
              )}
              <Section title={say('steps')}>
                <IntakeSteps
                  steps={found.steps}
                  wordOf={(step) => say(`step.${step}` as keyof typeof objectionPageText.zh)}
                />
              </Section>
            </div>
            <div>
              <NextStep key={found.version} found={found} onDone={read.reload} />
              <Facts found={found} />
            </div>
          </div>
        </>
      )}
    </IntakeFrame>
  );
}

function Links({ found }: { readonly found: ObjectionDetail }) {
  const say = useText(objectionPageText);
  const hasPaper = found.decidedOn !== null || found.state === 'rejected';
  return (
    <>
      {hasPaper ? (
        <a
          className={buttonClass({})}
          href={addressOf(objectionPaper, { params: { id: found.id }, query: { format: 'pdf' } })}
        >
          {say(found.state === 'rejected' ? 'rejectionPaper' : 'paper')}
        </a>
      ) : null}
      <GoTo to={`/publications/${found.publicationId}`} className={buttonClass({})}>
        {say('seePublication')}
      </GoTo>
      <GoTo to="/objections" className={buttonClass({})}>
        {say('back')}
      </GoTo>
    </>
  );
}

/** While its clock runs. */
const openStates: readonly ObjectionDetail['state'][] = ['received', 'accepted', 'investigating', 'decided'];

function Facts({ found }: { readonly found: ObjectionDetail }) {
  const say = useText(objectionPageText);
  const { contact, dueBasis } = found;
  const applicant = [say(`applicant.${found.applicantKind}`), contact?.name ?? found.applicantName];
  return (
    <Section title={say('facts')}>
      <PairList
        columns={1}
        pairs={[
          { name: say('applicant'), value: applicant.filter((one) => one !== '').join(' ') },
          ...(contact === null || contact.phone === '' ? [] : [{ name: say('phone'), value: contact.phone }]),
          ...(contact === null || contact.address === ''
            ? []
            : [{ name: say('address'), value: contact.address }]),
          { name: say('source'), value: say(`source.${found.source}`) },
          { name: say('proof'), value: say(`proof.${found.proof}`) },
          { name: say('receivedOn'), value: <DateText value={found.receivedOn} form="short" /> },
          { name: say('due'), value: <IntakeDue dueOn={found.dueOn} daysLeft={found.daysLeft} /> },
          {
            name: say('why'),
            value: (
              <>
                <Why basis={dueBasis} /> <WhyThisDay clockKey={`objectionAnswered:${found.id}`} />
                {openStates.includes(found.state) ? (
                  <DraftPaper about={`objectionAnswered:${found.id}`} subject={found.number} />
                ) : null}
              </>
            ),
          },
          { name: say('handler'), value: found.handlerName ?? say('noHandler') },
          ...(found.outcome === null
            ? []
            : [{ name: say('outcome'), value: say(`outcome.${found.outcome}`) }]),
        ]}
      />
    </Section>
  );
}

function Why({ basis }: { readonly basis: ObjectionDetail['dueBasis'] }) {
  const say = useText(objectionPageText);
  return (
    <>
      {say('whyText', { n: basis.length, unit: say(`unit.${basis.unit}`) })}{' '}
      {basis.source === ''
        ? say('whyDefault')
        : say('whySource', { source: basis.source, version: basis.ruleVersion })}
      {basis.provisional ? ` ${say('provisional')}` : ''}
    </>
  );
}

function Files({ found, onAdded }: { readonly found: ObjectionDetail; readonly onAdded: () => void }) {
  const say = useText(objectionPageText);
  const mayAdd = found.allowed.includes('note') || (found.source === 'paper' && found.state === 'received');
  return (
    <Section title={say('files')}>
      {found.files.length === 0 ? <p className="secondary">{say('noFiles')}</p> : null}
      <ul className="intake-steps">
        {found.files.map((file) => (
          <li key={file.id}>
            <a href={addressOf(downloadObjectionFile, { params: { id: found.id, fileId: file.id } })}>
              {file.name}
            </a>
            <span className="secondary">
              {say(`files.${file.source}`)} <DateText value={file.at} />
            </span>
          </li>
        ))}
      </ul>
      {mayAdd ? <AddFile id={found.id} onAdded={onAdded} /> : null}
    </Section>
  );
}

function AddFile({ id, onAdded }: { readonly id: string; readonly onAdded: () => void }) {
  const say = useText(objectionPageText);
  const sentence = useSentence();
  const [progress, setProgress] = useState<number | null>(null);
  const [refused, setRefused] = useState<string | undefined>(undefined);
  const send = async (file: File) => {
    setProgress(0);
    setRefused(undefined);
    const body = { actionId: newActionId() };
    const result = await callApi(addObjectionFile, { params: { id }, body, file, onProgress: setProgress });
    setProgress(null);
    if (result.ok) onAdded();
    else setRefused(sentence(result.error));
  };
  return (
    <UploadBox
      name="evidence"
      label={say('addFile')}
      accept={evidenceTypes}
      maxBytes={evidenceMaxBytes}
      progress={progress}
      error={refused}
      onFile={(file) => void send(file)}
    />
  );
}
