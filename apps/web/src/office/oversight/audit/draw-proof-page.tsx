/** One draw proved on one page: pool, seal, sources, result computed here, removals before the seal, entries with their proofs. */
import { Scrolls } from '../../../shared/ui/scrolls.tsx';
import './audit.css';
import '../../../shared/table/data-table.css';
import { drawReasonText } from '@mingcha/core/draws/draw-text.ts';
import {
  type DrawProof,
  exportDrawEvidence,
  printDrawProof,
  readDrawProof,
} from '@mingcha/core/oversight/audit/audit-api.ts';
import { auditPageText } from '@mingcha/core/oversight/audit/audit-page-text.ts';
import { exceptionText } from '@mingcha/core/oversight/audit/exception-text.ts';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatNumber } from '../../../shared/format.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { DigestGroups, Seal } from '../../../shared/ui/seal.tsx';
import { ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { DateText, PairList } from '../../../shared/ui/values.tsx';
import { useParam } from '../../shell/navigation.tsx';
import { Recompute } from './draw-recompute.tsx';
import { ProvedEntries } from './proved-entries.tsx';

export function DrawProofPage() {
  const say = useText(auditPageText);
  const id = useParam('id');
  const read = useApiQuery(readDrawProof, { params: { id } });
  const { locale } = useLocale();
  if (read.data === undefined)
    return (
      <Page>
        <PageHeader title={say('proofTitle')} />
        {read.status === 'loading' ? (
          <Skeleton lines={12} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )}
      </Page>
    );
  const { record } = read.data;
  return (
    <Page>
      <PageHeader
        title={record.title[locale]}
        lead={`${say('drawNumber')} ${record.number} · ${record.agencyName}`}
        actions={<Files id={id} hasProof={read.data.ledger !== null} />}
      />
      <Recompute id={id} sha256={record.bundleSha256} />
      <Pool proof={read.data} />
      <Sources proof={read.data} />
      <Removals proof={read.data} />
      <ProvedEntries proof={read.data} />
    </Page>
  );
}

function Files(props: { readonly id: string; readonly hasProof: boolean }) {
  const say = useText(auditPageText);
  const { locale } = useLocale();
  if (!props.hasProof) return null;
  const params = { id: props.id };
  return (
    <>
      <a className={buttonClass()} href={addressOf(exportDrawEvidence, { params })} download>
        {say('export')}
      </a>
      <a
        className={buttonClass()}
        href={addressOf(printDrawProof, { params, query: { lang: locale } })}
        download
      >
        {say('printProof')}
      </a>
    </>
  );
}

interface Part {
  readonly proof: DrawProof;
}

function Pool({ proof }: Part) {
  const say = useText(auditPageText);
  const words = useText(drawReasonText);
  const { record } = proof;
  const { snapshot } = record;
  const voids = record.voids.map((each) => `${each.number} ${words(`void.${each.reason}`)} ${each.text}`);
  return (
    <Section title={say('pool')}>
      <PairList
        columns={2}
        pairs={[
          { name: say('poolObjects'), value: formatNumber(snapshot.objects) },
          { name: say('poolPeople'), value: formatNumber(snapshot.inspectors) },
          { name: say('sealedAt'), value: <DateText value={record.time.sealedAt} form="seconds" /> },
          { name: say('drawnAt'), value: <DateText value={record.time.drawnAt} form="seconds" /> },
          { name: say('sealers'), value: record.sealers.join('、') },
          { name: say('result'), value: say('drawnCount', { n: formatNumber(record.drawn) }) },
          ...(voids.length === 0 ? [] : [{ name: say('voids'), value: voids.join('；'), wide: true }]),
          { name: say('frameRoot'), value: <DigestGroups digest={snapshot.frameRoot} />, wide: true },
          { name: say('peopleRoot'), value: <DigestGroups digest={snapshot.inspectorsRoot} />, wide: true },
          { name: say('seal'), value: <Seal digest={record.freezeId} />, wide: true },
        ]}
      />
      {record.objects.length === 0 && record.drawn > 0 ? (
        <p className="secondary audit-note">{say('namesLater')}</p>
      ) : null}
    </Section>
  );
}

function Sources({ proof }: Part) {
  const say = useText(auditPageText);
  const { record } = proof;
  return (
    <Section title={say('sources')}>
      <div className="audit-column">
        <Scrolls>
          <table className="table audit-kinds" aria-label={say('sources')}>
            <thead>
              <tr>
                <th scope="col">{say('source')}</th>
                <th scope="col">{say('value')}</th>
                <th scope="col" className="number">
                  {say('bits')}
                </th>
              </tr>
            </thead>
            <tbody>
              {record.contributions.map((each) => (
                <tr key={each.j}>
                  <th scope="row">{each.label}</th>
                  <td className="audit-mono">
                    {each.nonce ?? each.text ?? each.signature ?? say('notShown')}
                  </td>
                  <td className="number">{each.bits}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolls>
        <PairList
          columns={1}
          pairs={[
            {
              name: say('seed'),
              value: record.seed === null ? say('notShown') : <DigestGroups digest={record.seed} />,
            },
          ]}
        />
      </div>
    </Section>
  );
}

function Removals({ proof }: Part) {
  const say = useText(auditPageText);
  const facts = useText(exceptionText);
  return (
    <Section title={say('removals')}>
      {proof.removals.length === 0 ? (
        <p>{say('noRemovals')}</p>
      ) : (
        <Scrolls>
          <table className="table" aria-label={say('removals')}>
            <thead>
              <tr>
                <th scope="col">{say('object')}</th>
                <th scope="col">{say('day')}</th>
                <th scope="col">{say('people')}</th>
                <th scope="col">{facts('fact.removedBy')}</th>
                <th scope="col">{say('backOn')}</th>
              </tr>
            </thead>
            <tbody>
              {proof.removals.map((row) => (
                <tr key={row.key}>
                  <th scope="row">{row.subject}</th>
                  <td>{row.day}</td>
                  <td>{row.people}</td>
                  <td>{row.facts['removedBy'] ?? ''}</td>
                  <td>{row.facts['backOn'] ?? say('notBack')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolls>
      )}
    </Section>
  );
}
