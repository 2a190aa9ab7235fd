/**
 * A paper before it is rendered: what stands on it, not how. The PDF and the DOCX are made of the same blocks, so
 * they cannot differ in content. Texts arrive already in the paper's language.
 */

export interface Field {
  readonly label: string;
  readonly value: string;
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  /** Label and value, one or two pairs a line. */
  | { readonly kind: 'fields'; readonly rows: readonly (readonly Field[])[] }
  | {
      readonly kind: 'table';
      readonly heads: readonly string[];
      /** Relative widths. */
      readonly widths: readonly number[];
      readonly rows: readonly (readonly string[])[];
    }
  /** A digest in groups of four in a monospaced face. */
  | { readonly kind: 'digest'; readonly label: string; readonly digest: string }
  /** Lines to sign on, each with room for a seal of 42 mm; never alone on a page. */
  | {
      readonly kind: 'signatures';
      readonly intro: string;
      readonly lines: readonly string[];
      readonly date: string;
    }
  /** The seal mark and a QR code side by side. */
  | {
      readonly kind: 'marks';
      readonly digest: string;
      readonly caption: string;
      readonly qr: string;
      readonly qrCaption: string;
    };

export interface Paper {
  readonly language: 'zh-CN' | 'en';
  /** Authority in the head, for example 晋州市应急管理局. */
  readonly authority: string;
  readonly title: string;
  readonly number: string;
  readonly blocks: readonly Block[];
  /** The foot of each page; `{page}` and `{pages}` are replaced. */
  readonly foot: string;
  /** Wide tables stand across the page; upright when absent. */
  readonly orientation?: 'landscape';
}

/** Groups of four, for reading aloud and comparing: `abcd ef01 …`. */
export function inGroups(text: string): string {
  return (
    text
      .replaceAll(' ', '')
      .match(/.{1,4}/g)
      ?.join(' ') ?? ''
  );
}
