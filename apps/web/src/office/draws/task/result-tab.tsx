/** What was drawn: objects with their teams, where the tickets fell, and who stands in reserve. */

import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import { getDrawRecord } from '@mingcha/core/draws/draw-result-api.ts';
import type { DrawnObject, DrawView } from '@mingcha/core/draws/draw-views.ts';
import { useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { type Say, useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Figures, Section } from '../../../shared/ui/page.tsx';
import { Scrolls } from '../../../shared/ui/scrolls.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import { areaName } from '../preview-parts.tsx';
import { DrawStrip } from '../strip.tsx';
import { AmendDialog, type AmendTarget } from './amend-dialog.tsx';
import { useStanding } from './next-step.tsx';

export function ResultTab(props: { readonly draw: DrawView }) {
  const say = useText(drawPageText);
  const { draw } = props;
  const [target, setTarget] = useState<AmendTarget | null>(null);
  const { leads } = useStanding(draw);
  const mayAmend = leads && draw.moves.includes('amendmentProposed');
  const { result } = draw;
  if (result === null) return null;
  return (
    <>
      {draw.state === 'infeasible' ? <Shortage draw={draw} /> : null}
      <Section title={say('tab.result')}>
        <Figures figures={figuresOf(draw, say)} />
      </Section>
      <Section title={say('drawnObjects')} flush>
        {draw.objects === null ? (
          <div className="draw-pad">
            <Notice>{say('namesClosed')}</Notice>
          </div>
        ) : (
          <ObjectTable draw={draw} objects={draw.objects} {...(mayAmend ? { onAmend: setTarget } : {})} />
        )}
      </Section>
      <Section title={say('ticketStrip')}>
        <DrawStrip id={draw.id} />
      </Section>
      {draw.objects === null ? null : <Reserves draw={draw} />}
      <AmendDialog draw={draw} target={target} onClose={() => setTarget(null)} />
    </>
  );
}

function figuresOf(draw: DrawView, say: Say<keyof typeof drawPageText.zh>) {
  const { result, snapshot } = draw;
  const planned = result?.quotas.reduce((sum, quota) => sum + quota, 0) ?? 0;
  const all = (snapshot?.strata ?? []).reduce(
    (sum, stratum) => sum + (stratum.rule === 'all' ? stratum.members : 0),
    0,
  );
  return [
    { name: say('figure.objects'), value: snapshot?.objects ?? 0, unit: say('unit.households') },
    {
      name: say('figure.drawn'),
      value: draw.objects?.filter((each) => each.replacedBy === null).length ?? Math.max(planned, all),
      unit: say('unit.households'),
    },
    { name: say('figure.people'), value: snapshot?.inspectors ?? 0, unit: say('unit.people') },
    { name: say('figure.bits'), value: result?.bits ?? 0, unit: say('unit.bits') },
  ];
}

interface TableProps {
  readonly draw: DrawView;
  readonly objects: readonly DrawnObject[];
  readonly onAmend?: (target: AmendTarget) => void;
}

function ObjectTable(props: TableProps) {
  const say = useText(drawPageText);
  const { objects, onAmend } = props;
  return (
    <Scrolls className="draw-scroll">
      <table className="draw-table draw-result-table">
        <thead>
          <tr>
            <th className="end">{say('no')}</th>
            <th>{say('object')}</th>
            <th>{say('area')}</th>
            <th>{say('team')}</th>
            {onAmend === undefined ? null : <th>{say('act')}</th>}
          </tr>
        </thead>
        <tbody>
          {objects.map((object, index) => (
            <tr key={object.c} data-struck={object.replacedBy !== null}>
              <td className="end">{index + 1}</td>
              <td>
                <ObjectCell {...props} object={object} />
              </td>
              <td>{areaName(object.area, '')}</td>
              <td>
                <TeamCell object={object} {...(onAmend === undefined ? {} : { onAmend })} />
              </td>
              {onAmend === undefined ? null : (
                <td>
                  {object.replacedBy === null ? (
                    <Button size="small" onClick={() => onAmend({ kind: 'object', object })}>
                      {say('replace')}
                    </Button>
                  ) : null}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}

function ObjectCell(props: TableProps & { readonly object: DrawnObject }) {
  const say = useText(drawPageText);
  const { object, objects } = props;
  const successor = objects.find((each) => each.c === object.replacedBy);
  return (
    <>
      <strong>{object.name}</strong>
      <span className="draw-sub">{`${object.code}　${object.address}`}</span>
      {object.replacedBy === null ? null : (
        <StateChip tone="void">{say('replacedBy', { name: successor?.name ?? '' })}</StateChip>
      )}
      {object.reserve ? <StateChip tone="accent">{say('steppedIn')}</StateChip> : null}
    </>
  );
}

function TeamCell(props: { readonly object: DrawnObject; readonly onAmend?: (target: AmendTarget) => void }) {
  const say = useText(drawPageText);
  const { object, onAmend } = props;
  return (
    <ul className="draw-team">
      {object.team.map((member) => (
        <li key={`${member.group}-${member.k}`}>
          <span>
            {member.name}
            {member.lead ? <span className="draw-lead">{say('leadMark')}</span> : null}
            <span className="draw-sub">{`${member.certificateNumber}　${member.agencyName}`}</span>
            {member.members.length === 0 ? null : (
              <span className="draw-sub">
                {member.members.map((each) => `${each.name} ${each.certificateNumber}`).join('、')}
              </span>
            )}
          </span>
          {onAmend === undefined ? null : (
            <Button size="small" kind="quiet" onClick={() => onAmend({ kind: 'person', object, member })}>
              {say('recuse')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function Reserves(props: { readonly draw: DrawView }) {
  const say = useText(drawPageText);
  const record = useApiQuery(getDrawRecord, { params: { id: props.draw.id } });
  const reserves = record.data?.reserves ?? [];
  if (reserves.length === 0) return null;
  return (
    <Section title={say('reserves')}>
      <p className="secondary">{say('reservesHint')}</p>
      <ol className="draw-reserves">
        {reserves.map((object) => (
          <li key={object.c}>
            {object.name}
            <span className="draw-sub">{say('rank', { n: object.rank })}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Shortage(props: { readonly draw: DrawView }) {
  const say = useText(drawPageText);
  const shortages = props.draw.result?.shortages ?? [];
  return (
    <Notice tone="error" title={say('infeasibleTitle')}>
      <ul>
        {shortages.map((each, index) => (
          <li key={index}>
            {say('shortage', {
              agency: each.agencyName,
              area: areaName(each.area, say('everywhere')),
              seats: each.demand,
              people: each.supply,
            })}
          </li>
        ))}
      </ul>
      <p>{say('infeasibleText')}</p>
    </Notice>
  );
}
