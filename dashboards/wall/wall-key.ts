// What lets a screen on that nobody signs in at: a token of role `wall`, brought once by the link that an administrator made and
// kept in this browser. It only reads, and ends when it is revoked.

const storedAs = 'wall-token';

/** The fragment of a link never leaves the browser; it is taken out of sight at once, for whoever passes reads the address too. */
export function wallToken(): string | undefined {
  const given = location.hash.slice(1);
  if (given !== '') {
    localStorage.setItem(storedAs, given);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return localStorage.getItem(storedAs) ?? undefined;
}
