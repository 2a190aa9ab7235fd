/** Certificates, changes of post, training and telephone of one inspector, in the drawer beside the list. */
import type { CareerView, CertificateRow, PostChangeRow } from '@mingcha/core/registers/inspectors/career.ts';
import { getCareer } from '@mingcha/core/registers/inspectors/career-api.ts';
import { careerPageText } from '@mingcha/core/registers/inspectors/career-page-text.ts';
import { useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatDay } from '../../../shared/format.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { StateChip, type Tone } from '../../../shared/ui/values.tsx';
import { CancelChangeDialog, CertificateDialog, ChangeDialog } from './career-dialogs.tsx';
import { PhonePart } from './phone-part.tsx';
import './inspectors.css';

interface CareerProps {
  readonly inspectorId: string;
  readonly canEdit: boolean;
}

export function CareerPanel(props: CareerProps) {
  const read = useApiQuery(getCareer, { params: { id: props.inspectorId } });
  const career = read.data;
  if (read.error !== null) return <ErrorState error={read.error} onRetry={read.reload} />;
  if (career === undefined) return <Skeleton lines={6} />;
  return (
    <>
      <Certificates {...props} rows={career.certificates} />
      <Changes {...props} rows={career.changes} />
      <Training rows={career.training} />
      <PhonePart {...props} tail={career.phoneTail} />
    </>
  );
}

/** First and last day in words: `2026年3月2日 – 未定`. */
function useSpan() {
  const say = useText(careerPageText);
  const { locale } = useLocale();
  return (from: string | null, to: string | null) =>
    [from === null ? '' : formatDay(from, locale), to === null ? say('openEnd') : formatDay(to, locale)]
      .filter((part) => part !== '')
      .join(' – ');
}

const certificateTones: Readonly<Record<CertificateRow['status'], Tone>> = {
  valid: 'neutral',
  suspended: 'warning',
  revoked: 'void',
};

function Certificates(props: CareerProps & { readonly rows: readonly CertificateRow[] }) {
  const say = useText(careerPageText);
  const span = useSpan();
  const [edited, setEdited] = useState<CertificateRow | 'new' | null>(null);
  return (
    <section className="register-part">
      <header className="career-head">
        <h3>{say('certificates')}</h3>
        {props.canEdit ? (
          <Button size="small" onClick={() => setEdited('new')}>
            {say('certificateNew')}
          </Button>
        ) : null}
      </header>
      <ul className="career-list">
        {props.rows.map((row) => (
          <li key={`${row.kind} ${row.number}`}>
            <p className="career-line">
              <strong>{say(`kind_${row.kind}`)}</strong>
              <span className="mono">{row.number}</span>
              {row.main ? <StateChip tone="accent">{say('mainCertificate')}</StateChip> : null}
              {row.status === 'valid' ? null : (
                <StateChip tone={certificateTones[row.status]}>{say(`cert_${row.status}`)}</StateChip>
              )}
              {props.canEdit ? (
                <Button kind="quiet" size="small" onClick={() => setEdited(row)}>
                  {say('certificateEdit')}
                </Button>
              ) : null}
            </p>
            <p className="secondary">
              {[span(row.validFrom, row.validTo), row.issuer, row.scope]
                .filter((part) => part !== '')
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
      {edited === null ? null : (
        <CertificateDialog
          inspectorId={props.inspectorId}
          row={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}

const stateTones: Readonly<Record<PostChangeRow['state'], Tone>> = {
  coming: 'accent',
  inForce: 'warning',
  over: 'neutral',
  cancelled: 'neutral',
};

function Changes(props: CareerProps & { readonly rows: readonly PostChangeRow[] }) {
  const say = useText(careerPageText);
  const span = useSpan();
  const [adding, setAdding] = useState(false);
  const [cancelling, setCancelling] = useState<PostChangeRow | null>(null);
  const { inspectorId, rows } = props;
  return (
    <section className="register-part">
      <header className="career-head">
        <h3>{say('changes')}</h3>
        {props.canEdit ? (
          <Button size="small" onClick={() => setAdding(true)}>
            {say('changeNew')}
          </Button>
        ) : null}
      </header>
      {rows.length === 0 ? <p className="secondary">{say('changesEmpty')}</p> : null}
      <ul className="career-list">
        {rows.map((row) => (
          <li key={row.id}>
            <p className="career-line">
              <strong>{say(`change_${row.kind}`)}</strong>
              <span>
                {row.kind === 'leave' || row.kind === 'suspension'
                  ? span(row.fromDay, row.toDay)
                  : span(null, row.fromDay)}
              </span>
              <StateChip tone={stateTones[row.state]}>{say(`state_${row.state}`)}</StateChip>
              {props.canEdit && (row.state === 'coming' || row.state === 'inForce') ? (
                <Button kind="quiet" size="small" onClick={() => setCancelling(row)}>
                  {say('cancelChange')}
                </Button>
              ) : null}
            </p>
            <p className="secondary">
              {[row.reason, row.cancelledReason].filter((part) => part !== '').join('；')}
            </p>
          </li>
        ))}
      </ul>
      {adding ? <ChangeDialog inspectorId={inspectorId} onClose={() => setAdding(false)} /> : null}
      {cancelling === null ? null : (
        <CancelChangeDialog
          inspectorId={inspectorId}
          changeId={cancelling.id}
          onClose={() => setCancelling(null)}
        />
      )}
    </section>
  );
}

const shownCourses = 5;

function Training(props: { readonly rows: CareerView['training'] }) {
  const say = useText(careerPageText);
  const { locale } = useLocale();
  return (
    <section className="register-part">
      <h3>{say('training')}</h3>
      {props.rows.length === 0 ? <p className="secondary">{say('trainingNone')}</p> : null}
      <ul className="career-list">
        {props.rows.slice(0, shownCourses).map((row) => (
          <li key={row.id}>
            <p className="career-line">
              <strong>{row.course}</strong>
              <span>{formatDay(row.fromDay, locale)}</span>
              <span className="secondary">{`${row.hoursTenths / 10} ${say('training_hours')}`}</span>
              <span className="secondary">{say(`result_${row.result}`)}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
