/** What a draw stands on, as pairs of name and words: plan entry or approval, items, rule book, a void draw it stands for. */
import type { DrawBasis } from '@mingcha/core/draws/draw-basis.ts';
import { drawOriginText } from '@mingcha/core/draws/draw-origin-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';

export interface BasisPair {
  readonly name: string;
  readonly value: string;
  readonly wide?: boolean;
}

export function useBasisPairs(): (basis: DrawBasis) => readonly BasisPair[] {
  const say = useText(drawOriginText);
  return ({ kind, number, title, approval, items, ruleBookVersion: version, insteadOf }) => {
    const source = `${say(`origin.${kind}`)} ${number} ${title}`.trim();
    const approved = approval === null ? '' : `　${say('approvedBy', approval)}`;
    const book =
      version === null ? null : version === 0 ? say('ruleBookPlain') : say('ruleBookVersion', { version });
    return [
      { name: say('origin'), value: `${source}${approved}`, wide: true },
      {
        name: say('items'),
        value: items.map((item) => `${item.code} ${item.name}`.trim()).join('；'),
        wide: true,
      },
      ...(book === null ? [] : [{ name: say('ruleBook'), value: book }]),
      ...(insteadOf === null
        ? []
        : [{ name: say('insteadOf'), value: say('insteadOfLine', insteadOf), wide: true }]),
    ];
  };
}
