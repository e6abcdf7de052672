// Whether somebody may be signed in, without asking the hub: to a signed-out page its 401 would be an error in the console.

/** @param cookies `document.cookie`; the hub sets the hint beside the session's cookie, for as long. */
export function mayBeSignedIn(cookies: string): boolean {
  return cookies.split('; ').includes('hub_signed_in=1');
}
