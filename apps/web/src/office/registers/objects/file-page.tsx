/** 一企一档: everything about one object on one page. Sections of stages that do not exist yet are left out. */
import '../registers.css';
import './objects.css';
import type { ObjectDetail } from '@mingcha/core/registers/object.ts';
import { getObject, objectFacets } from '@mingcha/core/registers/object-api.ts';
import { getObjectFile } from '@mingcha/core/registers/objects/file-api.ts';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import { lazy, Suspense } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useLocale, useSentence, useText, useUi } from '../../../shared/i18n/locale.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { ErrorState, Notice, Skeleton } from '../../../shared/ui/states.tsx';
import { DateText, PairList, StateChip } from '../../../shared/ui/values.tsx';
import { objectParts } from '../../object-parts.ts';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { mayOpen } from '../../shell/page-list.ts';
import { useSession } from '../../shell/session.tsx';
import { History } from '../history.tsx';
import { useMayEdit } from '../may-edit.ts';
import { ObjectFrequency } from '../rules/object-frequency.tsx';
import { useWords } from '../words.ts';
import { detailPairs, FactPairs } from './file-facts.tsx';
import { CreditHistory, RelatedObjects } from './file-history.tsx';
import { Incidents } from './incidents.tsx';
import { Licences } from './licences.tsx';
import { DatedTags, Directories } from './tags.tsx';

export function ObjectFilePage() {
  const id = useParam('id');
  const read = useApiQuery(getObject, { params: { id } });
  const object = read.data?.id === id ? read.data : undefined;
  if (read.error !== null && object === undefined)
    return (
      <Page>
        <ErrorState error={read.error} onRetry={read.reload} />
      </Page>
    );
  if (object === undefined)
    return (
      <Page>
        <Skeleton lines={14} />
      </Page>
    );
  return <FileOf key={id} object={object} />;
}

function FileOf({ object }: { readonly object: ObjectDetail }) {
  const say = useText(objectsPageText);
  const ui = useUi();
  const canEdit = useMayEdit();
  const sections = useApiQuery(objectFacets).data?.sections;
  const words = useWords('objects', sections);
  const file = useApiQuery(getObjectFile, { params: { id: object.id } });
  const shared = { objectId: object.id, canEdit: canEdit && object.mergedInto === null };
  return (
    <Page>
      <PageHeader
        title={object.name}
        mark={
          <StateChip tone={object.status === 'active' ? 'neutral' : 'warning'}>
            {words.word(`status.${object.status}`)}
          </StateChip>
        }
        lead={say('file')}
        actions={
          canEdit ? (
            <GoTo to={`/objects/${object.id}/edit`} className={buttonClass({ kind: 'primary' })}>
              {ui('edit')}
            </GoTo>
          ) : null
        }
      />
      <Doubts object={object} />
      <Section title={say('facts')}>
        <PairList columns={3} pairs={FactPairs({ object, words })} />
      </Section>
      <KindFacts object={object} />
      <Counted objectId={object.id} />
      {file.data === undefined ? (
        file.error === null ? (
          <Skeleton lines={6} />
        ) : (
          <ErrorState error={file.error} onRetry={file.reload} />
        )
      ) : (
        <>
          <Licences {...shared} licences={file.data.licences} />
          <Incidents {...shared} />
          <div className="file-pair">
            <CreditHistory credit={file.data.credit} />
            <DatedTags {...shared} tags={file.data.tags} />
          </div>
          <div className="file-pair">
            <Directories directories={file.data.directories} />
            <RelatedObjects object={object} file={file.data} />
          </div>
        </>
      )}
      <Section>
        <History revisions={object.revisions} words={words} />
      </Section>
    </Page>
  );
}

/** What later stages know of the object, for whom they concern. */
const later = objectParts.map(({ key, roles, load }) => ({
  key,
  roles,
  Part: lazy(async () => ({ default: await load() })),
}));

/** Visits against the cap, and what later stages count. */
function Counted({ objectId }: { readonly objectId: string }) {
  return (
    <>
      <Section>
        <ObjectFrequency objectId={objectId} />
      </Section>
      <LaterParts objectId={objectId} />
    </>
  );
}

function LaterParts({ objectId }: { readonly objectId: string }) {
  const { person } = useSession();
  return (
    <Suspense fallback={<Skeleton lines={2} />}>
      {later
        .filter((part) => mayOpen(part, person.roles))
        .map(({ key, Part }) => (
          <Part key={key} objectId={objectId} />
        ))}
    </Suspense>
  );
}

function KindFacts({ object }: { readonly object: ObjectDetail }) {
  const say = useText(objectsPageText);
  const { locale } = useLocale();
  const pairs = detailPairs(object, locale);
  return pairs.length === 0 ? null : (
    <Section title={say('kindFacts')}>
      <PairList columns={3} pairs={pairs} />
    </Section>
  );
}

function Doubts({ object }: { readonly object: ObjectDetail }) {
  const say = useText(objectsPageText);
  const sentence = useSentence();
  const words = useWords('objects');
  return (
    <>
      {object.status === 'active' ? null : (
        <Notice
          tone="warning"
          title={
            object.mergedInto === null
              ? words.word('status.inactive')
              : say('mergedInto', { name: object.mergedInto.name })
          }
        >
          <p>
            {words.value('statusReason', object.statusReason)} <DateText value={object.statusOn} />
          </p>
          {object.mergedInto === null ? null : (
            <p>
              <GoTo to={`/objects/${object.mergedInto.id}`}>{say('openWinner')}</GoTo>
            </p>
          )}
        </Notice>
      )}
      {object.warnings.length === 0 ? null : (
        <Notice tone="warning">
          {object.warnings.map((code) => (
            <p key={code}>{sentence({ code })}</p>
          ))}
        </Notice>
      )}
    </>
  );
}
