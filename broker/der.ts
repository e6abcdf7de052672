// As much of DER (X.690) as it takes to walk through a certificate or a revocation list: elements within elements, each with
// its tag and its bytes. Nothing is checked here: what comes this way, OpenSSL has accepted.

export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Tag and length included. */
  readonly whole: Uint8Array;
}

export const derTag = { integer: 0x02, sequence: 0x30, version: 0xa0 } as const;

/** @throws Error where a length goes beyond the bytes. */
export function readDer(bytes: Uint8Array): DerElement[] {
  const elements: DerElement[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const element = readElement(bytes.subarray(offset));
    elements.push(element);
    offset += element.whole.length;
  }
  return elements;
}

function readElement(bytes: Uint8Array): DerElement {
  const [tag = 0, first = 0] = bytes;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  const start = 2 + lengthBytes;
  const long = bytes.subarray(2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  const end = start + (lengthBytes === 0 ? first : long);
  if (end > bytes.length) throw new Error('DER: an element goes beyond the end');
  return { tag, content: bytes.subarray(start, end), whole: bytes.subarray(0, end) };
}
