/** QR codes; apart from the other parts, because few pages need the encoder. */
import './small.css';
import { create } from 'qrcode';
import { useMemo } from 'react';

export interface QrCodeProps {
  readonly text: string;
  /** What scanning does: 扫码提交随机数. Also the picture's name. */
  readonly label: string;
  /** Side in pixels, default 200. */
  readonly size?: number;
  /** Show the label under the code; default true. */
  readonly caption?: boolean;
}

/** A QR code as SVG, black on white whatever the theme, error correction M. */
export function QrCode(props: QrCodeProps) {
  const code = useMemo(() => squaresOf(props.text), [props.text]);
  const size = props.size ?? 200;
  return (
    <figure className="qr">
      <svg
        width={size}
        height={size}
        viewBox={`0 0 ${code.side} ${code.side}`}
        role="img"
        aria-label={props.label}
        shapeRendering="crispEdges"
      >
        <path d={code.path} fill="#000" />
      </svg>
      {props.caption === false ? null : <figcaption className="qr-caption">{props.label}</figcaption>}
    </figure>
  );
}

function squaresOf(text: string): { readonly side: number; readonly path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const parts: string[] = [];
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (modules.get(y, x) !== 0) parts.push(`M${x} ${y}h1v1h-1z`);
    }
  }
  return { side: modules.size, path: parts.join('') };
}
