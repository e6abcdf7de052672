// What is said of a task again and again. Stored as codes, so that a note reads exactly right in every language.

export const commentCodes = [
  'needs-part',
  'guest-asked-later',
  'no-answer',
  'valve-replaced',
  'pump-restarted',
  'filled',
] as const;
