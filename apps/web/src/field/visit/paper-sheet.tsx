/** A paper as HTML: the same blocks that the server renders as PDF and DOCX, in Song on A4. */
import { type Block, type Field, inGroups, type Paper } from '@mingcha/core/common/paper.ts';
import { visitSignText } from '@mingcha/core/inspections/visits/visit-sign-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { QrCode } from '../../shared/ui/qr-code.tsx';
import { SealMark } from '../../shared/ui/seal.tsx';

export function PaperSheet(props: {
  readonly paper: Paper;
  /** Printed on top: not filed yet. */
  readonly note?: string;
}) {
  const say = useText(visitSignText);
  const { paper } = props;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <section className="paper-scroll" tabIndex={0} aria-label={say('pageSide')}>
      <article className="paper-sheet theme-paper" lang={paper.language}>
        {props.note === undefined ? null : <p className="paper-mark">{props.note}</p>}
        <header>
          <p className="paper-authority">{paper.authority}</p>
          <p className="paper-title">{paper.title}</p>
          <p className="paper-number">{paper.number}</p>
        </header>
        {paper.blocks.map((block, index) => (
          <BlockView key={index} block={block} />
        ))}
      </article>
    </section>
  );
}

function BlockView(props: { readonly block: Block }) {
  const { block } = props;
  switch (block.kind) {
    case 'heading':
      return <p className="paper-heading">{block.text}</p>;
    case 'text':
      return <p className="paper-text">{block.text}</p>;
    case 'fields':
      return <Fields rows={block.rows} />;
    case 'table':
      return <Table block={block} />;
    case 'digest':
      return <p className="paper-digest">{`${block.label} ${inGroups(block.digest)}`}</p>;
    case 'signatures':
      return <Signatures block={block} />;
    case 'marks':
      return (
        <div className="paper-marks">
          <figure>
            <SealMark digest={block.digest} size={72} />
            <figcaption>{block.caption}</figcaption>
          </figure>
          <QrCode text={block.qr} label={block.qrCaption} size={88} />
        </div>
      );
  }
}

function Fields(props: { readonly rows: readonly (readonly Field[])[] }) {
  return (
    <table className="paper-fields">
      <tbody>
        {props.rows.map((row, index) => (
          <tr key={index}>
            {row.map((field) => [
              <th key={`${field.label}-label`} scope="row">
                {field.label}
              </th>,
              <td key={field.label} colSpan={row.length === 1 ? 3 : 1}>
                {field.value}
              </td>,
            ])}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Table(props: { readonly block: Extract<Block, { kind: 'table' }> }) {
  const { heads, widths, rows } = props.block;
  const total = widths.reduce((sum, width) => sum + width, 0);
  return (
    <table className="paper-table">
      <colgroup>
        {widths.map((width, index) => (
          <col key={index} style={{ width: `${(width / total) * 100}%` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, at) => (
              <td key={at}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Signatures(props: { readonly block: Extract<Block, { kind: 'signatures' }> }) {
  const { intro, lines, date } = props.block;
  return (
    <div className="paper-signatures">
      {intro === '' ? null : <p>{intro}</p>}
      {lines.map((line) => (
        <p key={line} className="paper-line">
          {line}
        </p>
      ))}
      <p className="paper-date">{date}</p>
    </div>
  );
}
