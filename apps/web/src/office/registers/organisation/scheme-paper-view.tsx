/** The text of the scheme on screen in the order of the paper. The paper itself is made by the server from the same data. */
import type { SchemeDetail, SchemePoint } from '@mingcha/core/registers/organisation/scheme.ts';
import { noticeTitle, schemePaperWords as words } from '@mingcha/core/registers/organisation/scheme-form.ts';

export function SchemePaperView({ scheme }: { readonly scheme: SchemeDetail }) {
  const { content, agencyName, title } = scheme;
  const { notice } = content;
  return (
    <article className="scheme-paper" lang="zh-CN">
      <p className="scheme-head">{words.head(agencyName)}</p>
      <p className="scheme-number">{scheme.documentNumber || words.numberPending}</p>
      <p className="scheme-title">{notice.title || noticeTitle(agencyName, title)}</p>
      {notice.addressees === '' ? null : <p className="scheme-addressees">{`${notice.addressees}：`}</p>}
      <p>{notice.body.replaceAll('{title}', title)}</p>
      <p className="scheme-sign">{agencyName}</p>
      <p className="scheme-sign">
        {scheme.signedOn === null ? words.dayPending : words.day(scheme.signedOn)}
      </p>
      <p className="scheme-title">{title}</p>
      <p>
        {words.opening(
          content.purpose,
          content.bases.map((one) => one.citation),
          content.closing,
        )}
      </p>
      {content.chapters.map((chapter, index) => (
        <section key={`${chapter.heading} ${chapter.kind}`}>
          <h3>{`${words.chapterNumber(index)}${chapter.heading}`}</h3>
          {chapter.text === '' ? null : <p>{chapter.text}</p>}
          {chapter.kind === 'text'
            ? null
            : chapter.points.map((point, at) => (
                <p key={`${point.title} ${point.text}`}>
                  <strong>
                    {words.pointNumber(at)}
                    {words.pointTitle(point.title)}
                  </strong>
                  {point.text}
                  {chapter.kind === 'tasks' ? dutiesOf(point, content.unitWord) : ''}
                </p>
              ))}
        </section>
      ))}
    </article>
  );
}

function dutiesOf(point: SchemePoint, unitWord: string): string {
  if (point.lead === null) return '';
  return words.duties(
    unitWord,
    point.lead.name,
    point.sections.map((one) => one.name),
  );
}
