/**
 * An official document (公文) before it is rendered: red head, number, and one or more parts that each begin a page, in
 * the order of GB/T 9704: title, addressees, body, signature and day. PDF and DOCX are made of the same lines.
 */
export type OfficialLine =
  /** 一、… */
  | { readonly kind: 'heading'; readonly text: string }
  /** （一）title. text; the title stands out, either may be empty. */
  | { readonly kind: 'point'; readonly number: string; readonly title: string; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  /** A table with its title above and what its figures mean below. */
  | {
      readonly kind: 'table';
      readonly title: string;
      readonly heads: readonly string[];
      /** Relative widths. */
      readonly widths: readonly number[];
      readonly rows: readonly (readonly string[])[];
      readonly notes: readonly string[];
    };

export interface OfficialPart {
  readonly title: string;
  /** 机关各科室、下属事业单位; empty for none. */
  readonly addressees: string;
  readonly lines: readonly OfficialLine[];
  /** Name and day at the end; null for an attachment. */
  readonly signature: { readonly name: string; readonly day: string } | null;
}

export interface OfficialPaper {
  /** Red head: 晋州市应急管理局文件. */
  readonly head: string;
  readonly issuer: string;
  /** 文号, or what says that there is none yet. */
  readonly number: string;
  /** Said on top of each page of what is no issued document; empty otherwise. */
  readonly mark: string;
  readonly parts: readonly OfficialPart[];
  /** ISO instant for the metadata of what is made again byte by byte; left out: the moment of the making. */
  readonly madeAt?: string;
}
