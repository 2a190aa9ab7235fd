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
    }
  /** Running text of an enforcement paper, indented by two characters unless `flush`. */
  | { readonly kind: 'paragraph'; readonly text: string; readonly flush?: boolean; readonly strong?: boolean }
  /** Ruled lines to write on by hand. */
  | { readonly kind: 'lines'; readonly count: number }
  /** Boxes for opinions: label, what is written, and who signs when at the foot of the box. */
  | {
      readonly kind: 'boxes';
      readonly rows: readonly { readonly label: string; readonly text: string; readonly foot: string }[];
    }
  /** Who signs, and the issuer's seal; kept on one page together with the last words of the text above. */
  | {
      readonly kind: 'signing';
      readonly lead: readonly string[];
      /** A slip that is torn off and sent back begins here, under this word. */
      readonly slip?: string;
      /** Each with a line to sign on; `note` stands behind the label: a name and certificate number. */
      readonly lines: readonly {
        readonly label: string;
        readonly note: string;
        /** Whose hand the line is for, where a signature given on a screen may stand on it; no name = whoever signed. */
        readonly signer?: { readonly role: 'inspector' | 'representative'; readonly name: string };
      }[];
      readonly seal: { readonly name: string; readonly day: string } | null;
    }
  /** A framed card: 告知卡. */
  | { readonly kind: 'card'; readonly title: string; readonly lines: readonly string[] }
  /** A small QR code with what it says beside it. */
  | { readonly kind: 'code'; readonly qr: string; readonly lines: readonly string[] }
  /** Small print at the end: copies. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'pageBreak' };

export interface Paper {
  readonly language: 'zh-CN' | 'en';
  /** Authority in the head, for example 晋州市应急管理局. */
  readonly authority: string;
  readonly title: string;
  readonly number: string;
  readonly blocks: readonly Block[];
  /** The foot of each page; `{page}` and `{pages}` are replaced. */
  readonly foot: string;
  /** `writ`: an enforcement paper in black with its number at the right; red head otherwise. */
  readonly look?: 'writ';
  /** QR code in the first page's corner, and id and digest in the foot of each page. */
  readonly check?: { readonly qr: string; readonly line: string };
  /** Said in red on top of each page of what does not hold: 作废. */
  readonly mark?: string;
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
