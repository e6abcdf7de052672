// What a command has to say when it has ended.

/** `json` is printed with `--json`, else `text`; an export prints its lines as they come. */
export type Result =
  | { readonly json: object; readonly text: string; readonly lines?: undefined }
  | { readonly lines: AsyncIterable<string> };
