/** The one search box of the portal, and the ways to what is published: plain links and a plain form to pages of the server. */
import '../shared/forms/forms.css';
import { portalText } from '@mingcha/core/publications/portal/portal-text.ts';
import { useId } from 'react';
import { useText, useUi } from '../shared/i18n/locale.tsx';
import { Button } from '../shared/ui/button.tsx';

export function RecordSearch() {
  const say = useText(portalText);
  const sayUi = useUi();
  const id = useId();
  return (
    <search>
      <form className="portal-search" action="/p/search" method="get">
        <label className="visually-hidden" htmlFor={id}>
          {say('searchLabel')}
        </label>
        <input
          id={id}
          className="input"
          type="search"
          name="q"
          maxLength={100}
          autoComplete="off"
          placeholder={say('searchHint')}
        />
        <Button type="submit" kind="primary" icon="search">
          {sayUi('search')}
        </Button>
      </form>
    </search>
  );
}

/** A page of the office only. */
export const measuresPlace = '/p/credit-measures';

export const recordPlaces = [
  ['/p/records', 'portalRecords'],
  ['/p/statistics', 'portalStatistics'],
  ['/p/agencies', 'portalAgencies'],
  ['/p/exposure', 'exposureTitle'],
  [measuresPlace, 'portalMeasures'],
  ['/p/articles', 'portalArticles'],
  ['/p/data', 'portalData'],
] as const;
