/** A paper as HTML: the same blocks that the server renders as PDF and DOCX, in Song on A4. */
import { type Block, type Field, inGroups, type Paper } from '@mingcha/core/common/paper.ts';
import { visitSignText } from '@mingcha/core/inspections/visits/visit-sign-text.ts';
import { useEffect, useState } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { QrCode } from '../../shared/ui/qr-code.tsx';
import { SealMark } from '../../shared/ui/seal.tsx';
import { useVisitActions } from './visit-context.tsx';

export function PaperSheet(props: {
  readonly paper: Paper;
  /** Printed on top: not filed yet. */
  readonly note?: string;
  /** Pictures of signatures given on the screen, by role and name. */
  readonly hands?: readonly Hand[];
}) {
  const say = useText(visitSignText);
  const { paper } = props;
  const [whole, setWhole] = useState(true);
  return (
    <>
      <Button className="paper-zoom no-print" onClick={() => setWhole(!whole)}>
        {say(whole ? 'zoomIn' : 'zoomOut')}
      </Button>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <section className="paper-scroll" tabIndex={0} aria-label={say('pageSide')}>
        <article
          className="paper-sheet theme-paper"
          lang={paper.language}
          data-look={paper.look ?? 'red'}
          style={{ zoom: whole ? fit() : 1 }}
        >
          {props.note === undefined ? null : <p className="paper-mark">{props.note}</p>}
          {paper.mark === undefined ? null : <p className="paper-void">{paper.mark}</p>}
          <header>
            <p className="paper-authority">{paper.authority}</p>
            <p className="paper-title">{paper.title}</p>
            <p className="paper-number">{paper.number}</p>
          </header>
          {paper.blocks.map((block, index) => (
            <BlockView key={index} block={block} hands={props.hands ?? []} />
          ))}
          {paper.check === undefined ? null : <Code qr={paper.check.qr} lines={[paper.check.line]} />}
        </article>
      </section>
    </>
  );
}

/** An A4 page is 794 points wide; this shows it whole on a phone. */
const pageWidth = 794;

function fit(): number {
  return Math.min(1, (Math.min(window.innerWidth, 640) - 32) / pageWidth);
}

function BlockView(props: { readonly block: Block; readonly hands: readonly Hand[] }) {
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
    case 'paragraph':
      return (
        <p className="paper-text" data-indent={block.flush !== true} data-strong={block.strong === true}>
          {block.text}
        </p>
      );
    case 'boxes':
      return <Boxes rows={block.rows} />;
    case 'signing':
      return <Signing block={block} hands={props.hands} />;
    default:
      return <SmallBlock block={block} />;
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

type Small = Extract<Block, { kind: 'lines' | 'card' | 'code' | 'note' | 'pageBreak' }>;

function SmallBlock(props: { readonly block: Small }) {
  const { block } = props;
  switch (block.kind) {
    case 'lines':
      return Array.from({ length: block.count }, (_, index) => <p key={index} className="paper-rule" />);
    case 'card':
      return (
        <div className="paper-card">
          <p className="paper-heading">{block.title}</p>
          {block.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      );
    case 'code':
      return <Code qr={block.qr} lines={block.lines} />;
    case 'note':
      return <p className="paper-small">{block.text}</p>;
    case 'pageBreak':
      return <div className="paper-break" />;
  }
}

function Boxes(props: { readonly rows: Extract<Block, { kind: 'boxes' }>['rows'] }) {
  return (
    <table className="paper-fields">
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">{row.label}</th>
            <td>
              <p>{row.text}</p>
              <p className="paper-date">{row.foot}</p>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Lines to sign on, with the issuer's seal at the right. */
function Signing(props: {
  readonly block: Extract<Block, { kind: 'signing' }>;
  readonly hands: readonly Hand[];
}) {
  const { lead, slip, lines, seal } = props.block;
  const handOf = ({ signer }: (typeof lines)[number]) =>
    props.hands.find(
      ({ role, name }) => signer?.role === role && (signer.name === '' || signer.name === name),
    );
  return (
    <div className="paper-signatures">
      {slip === undefined ? null : <p className="paper-slip">{slip}</p>}
      {lead.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <div className="paper-signing">
        <div>
          {lines.map((line) => (
            <p key={`${line.label}${line.note}`} className="paper-line">
              {line.label}
              <Drawn hand={handOf(line)} />
              {line.note}
            </p>
          ))}
        </div>
        {seal === null ? null : (
          <div className="paper-seal">
            <p>{seal.name}</p>
            <p>{seal.day}</p>
          </div>
        )}
      </div>
    </div>
  );
}

/** Who signed on the screen, and the picture of it. */
export interface Hand {
  readonly role: 'inspector' | 'representative';
  readonly name: string;
  readonly evidenceId: string;
}

/** The line to sign on, with the signature that was drawn on the screen. */
function Drawn(props: { readonly hand: Hand | undefined }) {
  const { fileOf } = useVisitActions();
  const [address, setAddress] = useState<string | null>(null);
  const id = props.hand?.evidenceId;
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    if (id !== undefined)
      void fileOf(id).then((file) => {
        if (gone || file === null) return;
        made = URL.createObjectURL(file);
        setAddress(made);
      });
    return () => {
      gone = true;
      setAddress(null);
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [id, fileOf]);
  return (
    <span className="paper-blank">
      {address === null ? null : <img className="paper-hand" src={address} alt={props.hand?.name ?? ''} />}
    </span>
  );
}

function Code(props: { readonly qr: string; readonly lines: readonly string[] }) {
  return (
    <div className="paper-marks">
      <QrCode text={props.qr} label={props.lines.join(' ')} size={88} caption={false} />
      <div>
        {props.lines.map((line) => (
          <p key={line} className="paper-small">
            {line}
          </p>
        ))}
      </div>
    </div>
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
