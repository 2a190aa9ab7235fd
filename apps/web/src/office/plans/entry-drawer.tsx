/** One entry for reading: items, scope, classes with their exact numbers, partners, steps; and what may be done with it. */

import { stepEntries } from '@mingcha/core/plans/plan-api.ts';
import { planPageText } from '@mingcha/core/plans/plan-page-text.ts';
import type { EntryStep } from '@mingcha/core/plans/plan-rules.ts';
import type { EntryFigures, EntryView, PartnerView } from '@mingcha/core/plans/plan-views.ts';
import { useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { formatNumber } from '../../shared/format.ts';
import { useLocale, useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button, ButtonRow, buttonClass } from '../../shared/ui/button.tsx';
import { Drawer } from '../../shared/ui/dialog.tsx';
import { Scrolls } from '../../shared/ui/scrolls.tsx';
import { ErrorNotice, Notice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { PairList, StateChip } from '../../shared/ui/values.tsx';
import { ReasonDialog } from '../registers/reason-dialog.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { useSession } from '../shell/session.tsx';
import { EntryStateChip } from './entry-columns.tsx';
import { AnswerDialog } from './invitations.tsx';
import { SchemeMenu } from './paper-menu.tsx';
import { useRateText, useScopeText } from './words.ts';

export function EntryDrawer(props: {
  readonly entry: EntryView | null;
  readonly figures: EntryFigures | null;
  readonly onClose: () => void;
}) {
  const { locale } = useLocale();
  const { entry } = props;
  return (
    <Drawer
      open={entry !== null}
      title={entry?.title[locale] ?? ''}
      onClose={props.onClose}
      actions={entry === null ? undefined : <Actions entry={entry} onDone={props.onClose} />}
    >
      {entry === null ? null : <Content entry={entry} figures={props.figures} />}
    </Drawer>
  );
}

function Actions({ entry, onDone }: { readonly entry: EntryView; readonly onDone: () => void }) {
  const say = useText(planPageText);
  const toast = useToast();
  const [returning, setReturning] = useState(false);
  const ui = useUi();
  const move = useApiAction(stepEntries);
  const take = async (step: EntryStep, reason: string) => {
    const result = await move.run({
      params: { id: entry.planId },
      body: { entryIds: [entry.id], step, reason },
    });
    if (result.ok) {
      toast(say('moved', { n: result.value.count }));
      onDone();
    }
    return result;
  };
  return (
    <>
      <ErrorNotice error={returning ? null : move.error} />
      <ButtonRow>
        {entry.state === 'taken' && entry.fields.participants.length > 0 ? (
          <SchemeMenu entryId={entry.id} />
        ) : null}
        <DrawLink entry={entry} />
        {entry.allowed.map((step) => (
          <Button
            key={step}
            size="small"
            kind={step === 'drop' ? 'danger' : 'plain'}
            busy={move.busy}
            onClick={() => (step === 'return' ? setReturning(true) : void take(step, ''))}
          >
            {say(`entryStep.${step}`)}
          </Button>
        ))}
        {entry.mayEdit ? (
          <GoTo
            to={`/plans/${entry.planId}/entries/${entry.id}/edit`}
            className={buttonClass({ kind: 'primary', size: 'small' })}
          >
            {say('edit')}
          </GoTo>
        ) : null}
      </ButtonRow>
      {returning ? (
        <ReasonDialog
          title={say('returnTitle')}
          hint={say('reasonHint')}
          maxLength={500}
          verb={ui('confirm')}
          required
          onClose={() => setReturning(false)}
          onSubmit={(reason) => take('return', reason)}
        />
      ) : null}
    </>
  );
}

/** A numbered entry that may still be drawn leads to a task that is filled in from it. */
function DrawLink({ entry }: { readonly entry: EntryView }) {
  const say = useText(planPageText);
  const { person } = useSession();
  const { form, times } = entry.fields;
  const leads = person.roles.includes('legalOfficer') || person.roles.includes('sectionOfficer');
  const open = entry.state === 'taken' && entry.number !== '' && form === 'draw' && entry.draws.made < times;
  if (!leads || !open) return null;
  return (
    <GoTo to={`/draws/new?entry=${entry.id}`} className={buttonClass({ size: 'small' })}>
      {say('makeTask')}
    </GoTo>
  );
}

function Content({ entry, figures }: { readonly entry: EntryView; readonly figures: EntryFigures | null }) {
  const say = useText(planPageText);
  const rateText = useRateText();
  const scopeText = useScopeText();
  const { fields } = entry;
  const items = entry.items.map((item) => item.name).join('；');
  const pairs = [
    { name: say('state'), value: <EntryStateChip entry={entry} /> },
    { name: say('number'), value: entry.number || '–' },
    { name: say('items'), value: items || fields.scene || '–', wide: true },
    { name: say('objects'), value: scopeText(fields), wide: true },
    { name: say('rate'), value: rateText(fields) },
    { name: say('times'), value: say('timesN', { n: fields.times }) },
    { name: say('window'), value: `${fields.window.from} – ${fields.window.to}` },
    { name: say('methods'), value: fields.methods.map((method) => say(`method.${method}`)).join('、') },
    {
      name: say('levels'),
      value: `${say(`level.${fields.drawLevel}`)} / ${say(`level.${fields.checkLevel}`)}`,
    },
    { name: say('section'), value: entry.sectionName ?? '–' },
    { name: say('people'), value: formatNumber(fields.teamSize) },
    { name: say('proposer'), value: `${entry.proposedName}（${say(`origin.${entry.origin}`)}）` },
  ];
  return (
    <div className="plan-fields">
      {entry.note === '' ? null : <Notice tone="warning">{entry.note}</Notice>}
      <PairList pairs={pairs} columns={2} />
      {fields.special === null ? null : (
        <PairList
          columns={1}
          pairs={[
            {
              name: say('special'),
              value: `${fields.special.document} ${fields.special.number}　${fields.special.approver}　${fields.special.day}`,
            },
          ]}
        />
      )}
      {figures === null ? null : <Classes figures={figures} />}
      <Partners entry={entry} />
      <Long name={say('stepsText')} text={fields.steps} />
      <Long name={say('requirementsText')} text={fields.requirements} />
      <Long name={say('remark')} text={fields.remark} />
    </div>
  );
}

function Long(props: { readonly name: string; readonly text: string }) {
  if (props.text === '') return null;
  return (
    <div>
      <strong>{props.name}</strong>
      <p className="plan-text">{props.text}</p>
    </div>
  );
}

/** Members, rate, exact product and number of each class. */
export function Classes({ figures }: { readonly figures: EntryFigures }) {
  const say = useText(planPageText);
  if (figures.classes.length === 0) return null;
  return (
    <Scrolls>
      <table className="table" aria-label={say('target')}>
        <thead>
          <tr>
            <th>{say('className')}</th>
            <th data-align="end">{say('members')}</th>
            <th data-align="end">{say('rate')}</th>
            <th data-align="end">{say('product')}</th>
            <th data-align="end">{say('target')}</th>
          </tr>
        </thead>
        <tbody>
          {figures.classes.map((one) => (
            <tr key={one.code}>
              <td>{one.name}</td>
              <td data-align="end">{formatNumber(one.members)}</td>
              <td data-align="end">{one.rate === 'all' ? '100%' : one.rate === 'fixed' ? '–' : one.rate}</td>
              <td data-align="end">{one.product ?? '–'}</td>
              <td data-align="end">{formatNumber(one.target)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}

function Partners({ entry }: { readonly entry: EntryView }) {
  const say = useText(planPageText);
  const { locale } = useLocale();
  const [replying, setReplying] = useState<string | null>(null);
  if (entry.partners.length === 0) return null;
  return (
    <div>
      <strong>{say('partners')}</strong>
      <ul className="plan-list">
        {entry.partners.map((partner) => (
          <PartnerLine
            key={partner.name}
            entry={entry}
            partner={partner}
            onReply={() => setReplying(partner.name)}
          />
        ))}
      </ul>
      {replying === null ? null : (
        <AnswerDialog
          entryId={entry.id}
          title={entry.title[locale]}
          outsideName={replying}
          onClose={() => setReplying(null)}
        />
      )}
    </div>
  );
}

const partnerTones = { invited: 'warning', confirmed: 'verified', declined: 'void' } as const;

function PartnerLine(props: {
  readonly entry: EntryView;
  readonly partner: PartnerView;
  readonly onReply: () => void;
}) {
  const { entry, partner } = props;
  const say = useText(planPageText);
  const part = entry.fields.participants.find((one) =>
    one.agencyId === null ? one.outsideName === partner.name : one.agencyId === partner.agencyId,
  );
  const items = entry.items.filter((item) => part?.itemKeys.includes(item.itemKey) === true);
  const pool =
    partner.inspectors === null ? say('partnerAll') : say('partnerPool', { n: partner.inspectors });
  const says = [...items.map((item) => item.name), part?.duty ?? '', partner.note];
  return (
    <li>
      <div className="plan-cell">
        <span>
          {partner.name}
          {partner.outside ? `　${say('partnerOutside')}` : ''}
        </span>
        <span className="secondary">{says.filter((text) => text !== '').join('；')}</span>
      </div>
      <div className="button-row">
        <StateChip tone={partnerTones[partner.state]}>
          {say(`partner.${partner.state}`)}
          {partner.state !== 'confirmed' || partner.outside ? '' : `　${pool}`}
        </StateChip>
        {partner.outside && entry.state === 'taken' ? (
          <Button size="small" onClick={props.onReply}>
            {say('enterReply')}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
