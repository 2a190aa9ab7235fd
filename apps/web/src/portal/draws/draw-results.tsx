/** Where the seed came from, the names once released, what changed later, and the log's latest signature. */
import type { PublicDrawView } from '@mingcha/core/draws/public-draw-api.ts';
import { publicDrawText } from '@mingcha/core/draws/public-draw-text.ts';
import { formatInstant, formatNumber } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { DigestGroups } from '../../shared/ui/seal.tsx';
import { type DrawProps, useReason } from './draw-facts.tsx';

export function DrawSeed(props: DrawProps) {
  const { draw } = props;
  const say = useText(publicDrawText);
  return (
    <section className="draw-part">
      <h2>{say('seedTitle')}</h2>
      <p className="draw-note">{say('seedLead')}</p>
      <ol className="seed-list">
        {draw.sources.map((source, j) => (
          <li key={j}>
            <SourceLine source={source} />
          </li>
        ))}
      </ol>
      {draw.seed === null ? null : (
        <div className="seed-sum">
          <p>
            <strong>{say('seed')}</strong>
            {draw.entropyBits === null ? null : (
              <span className="secondary">
                {`${say('bits')} ${say('bitsUnit', { n: draw.entropyBits })}`}
              </span>
            )}
          </p>
          <DigestGroups digest={draw.seed} />
        </div>
      )}
    </section>
  );
}

function SourceLine(props: { readonly source: PublicDrawView['sources'][number] }) {
  const say = useText(publicDrawText);
  const { kind, label, value } = props.source;
  const who = kind === 'digits' ? say('readBy', { who: label }) : label;
  return (
    <>
      <p>
        <span className="seed-kind">{say(`source.${kind}`)}</span>
        <strong>{who}</strong>
      </p>
      {value === null ? (
        <p className="secondary">{say('sourceOpen')}</p>
      ) : kind === 'lottery' ? (
        <p className="mono">{value}</p>
      ) : (
        <DigestGroups digest={value} copy={false} />
      )}
    </>
  );
}

export function DrawNames(props: DrawProps) {
  const { draw } = props;
  const say = useText(publicDrawText);
  if (draw.drawnObjects === null) {
    if (draw.drawnAt === null || draw.state === 'infeasible') return null;
    return (
      <section className="draw-part">
        <h2>{say('namesTitle')}</h2>
        <p className="draw-note">
          {draw.releaseAt === null
            ? say('namesSealedOpen')
            : say('namesSealed', { at: formatInstant(draw.releaseAt) })}
        </p>
      </section>
    );
  }
  return (
    <section className="draw-part">
      <h2>{say('namesTitle')}</h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('stratum')}</th>
            <th scope="col" className="number">
              {say('rank')}
            </th>
            <th scope="col">{say('name')}</th>
          </tr>
        </thead>
        <tbody>
          {draw.drawnObjects.map((object) => (
            <tr key={`${object.stratum}-${object.rank}`} data-replaced={object.replaced}>
              <td>{object.stratum}</td>
              <td className="number">{formatNumber(object.rank)}</td>
              <td>
                <span className="object-name">{object.name}</span>
                {object.replaced ? <span className="object-mark">{say('namesReplaced')}</span> : null}
                <span className="row-code">{object.code}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="draw-note">{say('teamsNote')}</p>
    </section>
  );
}

export function DrawAmendments(props: DrawProps) {
  const { amendments } = props.draw;
  const say = useText(publicDrawText);
  const reasonOf = useReason();
  if (amendments.length === 0) return null;
  return (
    <section className="draw-part">
      <h2>{say('amendmentsTitle')}</h2>
      <ul className="amendment-list">
        {amendments.map(({ kind, reason, at }, index) => (
          <li key={index}>
            <strong>{say(`amendment.${kind}`)}</strong>
            <span>{reasonOf(kind, reason)}</span>
            <span className="secondary">{formatInstant(at)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function DrawLog(props: DrawProps) {
  const { draw } = props;
  const say = useText(publicDrawText);
  if (draw.checkpoint === null) return null;
  return (
    <section className="draw-part">
      <h2>{say('logTitle')}</h2>
      <p className="draw-note">{say('logLead')}</p>
      <pre className="log-note">{draw.checkpoint.trimEnd()}</pre>
      <dl className="step-figures">
        <div>
          <dt>{say('logKey')}</dt>
          <dd>{draw.keys.log}</dd>
        </div>
        <div>
          <dt>{say('certificateKey')}</dt>
          <dd>
            <DigestGroups digest={draw.keys.certificate} />
          </dd>
        </div>
      </dl>
    </section>
  );
}
