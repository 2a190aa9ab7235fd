/**
 * The result in the room: counts, what was drawn, where the tickets fell. Where names are to stay closed until the
 * release, the wall shows blinded numbers; names appear only by an explicit press, for those who must plan visits.
 */
import { ceremonyPageText } from '@mingcha/core/draws/ceremony-page-text.ts';
import type { DrawnObject, DrawView } from '@mingcha/core/draws/draw-views.ts';
import { useState } from 'react';
import { formatNumber } from '../../../shared/format.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { groupsOf } from '../../../shared/ui/seal.tsx';
import { DrawStrip } from '../strip.tsx';
import type { StepProps } from './ceremony-page.tsx';
import { BigFigures } from './pool-steps.tsx';

export function ResultStep(props: StepProps) {
  const say = useText(ceremonyPageText);
  const { draw } = props;
  const isSealed =
    draw.settings.disclosure.mode === 'sealed' && draw.state !== 'released' && draw.state !== 'closed';
  const [named, setNamed] = useState(!isSealed);
  const { result, objects } = draw;
  if (result === null) return null;
  return (
    <>
      <BigFigures figures={figuresOf(draw, say)} />
      {draw.state === 'infeasible' ? <p className="ceremony-alert">{say('infeasible')}</p> : null}
      <DrawStrip id={draw.id} />
      {objects === null ? (
        <p className="secondary">{say('namesOthers')}</p>
      ) : (
        <>
          {isSealed ? (
            <div className="button-row">
              <Button aria-pressed={named} onClick={() => setNamed(!named)}>
                {say(named ? 'hideNames' : 'showNames')}
              </Button>
              <span className="secondary">{say('namesSealed')}</span>
            </div>
          ) : null}
          <ol className="ceremony-result">
            {objects.filter(stands).map((object, index) => (
              <ResultRow key={object.c} object={object} no={index + 1} named={named} />
            ))}
          </ol>
        </>
      )}
    </>
  );
}

/** Struck objects stand on the record, not on the wall. */
function stands(object: DrawnObject): boolean {
  return object.replacedBy === null;
}

function figuresOf(draw: DrawView, say: ReturnType<typeof useText<keyof typeof ceremonyPageText.zh>>) {
  const { result, snapshot, objects } = draw;
  const quota = result?.quotas.reduce((sum, each) => sum + each, 0) ?? 0;
  const drawn = objects?.filter(stands).length ?? quota;
  const people = new Set(objects?.flatMap((object) => object.team.map((member) => member.inspectorId)));
  return [
    {
      name: say('resultObjects'),
      value: `${formatNumber(drawn)} / ${formatNumber(snapshot?.objects ?? 0)}`,
      unit: say('households'),
    },
    ...(objects === null || people.size === 0
      ? []
      : [
          {
            name: say('resultPeople'),
            value: `${formatNumber(people.size)} / ${formatNumber(snapshot?.inspectors ?? 0)}`,
            unit: say('people'),
          },
        ]),
    { name: say('resultBits'), value: formatNumber(result?.bits ?? 0), unit: say('bitsUnit') },
  ];
}

function ResultRow(props: { readonly object: DrawnObject; readonly no: number; readonly named: boolean }) {
  const say = useText(ceremonyPageText);
  const { object, no, named } = props;
  return (
    <li>
      <span className="ceremony-no">{no}</span>
      <span>
        {named ? (
          <strong>{object.name}</strong>
        ) : (
          <strong className="mono">{groupsOf(object.c).slice(0, 4).join(' ')}</strong>
        )}
        <span className="secondary">
          {named
            ? object.team
                .map(
                  (member) => `${member.name}${member.lead ? say('lead') : ''} ${member.certificateNumber}`,
                )
                .join('　')
            : say('blindTeam', { n: object.team.length })}
        </span>
      </span>
    </li>
  );
}
