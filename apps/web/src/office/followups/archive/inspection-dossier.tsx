/** The dossier of one inspection: what stands in its way, filing, and its two files. A section of the inspection's page. */
import './archive.css';
import {
  buildDossier,
  type DossierView,
  downloadDossier,
  fileDossier,
  getInspectionDossier,
} from '@mingcha/core/followups/archive/archive-api.ts';
import { archivePageText } from '@mingcha/core/followups/archive/archive-page-text.ts';
import { archiveRefusalText } from '@mingcha/core/followups/archive/archive-text.ts';
import { type RetentionClass, retentionClasses } from '@mingcha/core/tasks/papers/archive-data.ts';
import { useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice, ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText, PairList, StateChip } from '../../../shared/ui/values.tsx';

export function InspectionDossier({ inspectionId }: { readonly inspectionId: string }) {
  const say = useText(archivePageText);
  const refuse = useText(archiveRefusalText);
  const read = useApiQuery(getInspectionDossier, { params: { id: inspectionId } });
  const [filing, setFiling] = useState(false);
  if (read.data === undefined)
    return read.status === 'loading' ? (
      <Skeleton lines={6} />
    ) : (
      <ErrorState error={read.error} onRetry={read.reload} />
    );
  const { dossiers, mayFile, mayCarry, refusal, open, retention, isOwn, mayTakeOut } = read.data;
  const may = mayFile || mayCarry;
  return (
    <div className="archive-form">
      {dossiers.map((each) => (
        <DossierPart key={each.id} dossier={each} isOwn={isOwn} mayTakeOut={mayTakeOut} />
      ))}
      {dossiers.length === 0 ? (
        <EmptyState
          title={say('none')}
          text={
            refusal === null
              ? say('noneText')
              : refuse(refusal.code as keyof typeof archiveRefusalText.zh, refusal.data)
          }
        />
      ) : null}
      {may ? (
        <Button kind="primary" onClick={() => setFiling(true)}>
          {say(mayFile ? 'file' : 'carryAction')}
        </Button>
      ) : null}
      {filing ? (
        <FilingDialog
          of={{ inspectionId, open, retention, isCarried: !mayFile }}
          onClose={() => setFiling(false)}
        />
      ) : null}
    </div>
  );
}

function DossierPart(props: {
  readonly dossier: DossierView;
  readonly isOwn: boolean;
  readonly mayTakeOut: boolean;
}) {
  const { dossier } = props;
  const say = useText(archivePageText);
  const toast = useToast();
  const build = useApiAction(buildDossier);
  const params = { id: dossier.id };
  const make = async () => {
    const result = await build.run({ params, body: {} });
    if (result.ok) toast(say('built'));
  };
  return (
    <Section
      title={dossier.archiveNumber}
      actions={
        dossier.state === 'built'
          ? props.mayTakeOut && (
              <div className="archive-cell">
                {(['pdf', 'package'] as const).map((form) => (
                  <a
                    key={form}
                    className={buttonClass({ size: 'small' })}
                    href={addressOf(downloadDossier, { params, query: { form } })}
                  >
                    {say(form)}
                  </a>
                ))}
              </div>
            )
          : props.isOwn && (
              <Button size="small" busy={build.busy} onClick={() => void make()}>
                {say('build')}
              </Button>
            )
      }
    >
      {props.mayTakeOut ? null : <p className="secondary">{say('initiatorsFiles')}</p>}
      {build.error === null ? null : <ErrorNotice error={build.error} />}
      {dossier.carriedTo === '' ? null : (
        <Notice
          tone="warning"
          title={say('carried', { open: dossier.carriedOpen, number: dossier.carriedTo })}
        >
          <p>{dossier.carriedReason}</p>
        </Notice>
      )}
      <Facts dossier={dossier} />
    </Section>
  );
}

function Facts({ dossier }: { readonly dossier: DossierView }) {
  const say = useText(archivePageText);
  const missing = dossier.missingFiles === 0 ? '' : say('evidenceMissing', { missing: dossier.missingFiles });
  return (
    <PairList
      columns={2}
      pairs={[
        { name: say('state'), value: <StateOf dossier={dossier} /> },
        { name: say('retention'), value: say(`retention.${dossier.retention}`) },
        { name: say('pieces'), value: dossier.pieces },
        { name: say('pages'), value: dossier.pages ?? '' },
        { name: say('evidence'), value: `${dossier.evidenceFiles} ${missing}`.trim() },
        {
          name: say('filed'),
          value: (
            <>
              <DateText value={dossier.filedOn} form="short" /> {dossier.filedName}
            </>
          ),
        },
        { name: say('place'), value: say(dossier.transferId === null ? 'here' : 'transferred') },
        { name: say('digests'), value: dossier.packageSha256, wide: true },
      ]}
    />
  );
}

export function StateOf({ dossier }: { readonly dossier: DossierView }) {
  const say = useText(archivePageText);
  return (
    <StateChip tone={dossier.state === 'built' ? 'verified' : 'warning'}>
      {say(`state.${dossier.state}`)}
    </StateChip>
  );
}

interface FilingOf {
  readonly inspectionId: string;
  readonly open: number;
  readonly retention: RetentionClass;
  readonly isCarried: boolean;
}

function FilingDialog({ of, onClose }: { readonly of: FilingOf; readonly onClose: () => void }) {
  const say = useText(archivePageText);
  const ui = useUi();
  const toast = useToast();
  const file = useApiAction(fileDossier);
  const [wish, setWish] = useState<string>(of.retention);
  const [situation, setSituation] = useState('');
  const [reason, setReason] = useState('');
  const save = async () => {
    const retention = wish === of.retention ? null : (wish as RetentionClass);
    const result = await file.run({
      params: { id: of.inspectionId },
      body: { retention, situation, carryReason: of.isCarried ? reason : '' },
    });
    if (!result.ok) return;
    toast(say('fileDone'));
    onClose();
  };
  return (
    <Dialog
      open
      title={say('fileTitle')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button
            kind="primary"
            busy={file.busy}
            disabled={of.isCarried && reason === ''}
            onClick={() => void save()}
          >
            {say(of.isCarried ? 'carryAction' : 'file')}
          </Button>
        </>
      }
    >
      <div className="archive-form">
        {file.error === null ? null : <ErrorNotice error={file.error} />}
        {of.isCarried ? <CarryReason open={of.open} value={reason} onChange={setReason} /> : null}
        <Retention rule={of.retention} value={wish} onChange={setWish} />
        <TextArea
          name="situation"
          label={say('situation')}
          hint={say('situationHint')}
          optional
          maxLength={2000}
          value={situation}
          onChange={setSituation}
        />
      </div>
    </Dialog>
  );
}

/** The rule's class or a longer one. */
function Retention(props: {
  readonly rule: RetentionClass;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const say = useText(archivePageText);
  const least = retentionClasses.indexOf(props.rule);
  return (
    <SelectField
      name="retention"
      label={say('wish')}
      hint={say('wishHint')}
      empty={null}
      choices={retentionClasses
        .filter((_, index) => index >= least)
        .map((value) => ({ value, label: say(`retention.${value}`) }))}
      value={props.value}
      onChange={props.onChange}
    />
  );
}

function CarryReason(props: {
  readonly open: number;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const say = useText(archivePageText);
  return (
    <TextField
      name="carryReason"
      label={say('carry')}
      hint={say('carryHint', { open: props.open })}
      wide
      maxLength={300}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
