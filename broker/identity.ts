// Who is at the other end, and the name of their session inside the broker. Names of two identities never meet, so a
// client can take over no session but its own (MQTT 3.1.4-2).

export type Identity =
  | { readonly kind: 'device'; readonly id: string; readonly property: string }
  | {
      readonly kind: 'staff';
      readonly name: string;
      readonly role: string;
      readonly property: string;
      readonly seesAllRoles: boolean;
    };

/** The key of an identity: `device:tea-l1`, `staff:li`. */
export function ownerOf(identity: Identity): string {
  return identity.kind === 'device' ? `device:${identity.id}` : `staff:${identity.name}`;
}

/**
 * The session's name for a client id that the client chose. A device's own id is its own name; every other client id is
 * put behind its owner, where no device id can be: device ids hold no `/`.
 */
export function sessionName(identity: Identity, clientId: string): string {
  if (identity.kind === 'device' && clientId === identity.id) return identity.id;
  const owner = identity.kind === 'device' ? identity.id : encodeURIComponent(identity.name);
  return `${identity.kind}/${owner}/${clientId}`;
}
