/** Behind the QR code of a paper: whether the agency named issued it and whether it holds. Nothing of content or party. */
import { checkPublicPaper, type PublicPaper } from '@mingcha/core/tasks/papers/paper-api.ts';
import { paperCheckText } from '@mingcha/core/tasks/papers/paper-check-text.ts';
import { paperKindText } from '@mingcha/core/tasks/papers/paper-text.ts';
import { useRead } from '../../shared/api/use-read.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Go, useParam, useSearch } from '../../shared/router.tsx';
import { ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, type Pair, PairList } from '../../shared/ui/values.tsx';

export function PaperCheckPage() {
  const say = useText(paperCheckText);
  const id = useParam('id');
  const h = useSearch('h');
  const read = useRead(checkPublicPaper, { params: { id }, query: { h } });
  const paper = read.data;
  return (
    <section className="portal-part">
      <h1>{say('title')}</h1>
      {paper !== undefined ? (
        <Shown paper={paper} />
      ) : read.error === null ? (
        <Skeleton lines={6} />
      ) : read.error.status === 404 || read.error.status === 400 ? (
        <Notice tone="warning">{say('paperCheck.not_found')}</Notice>
      ) : (
        <ErrorState error={read.error} onRetry={read.reload} />
      )}
      <p>
        <Go to="/papers">{say('another')}</Go>
      </p>
    </section>
  );
}

function Shown({ paper }: { readonly paper: PublicPaper }) {
  const say = useText(paperCheckText);
  const kinds = useText(paperKindText);
  const { locale } = useLocale();
  const pairs: Pair[] = [
    // The title as printed; in another language the kind beside it.
    {
      name: say('kind'),
      value: locale === 'zh' ? paper.title : `${kinds(`paper_${paper.kind}`)} (${paper.title})`,
    },
    { name: say('number'), value: paper.number === '' ? say('noNumber') : paper.number },
    { name: say('agency'), value: paper.agencyName },
    { name: say('issuedOn'), value: <DateText value={paper.issuedOn} form="long" /> },
  ];
  if (paper.sealedOn !== null)
    pairs.push({ name: say('sealedOn'), value: <DateText value={paper.sealedOn} form="long" /> });
  pairs.push({ name: say('fullDigest'), value: <code className="wrap">{paper.sha256}</code>, wide: true });
  return (
    <>
      {paper.state === 'valid' ? (
        <Notice tone="verified" title={say('valid')}>
          <p>{say('validText')}</p>
        </Notice>
      ) : (
        <Notice tone="error" title={say('void')}>
          <p>{say('voidText', { day: paper.voidedOn ?? '' })}</p>
        </Notice>
      )}
      <PairList columns={2} pairs={pairs} />
      <p className="secondary">{say('scope')}</p>
    </>
  );
}
