// The way of a message, or of a call, from its first byte to its answer, as points at which a hub may die.

/** Of the message, or what a call makes, at which it dies. */
export const markedId = 'at-which-it-dies';

export const killPoints = [
  'read from the socket',
  'taken apart',
  'decided',
  'handed to the writer',
  'in a transaction',
  'written',
  'committed',
  'answered by the writer',
  'heard of',
  'about to be acknowledged',
] as const;
export type KillPoint = (typeof killPoints)[number];
