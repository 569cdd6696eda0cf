import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 192 random bits, as they stand in an address. */
export const newToken = (): string => randomBytes(24).toString('base64url');

/** Whether both are equal, in a time that says nothing of where they differ. */
export function isSameToken(given: string, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(given), digest(token));
}
