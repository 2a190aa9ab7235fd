/** The seal, base and ratios, and the plain facts of a draw. */
import { drawOriginText } from '@mingcha/core/draws/draw-origin-text.ts';
import { drawReasonText, drawWordText } from '@mingcha/core/draws/draw-text.ts';
import type { PublicDrawView } from '@mingcha/core/draws/public-draw-api.ts';
import { publicDrawText } from '@mingcha/core/draws/public-draw-text.ts';
import { formatDay, formatInstant, formatNumber, formatRatio } from '../../shared/format.ts';
import { type Say, useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Figures } from '../../shared/ui/page.tsx';
import { DigestGroups } from '../../shared/ui/seal.tsx';
import { PairList } from '../../shared/ui/values.tsx';
import { wordOr } from './word-or.ts';

export interface DrawProps {
  readonly draw: PublicDrawView;
}

export function DrawSeal(props: DrawProps) {
  const { draw } = props;
  const say = useText(publicDrawText);
  return (
    <section className="draw-part">
      <h2>{say('sealTitle')}</h2>
      <p className="draw-note">{say('sealLead')}</p>
      <div className="draw-seal">
        <p className="draw-code">{draw.freezeDisplay}</p>
        <details className="step-more">
          <summary>{say('sealHex')}</summary>
          <DigestGroups digest={draw.freezeId} form="line" />
        </details>
      </div>
      <Figures
        figures={[
          { name: say('pool'), value: say('items', { n: formatNumber(draw.objects) }) },
          { name: say('inspectors'), value: say('people', { n: formatNumber(draw.inspectors) }) },
          { name: say('pairs'), value: say('pairsUnit', { n: formatNumber(draw.pairs) }) },
        ]}
      />
      <p className="draw-note">{`${say('sealedAt')} ${formatInstant(draw.sealedAt, true)}`}</p>
      {draw.operatorStandsInPool ? <p className="draw-note">{say('operatorInPool')}</p> : null}
    </section>
  );
}

export function DrawStrata(props: DrawProps) {
  const { draw } = props;
  const say = useText(publicDrawText);
  return (
    <section className="draw-part">
      <h2>{say('strataTitle')}</h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('stratum')}</th>
            <th scope="col" className="number">
              {say('base')}
            </th>
            <th scope="col" className="number">
              {say('rate')}
            </th>
            <th scope="col" className="number wide-only">
              {say('product')}
            </th>
            <th scope="col" className="number">
              {say('target')}
            </th>
          </tr>
        </thead>
        <tbody>
          {draw.strata.map((stratum) => (
            <StratumRow key={stratum.code} stratum={stratum} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function StratumRow(props: { readonly stratum: PublicDrawView['strata'][number] }) {
  const { stratum } = props;
  const say = useText(publicDrawText);
  const { locale } = useLocale();
  const note = stratumNote(stratum, (key) => wordOr(drawWordText[locale], key), say);
  return (
    <tr>
      <td>
        {stratum.name}
        <span className={stratum.rule === 'draw' ? 'row-code narrow-only' : 'row-code'}>{note}</span>
      </td>
      <td className="number">{formatNumber(stratum.base)}</td>
      <td className="number">{stratum.rate === null ? '–' : formatRatio(...stratum.rate)}</td>
      <td className="number wide-only">{stratum.rule === 'draw' ? note : '–'}</td>
      <td className="number">
        <strong>{formatNumber(stratum.target)}</strong>
      </td>
    </tr>
  );
}

/** Why so many are drawn: the exact product and its rounding, or the rule that needs none. */
function stratumNote(
  stratum: PublicDrawView['strata'][number],
  word: (key: string) => string,
  say: Say<keyof (typeof publicDrawText)['zh']>,
): string {
  if (stratum.rule === 'all') return say('ruleAll');
  if (stratum.rule === 'none')
    return say('ruleNone', { reason: word(`exclusion.${stratum.reason ?? 'other'}`) });
  const product = stratum.product ?? '';
  return stratum.round === null
    ? product
    : say('roundNote', { product, round: word(`round.${stratum.round}`) });
}

export function DrawFacts(props: DrawProps) {
  const { draw } = props;
  const say = useText(publicDrawText);
  const { locale } = useLocale();
  const scope = draw.filterWords.map(
    ({ field, values }) => `${wordOr(drawWordText[locale], `field.${field}`)}：${values.join('、')}`,
  );
  const instant = (at: string | null) => (at === null ? '–' : formatInstant(at));
  const from = formatDay(draw.window.from, locale);
  const to = formatDay(draw.window.to, locale);
  const basisPairs = useBasisPairs(draw.basis);
  const items = draw.basis.items.map(({ code, name }) => `${code} ${name}`.trim()).join('；');
  const kind = [draw.joint ? say('joint') : '', say(draw.targeted ? 'targeted' : 'untargeted')];
  return (
    <section className="draw-part">
      <h2>{say('factsTitle')}</h2>
      <PairList
        pairs={[
          { name: say('number'), value: draw.number },
          { name: say('item'), value: `${items}（${kind.filter((part) => part !== '').join('、')}）` },
          ...basisPairs,
          { name: say('agency'), value: draw.agencyName },
          { name: say('participants'), value: draw.participants.join('、') },
          { name: say('window'), value: say('windowText', { from, to }) },
          { name: say('scope'), value: scope.length === 0 ? say('scopeAll') : scope.join('；') },
          { name: say('drawnAt'), value: instant(draw.drawnAt) },
          { name: say('releaseAt'), value: instant(draw.releaseAt) },
        ]}
      />
    </section>
  );
}

/** Where the draw comes from: plan entry or approval, all its items, and the rule book that applied (R062, R090). */
function useBasisPairs(basis: PublicDrawView['basis']) {
  const say = useText(drawOriginText);
  const { kind, number, title, ruleBookVersion: version, insteadOf } = basis;
  if (kind === 'none') return [];
  const book = version === null || version === 0 ? say('ruleBookPlain') : say('ruleBookVersion', { version });
  const others =
    insteadOf === null ? [] : [{ name: say('insteadOf'), value: say('insteadOfLine', insteadOf) }];
  return [
    { name: say('origin'), value: `${say(`origin.${kind}`)} ${number} ${title}`.trim() },
    { name: say('ruleBook'), value: book },
    ...others,
  ];
}

/** Sentence of a reason of replacement or recusal. */
export function useReason(): (kind: 'replaced' | 'recused', reason: string) => string {
  const { locale } = useLocale();
  return (kind, reason) => wordOr(drawReasonText[locale], `${kind}.${reason}`);
}
