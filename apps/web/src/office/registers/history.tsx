/** The history of a record: who, when, and each field before and after. */
import type { revision } from '@mingcha/core/registers/object.ts';
import { detailPrefix } from '@mingcha/core/registers/objects/kind-field-columns.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import type { z } from 'zod';
import { useText } from '../../shared/i18n/locale.tsx';
import { DateText } from '../../shared/ui/values.tsx';
import type { Words } from './words.ts';

type Revision = z.output<typeof revision>;

export function History(props: { readonly revisions: readonly Revision[]; readonly words: Words }) {
  const say = useText(registerPageText);
  return (
    <section className="register-part">
      <h3>{say('history')}</h3>
      {props.revisions.length === 0 ? <p className="secondary">{say('historyEmpty')}</p> : null}
      <ol className="history">
        {props.revisions.map((one) => (
          <li key={one.version}>
            <p className="history-head">
              <DateText value={one.changedAt} />
              <span>{say('historyBy', { person: one.changedBy, version: one.version })}</span>
              {one.importId === null ? null : <span>{say('historyImport')}</span>}
            </p>
            {one.reason === '' ? null : <p>{one.reason}</p>}
            <Changes changes={one.changes} words={props.words} />
          </li>
        ))}
      </ol>
    </section>
  );
}

type Changed = Readonly<Record<string, readonly [unknown, unknown]>>;

/** Fields of the kind stand among the others, only those that changed. */
function withDetails(changes: Changed): Changed {
  const { details, ...rest } = changes;
  if (details === undefined) return changes;
  const [before, after] = details.map((one) => (one ?? {}) as Record<string, string>);
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const changed = keys
    .filter((key) => before?.[key] !== after?.[key])
    .map((key) => [`${detailPrefix}${key}`, [before?.[key] ?? '', after?.[key] ?? '']] as const);
  return { ...rest, ...Object.fromEntries(changed) };
}

/** Field by field: before → after. */
export function Changes(props: {
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
  readonly words: Words;
}) {
  const say = useText(registerPageText);
  const { words } = props;
  return (
    <dl className="changes">
      {Object.entries(withDetails(props.changes)).map(([name, [before, after]]) => (
        <div key={name}>
          <dt>{words.field(name)}</dt>
          <dd>
            <del aria-label={say('before')}>{words.value(name, before)}</del>
            <span aria-hidden="true">{' → '}</span>
            <ins aria-label={say('after')}>{words.value(name, after)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
