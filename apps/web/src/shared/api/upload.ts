/** Sends one file with its fields as multipart and reports progress; `fetch` cannot tell how much was sent. */

/** What came back, before anything is believed of it. */
export interface RawAnswer {
  /** 0 when no answer came. */
  readonly status: number;
  readonly text: string;
  readonly requestId: string | null;
}

export interface Upload {
  readonly address: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly file: File;
  readonly onProgress: (percent: number) => void;
  readonly signal?: AbortSignal;
}

/** Resolves with whatever came back; status 0 when the transfer broke or was stopped. */
export function sendUpload(upload: Upload): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', upload.address);
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) upload.onProgress(Math.floor((event.loaded / event.total) * 100));
    };
    const settle = () =>
      resolve({
        status: request.status,
        text: request.responseText,
        requestId: request.getResponseHeader('x-request-id'),
      });
    request.onload = settle;
    request.onerror = settle;
    request.onabort = settle;
    upload.signal?.addEventListener('abort', () => request.abort());
    const form = new FormData();
    for (const [name, value] of Object.entries(upload.fields)) {
      if (value !== undefined) form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
    }
    form.append('file', upload.file, upload.file.name);
    request.send(form);
  });
}
