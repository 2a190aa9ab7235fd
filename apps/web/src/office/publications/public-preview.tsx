/** What the public sees of a record: the same lines in the same order and words as the portal's page. */

import { publicLineText } from '@mingcha/core/publications/public-line-text.ts';
import { type PublicLineValue, publicLines } from '@mingcha/core/publications/public-lines.ts';
import type { PublicPayload } from '@mingcha/core/publications/public-record.ts';
import { useText } from '../../shared/i18n/locale.tsx';

export function PublicPreview({ payload }: { readonly payload: PublicPayload }) {
  const say = useText(publicLineText);
  if (payload.kind === 'tombstone')
    return (
      <p className="publication-tomb">
        {payload.agency.name}
        {'　'}
        {payload.removedOn}
        {'　'}
        {say(`removal.${payload.reason}`)}
      </p>
    );
  if (payload.kind !== 'result') {
    const kind = payload.kind === 'document' ? payload.documentKind : payload.kind;
    return (
      <dl className="publication-lines">
        <div>
          <dt>{say(`kind.${kind}`)}</dt>
          <dd>{payload.title}</dd>
        </div>
        <div>
          <dt>{say('line.agency')}</dt>
          <dd>{payload.agency.name}</dd>
        </div>
      </dl>
    );
  }
  return (
    <dl className="publication-lines">
      {publicLines(payload).map((line) => (
        <div key={line.key} data-line={line.key}>
          <dt>{say(`line.${line.key}`)}</dt>
          <dd>
            {line.values.map((value) => (
              <Value key={JSON.stringify(value)} value={value} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ value }: { readonly value: PublicLineValue }) {
  const say = useText(publicLineText);
  if ('word' in value) return <span className="publication-word">{say(value.word, value.data)}</span>;
  return (
    <span className="publication-value">
      <span>{value.text}</span>
      {value.note === undefined ? null : <strong>{value.note}</strong>}
    </span>
  );
}
