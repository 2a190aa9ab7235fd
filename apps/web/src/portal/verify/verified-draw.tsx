/** What a bundle says of its draw: which it is, how many were drawn of which pool, and the drawn objects. */
import { verifyText } from '@mingcha/core/draws/verify-text.ts';
import type { SummaryRow, VerifiedDraw } from '@mingcha/core/draws/verify-view.ts';
import { formatInstant, formatNumber } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Seal } from '../../shared/ui/seal.tsx';
import { PairList } from '../../shared/ui/values.tsx';

export function VerifiedDrawView(props: { readonly draw: VerifiedDraw }) {
  const say = useText(verifyText);
  const { draw } = props;
  const { series, no, attempt } = draw;
  const number = say(attempt === 1 ? 'drawNumber' : 'drawAttempt', { series, no, attempt });
  return (
    <section className="verified-draw">
      <h2>{say('drawOf')}</h2>
      <Seal digest={draw.freezeId} size={64} />
      <PairList
        pairs={[
          { name: say('item'), value: draw.item },
          { name: say('org'), value: draw.org },
          {
            name: say('sealedAt'),
            value: draw.sealedAt === null ? '' : formatInstant(draw.sealedAt, true),
          },
          { name: say('number'), value: number },
        ]}
      />
      <Strata draw={draw} />
      <DrawnRows draw={draw} />
    </section>
  );
}

function Strata(props: { readonly draw: VerifiedDraw }) {
  const say = useText(verifyText);
  return (
    <table className="plain-table">
      <caption>{say('strata')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('stratum')}</th>
          <th scope="col" className="number">
            {say('count')}
          </th>
          <th scope="col" className="number">
            {say('quota')}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.draw.strata.map(({ name, count, quota }, h) => (
          <tr key={h}>
            <td>{name}</td>
            <td className="number">{formatNumber(count)}</td>
            <td className="number">{formatNumber(quota)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Drawn objects of a bundle, with the agencies and sizes of their teams where these are disclosed. */
export function DrawnRows(props: { readonly draw: VerifiedDraw }) {
  const say = useText(verifyText);
  const { rows, more, opened } = props.draw;
  if (rows.length === 0) return null;
  const teams = rows.some((row) => row.team.length > 0);
  return (
    <>
      <table className="plain-table">
        <caption>{say('drawnTitle')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('stratum')}</th>
            <th scope="col" className="number">
              {say('rank')}
            </th>
            <th scope="col">{say('object')}</th>
            {teams ? <th scope="col">{say('team')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <DrawnRow key={row.c} row={row} teams={teams} />
          ))}
        </tbody>
      </table>
      {opened ? null : <p className="secondary">{say('sealedNames')}</p>}
      {more === 0 ? null : <p className="secondary">{say('moreRows', { n: formatNumber(more) })}</p>}
    </>
  );
}

/** Codes that the platform gives agencies say nothing to a reader. */
const platformCode = /^\d{6}-[0-9a-f]{8}$/;

function DrawnRow(props: { readonly row: SummaryRow; readonly teams: boolean }) {
  const say = useText(verifyText);
  const { row, teams } = props;
  const teamWords = (part: SummaryRow['team'][number]) =>
    platformCode.test(part.dept) ? say('teamSize', { n: part.n }) : say('teamOf', part);
  return (
    <tr>
      <td>{row.stratum}</td>
      <td className="number">{formatNumber(row.rank)}</td>
      <td>
        {row.name === null ? (
          <span className="mono">{`${row.c.slice(0, 4)} ${row.c.slice(4, 8)} ${row.c.slice(8, 12)}…`}</span>
        ) : (
          <>
            {row.name}
            {row.code === null || row.code === row.name ? null : <span className="row-code">{row.code}</span>}
          </>
        )}
      </td>
      {teams ? <td>{row.team.map(teamWords).join('、')}</td> : null}
    </tr>
  );
}
