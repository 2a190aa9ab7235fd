/** What stands around a published list: that it is an older version, where it was published, its other versions. */
import type { DocumentState } from '@mingcha/core/common/document-flow.ts';
import { publicItemsText } from '@mingcha/core/registers/items/public-items-text.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Go } from '../../../shared/router.tsx';
import { Notice } from '../../../shared/ui/states.tsx';

export interface ListedVersion {
  readonly id: string;
  readonly listVersion: number;
  readonly state: DocumentState;
  readonly publishedOn: string;
  readonly effectiveTo: string | null;
}

export interface ShownList {
  readonly id: string;
  readonly state: DocumentState;
  readonly place: string;
  readonly listVersion: number;
  readonly publishedOn: string;
  readonly publishedPlace: string;
  readonly effectiveTo: string | null;
  readonly complaintPhone: string;
  readonly versions: readonly ListedVersion[];
}

export function ListFacts({ list, count }: { readonly list: ShownList; readonly count: string }) {
  const say = useText(publicItemsText);
  return (
    <p className="public-facts">
      <span>{list.place}</span>
      <span>{say('versionNo', { n: list.listVersion })}</span>
      <span>{count}</span>
      <span>{say('published', { day: list.publishedOn })}</span>
      {list.publishedPlace === '' ? null : <span>{say('place', { place: list.publishedPlace })}</span>}
    </p>
  );
}

export function OlderVersion({ list, path }: { readonly list: ShownList; readonly path: string }) {
  const say = useText(publicItemsText);
  if (list.state === 'published') return null;
  const current = list.versions.find((version) => version.state === 'published');
  const day = list.effectiveTo ?? '';
  return (
    <Notice tone="warning">
      <p>
        {say(list.state === 'revoked' ? 'revoked' : 'superseded', { day })}{' '}
        {current === undefined ? null : <Go to={`${path}/${current.id}`}>{say('seeCurrent')}</Go>}
      </p>
    </Notice>
  );
}

export function Versions({ list, path }: { readonly list: ShownList; readonly path: string }) {
  const say = useText(publicItemsText);
  return (
    <>
      {list.versions.length < 2 ? null : (
        <>
          <h2>{say('versions')}</h2>
          <ul className="public-bases">
            {list.versions.map((version) => (
              <li key={version.id} className="public-facts">
                {version.id === list.id ? (
                  <strong>{say('versionNo', { n: version.listVersion })}</strong>
                ) : (
                  <Go to={`${path}/${version.id}`}>{say('versionNo', { n: version.listVersion })}</Go>
                )}
                <span>{say('published', { day: version.publishedOn })}</span>
                <span>
                  {version.state === 'published'
                    ? say('current')
                    : say('ended', { day: version.effectiveTo ?? '' })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {list.complaintPhone === '' ? null : <p>{say('complaint', { phone: list.complaintPhone })}</p>}
    </>
  );
}
