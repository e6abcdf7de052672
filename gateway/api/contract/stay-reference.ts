// The one name of a stay that crosses the wire: the sender's opaque reference. Nothing here may say who a guest is.
import { z } from 'zod';

export const StayReference = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._:/-]{0,127}$/u, 'expected an opaque reference: 1 to 128 letters, digits or ._:/-');

const personal = /^(guest|first|last|full|sur|family|given)?[_-]?(name|email|e-mail|phone|mobile|passport|address)$/i;

/** An e-mail address, or a telephone number with its country: digits alone may be the number of a book. */
const reachesSomebody = /\S@\S+\.\S|^\s*\+(?:[\s()./-]*\d){7,}\s*$/;

/** Whether no field is one that names a guest, and no text is where a guest can be reached. */
export function namesNobody(data: Readonly<Record<string, unknown>>): boolean {
  return !Object.entries(data).some(
    ([key, value]) => personal.test(key) || (typeof value === 'string' && reachesSomebody.test(value)),
  );
}
