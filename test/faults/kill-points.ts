// The way of a message, from the first byte to its PUBACK, as points at which a hub may die.

/** The id of the message at which it dies. */
export const markedCup = 'cup-at-which-it-dies';

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
