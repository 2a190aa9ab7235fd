/** One expert or technical body beside the list: record, documents, history, and the steps that may be taken now. */
import './inspectors.css';
import type { ExpertDetail, ExpertRow, ExpertStep } from '@mingcha/core/registers/expert.ts';
import {
  downloadExpertFile,
  getExpert,
  listExperts,
  uploadExpertFile,
} from '@mingcha/core/registers/expert-api.ts';
import { expertText } from '@mingcha/core/registers/expert-text.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newActionId } from '../../../shared/api/action-id.ts';
import { addressOf } from '../../../shared/api/address.ts';
import { callApi } from '../../../shared/api/call-api.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatSize } from '../../../shared/format.ts';
import { UploadBox } from '../../../shared/forms/upload-box.tsx';
import { useSentence, useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Drawer } from '../../../shared/ui/dialog.tsx';
import { ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { DateText, PairList, StateChip, type Tone } from '../../../shared/ui/values.tsx';
import { ExpertStepDialog } from './expert-dialogs.tsx';

const tones: Readonly<Record<ExpertRow['status'], Tone>> = {
  proposed: 'warning',
  reviewed: 'warning',
  admitted: 'accent',
  rejected: 'neutral',
  suspended: 'void',
  ended: 'neutral',
};

export function ExpertChip({ row }: { readonly row: ExpertRow }) {
  const say = useText(expertText);
  const over = row.status === 'admitted' && !row.inService;
  return (
    <StateChip tone={over ? 'void' : tones[row.status]}>
      {say(over ? 'termOver' : `expertStatus_${row.status}`)}
    </StateChip>
  );
}

interface DrawerProps {
  readonly id: string;
  readonly canEdit: boolean;
  readonly onEdit: (expert: ExpertDetail) => void;
  readonly onClose: () => void;
}

export function ExpertDrawer(props: DrawerProps) {
  const say = useText(expertText);
  const ui = useUi();
  const read = useApiQuery(getExpert, { params: { id: props.id } });
  const [step, setStep] = useState<ExpertStep | null>(null);
  const expert = read.data?.id === props.id ? read.data : undefined;
  const [first, ...others] = expert?.steps ?? [];
  const actions =
    props.canEdit && expert !== undefined ? (
      <>
        <Button onClick={() => props.onEdit(expert)}>{ui('edit')}</Button>
        {others.map((one) => (
          <Button key={one} onClick={() => setStep(one)}>
            {say(`step_${one}`)}
          </Button>
        ))}
        {first === undefined ? null : (
          <Button kind="primary" onClick={() => setStep(first)}>
            {say(`step_${first}`)}
          </Button>
        )}
      </>
    ) : undefined;
  return (
    <>
      <Drawer
        open
        title={expert?.name ?? say('experts')}
        onClose={props.onClose}
        {...(actions === undefined ? {} : { actions })}
      >
        {read.error !== null ? (
          <ErrorState error={read.error} onRetry={read.reload} />
        ) : expert === undefined ? (
          <Skeleton lines={8} />
        ) : (
          <Content expert={expert} canEdit={props.canEdit} />
        )}
      </Drawer>
      {step === null || expert === undefined ? null : (
        <ExpertStepDialog expert={expert} step={step} onClose={() => setStep(null)} />
      )}
    </>
  );
}

function Content({ expert, canEdit }: { readonly expert: ExpertDetail; readonly canEdit: boolean }) {
  const say = useText(expertText);
  const none = say('noneShort');
  const pairs = [
    { name: say('expert_status'), value: <ExpertChip row={expert} /> },
    { name: say('expert_kind'), value: say(`expertKind_${expert.kind}`) },
    { name: say('expert_origin'), value: say(`origin_${expert.origin}`) },
    { name: say('expert_organisation'), value: expert.organisation || none },
    { name: say('expert_specialities'), value: expert.specialities.join('、') || none },
    { name: say('expert_qualification'), value: expert.qualification || none },
    { name: say('expert_conflictOrganisations'), value: expert.conflictOrganisations.join('、') || none },
    { name: say('stepTerm'), value: <DateText value={expert.termTo} /> },
  ];
  return (
    <div className="register-record">
      <PairList columns={1} pairs={pairs} />
      <Documents expert={expert} canEdit={canEdit} />
      <section className="register-part">
        <h3>{say('expertHistory')}</h3>
        {expert.history.length === 0 ? <p className="secondary">{say('expertHistoryEmpty')}</p> : null}
        <ul className="career-list">
          {expert.history.map((one) => (
            <li key={one.at + one.step}>
              <p className="career-line">
                <strong>{say(`step_${one.step}`)}</strong>
                <span>{one.personName}</span>
                <DateText value={one.at} />
              </p>
              {one.reason === '' ? null : <p className="secondary">{one.reason}</p>}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

const maxBytes = 20 * 1024 * 1024;

function Documents({ expert, canEdit }: { readonly expert: ExpertDetail; readonly canEdit: boolean }) {
  const say = useText(expertText);
  const sentence = useSentence();
  const queries = useQueryClient();
  const [error, setError] = useState<string | undefined>(undefined);
  const send = async (file: File) => {
    setError(undefined);
    const result = await callApi(uploadExpertFile, {
      params: { id: expert.id },
      query: { actionId: newActionId() },
      file,
    });
    if (!result.ok) return setError(sentence(result.error));
    await queries.invalidateQueries({ queryKey: [getExpert.id] });
    await queries.invalidateQueries({ queryKey: [listExperts.id] });
  };
  return (
    <section className="register-part expert-documents">
      <h3>{say('expert_files')}</h3>
      {expert.documents.length === 0 ? <p className="secondary">{say('expertFilesEmpty')}</p> : null}
      <ul className="career-list">
        {expert.documents.map((file) => (
          <li key={file.id} className="career-line">
            {canEdit ? (
              <a href={addressOf(downloadExpertFile, { params: { id: expert.id, fileId: file.id } })}>
                {file.fileName}
              </a>
            ) : (
              file.fileName
            )}
            <span className="secondary">{formatSize(file.size)}</span>
          </li>
        ))}
      </ul>
      {canEdit ? (
        <UploadBox
          name="file"
          label={say('expertUpload')}
          accept={['.pdf', '.png', '.jpg', '.jpeg']}
          maxBytes={maxBytes}
          onFile={(file) => void send(file)}
          error={error}
        />
      ) : null}
    </section>
  );
}
