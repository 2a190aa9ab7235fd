/** The credit history of an object, and the objects that it stands with. */
import type { ObjectDetail } from '@mingcha/core/registers/object.ts';
import type { CreditEntry, ObjectFile } from '@mingcha/core/registers/objects/file-api.ts';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { useWords } from '../words.ts';

export function CreditHistory({ credit }: { readonly credit: readonly CreditEntry[] }) {
  const say = useText(objectsPageText);
  const words = useWords('objects');
  return (
    <Section title={say('credit')}>
      {credit.length === 0 ? <p className="secondary">{say('creditEmpty')}</p> : null}
      <ol className="file-list">
        {credit.map((one) => (
          <li key={`${one.changedAt} ${one.creditClass} ${one.asOf ?? ''}`}>
            <strong>{words.word(`credit.${one.creditClass}`)}</strong>
            <span>
              {one.asOf === null ? null : (
                <>
                  {say('asOf')} <DateText value={one.asOf} />
                </>
              )}{' '}
              {one.source}
            </span>
            <span className="secondary">
              {one.changedBy === '' ? say('entered') : one.changedBy} <DateText value={one.changedAt} />
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

export function RelatedObjects(props: { readonly object: ObjectDetail; readonly file: ObjectFile }) {
  const say = useText(objectsPageText);
  const words = useWords('objects');
  const { mergedFrom, operates } = props.file;
  const { operatorObjectId, operatorName } = props.object;
  const groups = [
    {
      title: say('operatedBy'),
      rows:
        operatorObjectId === null
          ? []
          : [{ id: operatorObjectId, name: operatorName ?? '', status: 'active' as const }],
    },
    { title: say('operates'), rows: operates },
    { title: say('mergedFrom'), rows: mergedFrom },
  ].filter((group) => group.rows.length > 0);
  return (
    <Section title={say('related')}>
      {groups.length === 0 ? <p className="secondary">{say('relatedEmpty')}</p> : null}
      {groups.map((group) => (
        <div key={group.title} className="file-group">
          <h3>{group.title}</h3>
          <ul className="file-list">
            {group.rows.map((one) => (
              <li key={one.id}>
                <GoTo to={`/objects/${one.id}`}>{one.name}</GoTo>
                {one.status === 'active' ? null : <StateChip>{words.word('status.inactive')}</StateChip>}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}
