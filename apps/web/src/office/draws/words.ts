/** Words of closed sets by a computed key, tones of states, and the rail of a draw. */

import type { Catalogue } from '@mingcha/core/common/text.ts';
import { type DrawState, railStations, stationOf } from '@mingcha/core/draws/ceremony.ts';
import { drawFormText } from '@mingcha/core/draws/draw-form-text.ts';
import { drawWordText, railText } from '@mingcha/core/draws/draw-text.ts';
import type { DrawView } from '@mingcha/core/draws/draw-views.ts';
import { type PoolField, type PoolFilter, poolFields } from '@mingcha/core/registers/pool-filter.ts';
import { registerText } from '@mingcha/core/registers/register-text.ts';
import { useCallback, useState } from 'react';
import { formatInstant } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { nowInstant } from '../../shared/platform/clock.ts';
import type { Stage } from '../../shared/ui/stage-rail.tsx';
import type { Tone } from '../../shared/ui/values.tsx';

/** `word(catalogue, 'round.ceil')`: the word of a key made from data; empty when there is none. */
export function useWord(): (catalogue: Catalogue, key: string) => string {
  const { locale } = useLocale();
  return useCallback((catalogue, key) => catalogue[locale][key] ?? '', [locale]);
}

export function toneOf(state: DrawState): Tone {
  if (state === 'voided' || state === 'infeasible') return 'void';
  if (state === 'released' || state === 'closed') return 'verified';
  return state === 'draft' ? 'neutral' : 'accent';
}

/** A value of a register field as people read it. */
export function useFieldValue(
  sections: readonly { readonly id: string; readonly name: string }[] = [],
): (field: string, value: string) => string {
  const word = useWord();
  return (field, value) => {
    if (field === 'section') return sections.find((section) => section.id === value)?.name ?? value;
    if (field === 'kind' || field === 'risk' || field === 'credit')
      return word(registerText, `${field}.${value}`) || value;
    return value;
  };
}

/** `信用等级：A 类、B 类；区划：130181`; the words for no limit when the filter is empty. */
export function useFilterWords(
  sections: readonly { readonly id: string; readonly name: string }[] = [],
): (filter: PoolFilter) => string {
  const say = useText(drawFormText);
  const word = useWord();
  const valueOf = useFieldValue(sections);
  return (filter) => {
    const parts = poolFields.flatMap((field: PoolField) => {
      const values = filter[field];
      if (values === undefined || values.length === 0) return [];
      const name = word(drawWordText, `field.${field}`);
      return [`${name}：${values.map((value) => valueOf(field, value)).join('、')}`];
    });
    return parts.length === 0 ? say('noLimit') : parts.join('；');
  };
}

/** Stations of the rail with the dates that are known. */
export function useRail(): (draw: DrawView) => readonly Stage[] {
  const say = useText(railText);
  return (draw) => {
    const now = railStations.indexOf(stationOf(draw.state));
    return railStations.map((station, index): Stage => {
      const date = station === 'sealed' ? draw.sealedAt : station === 'drawn' ? draw.drawnAt : null;
      return {
        key: station,
        title: say(station),
        state: stateAt({ draw, index, now }),
        date: date === null ? undefined : formatInstant(date).slice(5),
      };
    });
  };
}

function stateAt(at: {
  readonly draw: DrawView;
  readonly index: number;
  readonly now: number;
}): Stage['state'] {
  const { draw, index, now } = at;
  if (draw.state === 'voided') {
    const reached = draw.drawnAt !== null ? 3 : draw.sealedAt !== null ? 1 : 0;
    return index <= reached ? 'done' : index === railStations.length - 1 ? 'voided' : 'later';
  }
  if (draw.state === 'closed') return 'done';
  // a station is reached when its work is done: sealed, drawn, recorded and released name what has happened
  const happened: readonly DrawState[] = ['drawn', 'recorded', 'released'];
  const done = happened.includes(draw.state) ? now + 1 : now;
  const current = draw.state === 'sealed' ? now + 1 : done;
  return index < current ? 'done' : index === current ? 'now' : 'later';
}

/** The moment at which a part came on screen; close enough for what a person may do next. */
export function useNow(): string {
  return useState(() => nowInstant())[0];
}
