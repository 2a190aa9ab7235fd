/** What comes next with a publication: hints and review, release, and the further steps that this person may take. */
import {
  type PublicationAction,
  type PublicationDetail,
  releasePublications,
  reviewPublication,
} from '@mingcha/core/publications/publication-api.ts';
import { publicationDetailText } from '@mingcha/core/publications/publication-detail-text.ts';
import { useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { TextArea } from '../../shared/forms/field.tsx';
import { ErrorSummary, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { ErrorNotice, Notice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { ActionDialog, type DialogAction } from './action-dialog.tsx';
import { CorrectionBox } from './correction-part.tsx';
import { DecideBox } from './decide-box.tsx';
import { Hints } from './hints.tsx';

interface Props {
  readonly found: PublicationDetail;
}

export function NextPart({ found }: Props) {
  const say = useText(publicationDetailText);
  const [dialog, setDialog] = useState<DialogAction | null>(null);
  const may = (action: PublicationAction): boolean => found.allowed.includes(action);
  const hasWording = found.payload?.kind === 'result' && found.payload.findings.length > 0;
  const further = dialogActions.filter(
    (action) => may(action) && (hasWording || (action !== 'edit' && action !== 'correct')),
  );
  return (
    <Section title={say('next')}>
      <div className="publication-next">
        {found.state === 'contained' ? (
          <GoTo to="/publication-containments">{say('seeContainment')}</GoTo>
        ) : null}
        {found.isOwnWork ? <Notice>{say('ownWork')}</Notice> : null}
        {may('decide') ? <DecideBox found={found} /> : null}
        <CorrectionBox found={found} />
        {may('review') ? <ReviewBox found={found} /> : <HintsOnly found={found} />}
        {may('release') ? <ReleaseBox found={found} /> : null}
        {found.allowed.length === 0 ? <p>{say('nothing')}</p> : null}
        {further.length === 0 ? null : (
          <div className="button-row">
            {further.map((action) => (
              <Button key={action} kind={kindOf(action, found)} onClick={() => setDialog(action)}>
                {say(action === 'reprepare' ? 'resume' : action)}
              </Button>
            ))}
          </div>
        )}
        {dialog === null ? null : (
          <ActionDialog action={dialog} found={found} onClose={() => setDialog(null)} />
        )}
      </div>
    </Section>
  );
}

/** Where a hint stops the review, changing the wording is what comes next. */
function kindOf(action: DialogAction, found: PublicationDetail): 'primary' | 'plain' | 'danger' {
  if (action === 'withdraw' || action === 'contain') return 'danger';
  const isNext = action === 'edit' && found.hints.some((hint) => hint.isBlocking);
  return isNext || (action === 'edit' && found.state === 'returned') ? 'primary' : 'plain';
}

const dialogActions: readonly DialogAction[] = [
  'edit',
  'ask',
  'correct',
  'resume',
  'reprepare',
  'withdraw',
  'contain',
];

function HintsOnly({ found }: Props) {
  if (found.hints.length === 0) return null;
  return <Hints hints={found.hints} confirmed={null} />;
}

function ReviewBox({ found }: Props) {
  const say = useText(publicationDetailText);
  const toast = useToast();
  const review = useApiAction(reviewPublication);
  const form = useForm<{ note: string; confirmed: readonly string[] }>({ note: '', confirmed: [] });
  const blocks = found.hints.some((hint) => hint.isBlocking);
  const send = async (decision: 'pass' | 'return') => {
    const { note, confirmed } = form.values;
    const result = await review.run({
      params: { id: found.id },
      body: { version: found.version, decision, note, confirmed: [...confirmed] },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('reviewed'));
  };
  return (
    <>
      <Hints
        hints={found.hints}
        confirmed={{ keys: form.values.confirmed, onChange: form.set('confirmed') }}
      />
      <ErrorSummary problems={form.problems} />
      <TextArea
        name="note"
        label={say('note')}
        optional
        rows={3}
        maxLength={1000}
        error={form.error('note')}
        value={form.values.note}
        onChange={form.set('note')}
      />
      <div className="button-row">
        <Button busy={review.busy} onClick={() => void send('return')}>
          {say('return')}
        </Button>
        <Button
          kind={blocks ? 'plain' : 'primary'}
          busy={review.busy}
          disabled={blocks}
          onClick={() => void send('pass')}
        >
          {say('pass')}
        </Button>
      </div>
    </>
  );
}

function ReleaseBox({ found }: Props) {
  const say = useText(publicationDetailText);
  const toast = useToast();
  const release = useApiAction(releasePublications);
  const run = async () => {
    const result = await release.run({ body: { items: [{ id: found.id, version: found.version }] } });
    if (result.ok) toast(say('released'));
  };
  return (
    <>
      <ErrorNotice error={release.error} />
      <div className="button-row">
        <Button kind="primary" size="large" busy={release.busy} onClick={() => void run()}>
          {say('release')}
        </Button>
      </div>
    </>
  );
}
