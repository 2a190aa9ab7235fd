/** The last checkpoint of each day of one jurisdiction, to be kept outside. */

import { ledgerRoutes } from '@mingcha/core/common/ledger-api.ts';
import { ledgerPageText } from '@mingcha/core/common/ledger-page-text.ts';
import { ledgerProofText } from '@mingcha/core/common/ledger-proof-text.ts';
import { useState } from 'react';
import { addressOf } from '../../shared/api/address.ts';
import { useRead } from '../../shared/api/use-read.ts';
import { formatNumber } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Scrolls } from '../../shared/ui/scrolls.tsx';
import { DigestGroups } from '../../shared/ui/seal.tsx';

const shown = 14;

export function DailyCheckpoints(props: { readonly jurisdictionId: string }) {
  const say = useText(ledgerProofText);
  const words = useText(ledgerPageText);
  const [after, setAfter] = useState<string | null>(null);
  const params = { jurisdictionId: props.jurisdictionId };
  const query = { limit: shown, ...(after === null ? {} : { after }) };
  const list = useRead(ledgerRoutes.publicDays, { params, query });
  if (list.data === undefined) return null;
  const { rows, next } = list.data;
  return (
    <section>
      <h3>{say('days')}</h3>
      <p className="secondary">{say('daysLead')}</p>
      {rows.length === 0 ? <p>{say('daysNone')}</p> : null}
      <Scrolls>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('day')}</th>
              <th scope="col" className="number">
                {words('size')}
              </th>
              <th scope="col">{words('root')}</th>
              <th scope="col">{words('download')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.day}>
                <th scope="row">{row.day}</th>
                <td className="number">{formatNumber(row.size)}</td>
                <td>
                  <DigestGroups digest={row.root} form="short" copy={false} />
                </td>
                <td>
                  <a href={addressOf(ledgerRoutes.note, { params, query: { size: row.size } })} download>
                    {`checkpoint-${row.size}.txt`}
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
      {next === null ? null : (
        <Button size="small" onClick={() => setAfter(next)}>
          {say('more')}
        </Button>
      )}
    </section>
  );
}
