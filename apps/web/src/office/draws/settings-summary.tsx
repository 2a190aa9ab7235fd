/** A task's settings as they were saved, in words; the check page and the task page show the same. */
import { ceremonyText } from '@mingcha/core/draws/ceremony-text.ts';
import { drawFormText } from '@mingcha/core/draws/draw-form-text.ts';
import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import { expectedEntropy } from '@mingcha/core/draws/draw-rules.ts';
import { drawWordText } from '@mingcha/core/draws/draw-text.ts';
import type { DrawView } from '@mingcha/core/draws/draw-views.ts';
import { type ReactNode, useState } from 'react';
import { formatDay, formatInstant } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { DateText, PairList } from '../../shared/ui/values.tsx';
import { useSession } from '../shell/session.tsx';
import { useBasisPairs } from './basis-pairs.tsx';
import { percentOf } from './form/draft.ts';
import { useFacets } from './form/filter-editor.tsx';
import { useHistoryWords } from './form/history-fields.tsx';
import type { FormStep } from './form/problems.ts';
import { AnswerDialog } from './invitations.tsx';
import { wordsOfSkills } from './preview-parts.tsx';
import { useFilterWords, useWord } from './words.ts';

interface SummaryProps {
  readonly draw: DrawView;
  /** A button beside each part, to change it. */
  readonly action?: (step: FormStep) => ReactNode;
}

export function SettingsSummary(props: SummaryProps) {
  return (
    <>
      <TaskPart {...props} />
      <ScopePart {...props} />
      {props.action === undefined ? <StrataPart draw={props.draw} /> : null}
      <TeamPart {...props} />
      <CeremonyPart {...props} />
    </>
  );
}

/** Who takes part and on what the answer rests; for bodies outside the platform the initiator enters it. */
function Participants(props: Pick<SummaryProps, 'draw'>) {
  const say = useText(drawFormText);
  const page = useText(drawPageText);
  const word = useWord();
  const { person } = useSession();
  const [answering, setAnswering] = useState<string | null>(null);
  const { draw } = props;
  const mayEnter =
    draw.agencyId === person.agency.id &&
    ['draft', 'checked'].includes(draw.state) &&
    (person.roles.includes('legalOfficer') || person.roles.includes('sectionOfficer'));
  const body = draw.participants.find((row) => row.agencyId === answering);
  return (
    <>
      <ul className="draw-participants">
        {draw.participants.map((row) => (
          <li key={row.agencyId}>
            {page('participantLine', {
              agency: row.agencyName,
              state: row.initiator ? say('initiator') : word(drawWordText, `participation.${row.state}`),
              basis: row.basis === '' ? '' : page('answerBasis', { basis: row.basis }),
            })}
            {mayEnter && row.assisting ? (
              <Button size="small" onClick={() => setAnswering(row.agencyId)}>
                {page('enterAnswer')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <AnswerDialog
        key={answering ?? 'none'}
        id={body === undefined ? null : draw.id}
        title={body?.agencyName ?? ''}
        forAgencyId={answering}
        onClose={() => setAnswering(null)}
      />
    </>
  );
}

function TaskPart(props: SummaryProps) {
  const say = useText(drawFormText);
  const { locale } = useLocale();
  const { settings } = props.draw;
  const basis = useBasisPairs()(props.draw.basis);
  return (
    <Section title={say('step.task')} actions={props.action?.('task')}>
      <PairList
        pairs={[
          ...basis,
          {
            name: say('window'),
            value: `${formatDay(settings.window.from, locale)} — ${formatDay(settings.window.to, locale)}`,
          },
          { name: say('place'), value: settings.place },
          { name: say('meetsAt'), value: <DateText value={settings.meetsAt} /> },
          {
            name: say('agencies'),
            wide: true,
            value: <Participants draw={props.draw} />,
          },
        ]}
      />
    </Section>
  );
}

function ScopePart(props: SummaryProps) {
  const say = useText(drawFormText);
  const word = useWord();
  const inWords = useFilterWords(useFacets().sections);
  const { settings } = props.draw;
  const scope =
    settings.scope.mode === 'untargeted' ? say('scope.untargeted') : inWords(settings.scope.filter);
  return (
    <Section title={say('step.scope')} actions={props.action?.('scope')}>
      <PairList
        columns={1}
        pairs={[
          { name: say('scope'), value: scope },
          {
            name: say('exclusions'),
            value:
              settings.exclusions.length === 0
                ? say('noExclusions')
                : settings.exclusions
                    .map((each) => {
                      const note = each.note === '' ? '' : `（${each.note}）`;
                      return `${word(drawWordText, `exclusion.${each.reason}`)}${note}`;
                    })
                    .join('；'),
          },
        ]}
      />
    </Section>
  );
}

/** The rule of each stratum; the check page shows their figures instead. */
function StrataPart(props: { readonly draw: DrawView }) {
  const historyWords = useHistoryWords();
  const say = useText(drawFormText);
  const word = useWord();
  const inWords = useFilterWords(useFacets().sections);
  return (
    <Section title={say('step.strata')}>
      <PairList
        columns={1}
        pairs={props.draw.settings.strata.map((stratum) => {
          const record = stratum.history === null ? '' : `；${historyWords(stratum.history)}`;
          const where = `${say('stratumWhere', { words: inWords(stratum.where) })}${record}`;
          if (stratum.rule === 'all') return { name: stratum.name, value: `${say('rule.all')}　${where}` };
          if (stratum.rule === 'fixed')
            return { name: stratum.name, value: `${say('rule.fixed')} ${stratum.number}　${where}` };
          const round = word(drawWordText, `round.${stratum.round}`);
          return { name: stratum.name, value: `${percentOf(stratum.rate)}%　${round}　${where}` };
        })}
      />
    </Section>
  );
}

function TeamPart(props: SummaryProps) {
  const say = useText(drawFormText);
  const word = useWord();
  const { settings, participants } = props.draw;
  const nameOf = (id: string) => participants.find((row) => row.agencyId === id)?.agencyName ?? id;
  const { constraints } = settings;
  const rules = [
    constraints.area ? say('byArea') : '',
    constraints.skills ? say('bySkills') : '',
    constraints.workload ? say('byWorkload') : '',
    constraints.maxTasks === null ? '' : say('maxTasksOf', { n: constraints.maxTasks }),
  ].filter((text) => text !== '');
  return (
    <Section title={say('step.teams')} actions={props.action?.('teams')}>
      <PairList
        columns={1}
        pairs={[
          { name: say('staffing'), value: word(drawWordText, `staffing.${settings.staffing}`) },
          ...settings.teams.map((team) => ({
            name:
              team.stratum === '*'
                ? say('teamOfAll')
                : say('teamOf', {
                    name: settings.strata.find((each) => each.code === team.stratum)?.name ?? team.stratum,
                  }),
            value: team.groups
              .map((group) => {
                const marks = [
                  group.lead ? say('leadSeat') : '',
                  group.skills.length > 0 ? wordsOfSkills(group.skills.join('、'), say('lead'), '') : '',
                  group.anyArea ? say('anyArea') : '',
                ].filter((text) => text !== '');
                const kind = say(settings.staffing === 'team' ? 'teamCount' : 'seatCount', { n: group.n });
                return `${nameOf(group.agencyId)} ${kind}${marks.length === 0 ? '' : `（${marks.join('，')}）`}`;
              })
              .join('；'),
          })),
          { name: say('constraints'), value: rules.join('；') },
        ]}
      />
    </Section>
  );
}

function CeremonyPart(props: SummaryProps) {
  const say = useText(drawFormText);
  const words = useText(ceremonyText);
  const { settings } = props.draw;
  const { ceremony, disclosure } = settings;
  const sources = ceremony.sources.map((source) => {
    switch (source.kind) {
      case 'party':
        return say('sourceWords.party', { name: source.role });
      case 'digits':
        return say('sourceWords.digits', {
          name: source.who,
          n: source.length,
          means: words(`means.${source.means}`),
        });
      case 'lottery':
        return say('sourceWords.lottery', { name: source.game, issue: source.issue });
      case 'drand':
        return say('sourceWords.drand', { n: source.delayS / 60 });
    }
  });
  return (
    <Section title={say('step.ceremony')} actions={props.action?.('ceremony')}>
      <PairList
        columns={1}
        pairs={[
          { name: say('preset'), value: `${ceremony.preset}　${words(`preset.${ceremony.preset}`)}` },
          { name: say('sources'), value: sources.join('；') },
          { name: say('bitsExpected'), value: say('bits', { bits: expectedEntropy(ceremony.sources) }) },
          { name: say('onMissing'), value: say(`onMissing.${ceremony.onMissing}`) },
          {
            name: say('disclosure'),
            value:
              disclosure.mode === 'open'
                ? say('disclosure.open')
                : say('releasedAt', { at: formatInstant(disclosure.releaseAt) }),
          },
        ]}
      />
    </Section>
  );
}
