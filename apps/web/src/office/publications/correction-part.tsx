/** A correction that waits for a second person, with both wordings side by side, and the ones that were decided. */
import {
  decidePublicationCorrection,
  type PublicationDetail,
} from '@mingcha/core/publications/publication-api.ts';
import { publicationDetailText } from '@mingcha/core/publications/publication-detail-text.ts';
import { useApiAction } from '../../shared/api/use-api.ts';
import { TextArea } from '../../shared/forms/field.tsx';
import { ErrorSummary, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText, PairList, StateChip } from '../../shared/ui/values.tsx';

type Correction = PublicationDetail['corrections'][number];

export function CorrectionBox({ found }: { readonly found: PublicationDetail }) {
  const say = useText(publicationDetailText);
  const waiting = found.corrections.find((each) => each.state === 'asked');
  if (waiting === undefined) return null;
  const mayDecide = found.allowed.includes('decideCorrection');
  return (
    <>
      <Notice tone="warning">{say('correctionWaits')}</Notice>
      <p>
        {say('correctionLead', {
          name: waiting.askedName,
          day: waiting.askedAt.slice(0, 10),
          ground: waiting.ground,
        })}
      </p>
      <Wordings found={found} correction={waiting} />
      {mayDecide ? <Decide correction={waiting} /> : <p className="secondary">{say('correctionTwo')}</p>}
    </>
  );
}

function Wordings(props: { readonly found: PublicationDetail; readonly correction: Correction }) {
  const say = useText(publicationDetailText);
  const { payload } = props.found;
  const known = payload?.kind === 'result' ? payload.findings : [];
  return props.correction.findings.map(({ id, text }) => (
    <PairList
      key={id}
      columns={1}
      pairs={[
        { name: say('correctionBefore'), value: known.find((each) => each.id === id)?.text ?? '–' },
        { name: say('correctionAfter'), value: <strong>{text}</strong> },
      ]}
    />
  ));
}

function Decide({ correction }: { readonly correction: Correction }) {
  const say = useText(publicationDetailText);
  const toast = useToast();
  const decide = useApiAction(decidePublicationCorrection);
  const form = useForm({ opinion: '' });
  const send = async (agrees: boolean) => {
    const params = { id: correction.id };
    const result = await decide.run({ params, body: { agrees, opinion: form.values.opinion } });
    if (!result.ok) return form.refuse(result.error);
    toast(say(agrees ? 'corrected' : 'decided'));
  };
  return (
    <>
      <ErrorSummary problems={form.problems} />
      <TextArea
        name="opinion"
        label={say('opinion')}
        optional
        rows={2}
        maxLength={500}
        error={form.error('opinion')}
        value={form.values.opinion}
        onChange={form.set('opinion')}
      />
      <div className="button-row">
        <Button busy={decide.busy} onClick={() => void send(false)}>
          {say('disagree')}
        </Button>
        <Button kind="primary" busy={decide.busy} onClick={() => void send(true)}>
          {say('agree')}
        </Button>
      </div>
    </>
  );
}

export function CorrectionList({ corrections }: Pick<PublicationDetail, 'corrections'>) {
  const say = useText(publicationDetailText);
  if (corrections.length === 0) return null;
  return (
    <Section title={say('correctionsTitle')}>
      <ol className="publication-steps">
        {corrections.map((each) => (
          <li key={each.id}>
            <span className="publication-step-head">
              <strong>{each.ground}</strong>
              <StateChip tone={each.state === 'asked' ? 'warning' : 'neutral'}>
                {say(`correction.${each.state}`)}
              </StateChip>
            </span>
            <span className="secondary">
              {each.askedName}
              {'　'}
              <DateText value={each.askedAt} />
            </span>
            {each.decidedName === null ? null : (
              <span className="secondary">
                {say(`correction.${each.state}`)} {each.decidedName}
                {'　'}
                <DateText value={each.decidedAt} />
                {each.opinion === '' ? '' : `　${each.opinion}`}
              </span>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
