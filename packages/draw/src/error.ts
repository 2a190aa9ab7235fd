/** The one error class of the draw library: a dotted code for programs, a plain sentence for people. */
export class DrawError extends Error {
  readonly code: string;
  readonly data: Readonly<Record<string, string | number>>;

  constructor(code: string, message: string, data: Readonly<Record<string, string | number>> = {}) {
    super(message);
    this.name = 'DrawError';
    this.code = code;
    this.data = data;
  }
}
