/** The first screens: task and basis, the pool with its digests, exclusions with their reasons. */

import { ceremonyPageText } from '@mingcha/core/draws/ceremony-page-text.ts';
import { previewDraw, proposeSeal } from '@mingcha/core/draws/draw-api.ts';
import { drawFormText } from '@mingcha/core/draws/draw-form-text.ts';
import { drawWordText } from '@mingcha/core/draws/draw-text.ts';
import type { DrawPreview, DrawView } from '@mingcha/core/draws/draw-views.ts';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { formatDay, formatInstant, formatNumber } from '../../../shared/format.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { groupsOf } from '../../../shared/ui/seal.tsx';
import { ErrorNotice } from '../../../shared/ui/states.tsx';
import { useFacets } from '../form/filter-editor.tsx';
import { productOf } from '../preview-parts.tsx';
import { useStanding } from '../task/next-step.tsx';
import { useFilterWords, useWord } from '../words.ts';
import type { StepProps } from './ceremony-page.tsx';

export function TaskStep(props: StepProps) {
  const form = useText(drawFormText);
  const say = useText(ceremonyPageText);
  const inWords = useFilterWords(useFacets().sections);
  const { locale } = useLocale();
  const { draw } = props;
  const { settings } = draw;
  const rows: readonly (readonly [string, string])[] = [
    [form('planNumber'), settings.planNumber],
    [form('agencies'), draw.participants.map((row) => row.agencyName).join('、')],
    [
      form('scope'),
      settings.scope.mode === 'untargeted' ? form('scope.untargeted') : inWords(settings.scope.filter),
    ],
    [form('window'), `${formatDay(settings.window.from, locale)} — ${formatDay(settings.window.to, locale)}`],
    [form('place'), settings.place],
    [
      form('disclosure'),
      settings.disclosure.mode === 'open'
        ? form('disclosure.open')
        : form('releasedAt', { at: formatInstant(settings.disclosure.releaseAt) }),
    ],
  ];
  return (
    <>
      <p className="ceremony-title">{draw.title[locale]}</p>
      <dl className="ceremony-pairs">
        {rows
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <p className="secondary">{say('basis')}</p>
    </>
  );
}

/** A digest in groups of four, as large as the room needs. */
export function BigDigest(props: { readonly digest: string; readonly label: string }) {
  return (
    <figure className="ceremony-digest">
      <figcaption>{props.label}</figcaption>
      <p className="mono">
        {groupsOf(props.digest).map((group, index) => (
          <span key={index}>{group}</span>
        ))}
      </p>
    </figure>
  );
}

export function BigFigures(props: {
  readonly figures: readonly { readonly name: string; readonly value: string; readonly unit?: string }[];
}) {
  return (
    <dl className="ceremony-figures">
      {props.figures.map((figure) => (
        <div key={figure.name}>
          <dt>{figure.name}</dt>
          <dd>
            {figure.value}
            {figure.unit === undefined ? null : <small>{figure.unit}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function PoolStep(props: StepProps) {
  const { draw } = props;
  const { snapshot } = draw;
  return snapshot === null ? <OpenPool draw={draw} /> : <SealedPool snapshot={snapshot} />;
}

/** Before the first seal: the registers as they stand, and the press that takes them as one snapshot. */
function OpenPool(props: { readonly draw: DrawView }) {
  const say = useText(ceremonyPageText);
  const { draw } = props;
  const { leads } = useStanding(draw);
  const preview = useApiQuery(previewDraw, { params: { id: draw.id } });
  const propose = useApiAction(proposeSeal);
  return (
    <>
      {preview.data === undefined ? null : (
        <>
          <BigFigures
            figures={[
              { name: say('objects'), value: formatNumber(preview.data.total), unit: say('households') },
              {
                name: say('inspectors'),
                value: formatNumber(preview.data.inspectors.reduce((sum, row) => sum + row.count, 0)),
                unit: say('people'),
              },
              { name: say('targets'), value: targetOf(preview.data), unit: say('households') },
            ]}
          />
          <Strata strata={preview.data.strata} />
        </>
      )}
      <ErrorNotice error={propose.error ?? preview.error} />
      {leads ? (
        <div className="ceremony-act">
          <Button
            kind="primary"
            size="large"
            busy={propose.busy}
            onClick={() => void propose.run({ params: { id: draw.id } })}
          >
            {say('firstSeal')}
          </Button>
          <p className="secondary">{say('firstSealText')}</p>
        </div>
      ) : (
        <p className="secondary">{say('firstSealOthers')}</p>
      )}
    </>
  );
}

function targetOf(preview: DrawPreview): string {
  const { targetTotal, targetTotalHigh } = preview;
  return targetTotalHigh > targetTotal
    ? `${formatNumber(targetTotal)}~${formatNumber(targetTotalHigh)}`
    : formatNumber(targetTotal);
}

function SealedPool(props: { readonly snapshot: NonNullable<DrawView['snapshot']> }) {
  const say = useText(ceremonyPageText);
  const { snapshot } = props;
  const { since } = snapshot;
  return (
    <>
      <BigFigures
        figures={[
          { name: say('objects'), value: formatNumber(snapshot.objects), unit: say('households') },
          { name: say('inspectors'), value: formatNumber(snapshot.inspectors), unit: say('people') },
          { name: say('pairs'), value: formatNumber(snapshot.pairs), unit: say('pairsUnit') },
        ]}
      />
      <BigDigest digest={snapshot.frameRoot} label={say('frameRoot')} />
      <p>
        {since === null
          ? say('firstPool')
          : say('since', { number: since.number, added: since.added, removed: since.removed })}
      </p>
      <Strata strata={snapshot.strata} />
      <details>
        <summary>{say('moreDigests')}</summary>
        <BigDigest digest={snapshot.inspectorsRoot} label={say('inspectorsRoot')} />
        <BigDigest digest={snapshot.conflictsRoot} label={say('conflictsRoot')} />
      </details>
    </>
  );
}

function Strata(props: { readonly strata: DrawPreview['strata'] }) {
  const say = useText(ceremonyPageText);
  const word = useWord();
  return (
    <ul className="ceremony-strata">
      {props.strata
        .filter((stratum) => stratum.rule !== 'none')
        .map((stratum) => (
          <li key={stratum.code}>
            <span>{stratum.name}</span>
            <span className="mono">
              {productOf(stratum) === '–'
                ? say('drawnOf', { base: stratum.base, n: stratum.target })
                : productOf(stratum)}
            </span>
            <span className="secondary">
              {stratum.round === null || stratum.rate?.[0] === 0
                ? word(drawWordText, stratum.rule === 'all' ? 'rule.all' : 'rule.fixed')
                : word(drawWordText, `round.${stratum.round}`)}
            </span>
          </li>
        ))}
    </ul>
  );
}

export function ExclusionStep(props: StepProps) {
  const say = useText(ceremonyPageText);
  const word = useWord();
  const excluded = props.draw.snapshot?.excluded ?? [];
  const { settings } = props.draw;
  if (excluded.length === 0) {
    return (
      <>
        <p className="ceremony-title">{say('noExclusions')}</p>
        {settings.exclusions.length > 0 ? <p className="secondary">{say('exclusionsEmpty')}</p> : null}
      </>
    );
  }
  return (
    <ul className="ceremony-exclusions">
      {excluded.map((each, index) => (
        <li key={index}>
          <strong>{formatNumber(each.count)}</strong>
          <span>
            {word(drawWordText, `exclusion.${each.reason}`)}
            {each.note === '' ? null : <span className="secondary">{each.note}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
