// Secrets that the hub makes itself: long random values, kept only as their SHA-256. Their length makes a slow hash needless.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Some 256 random bits, safe in URLs and headers; first a letter or digit, so that no spreadsheet takes it for a formula. */
export function makeSecret(): string {
  const secret = randomBytes(32).toString('base64url');
  return /^[a-z0-9]/i.test(secret) ? secret : makeSecret();
}

/** SHA-256, hex. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares without telling by its duration where the two differ. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest());
}
