// A SHA-256 in groups of eight, so that two people can compare it aloud and a narrow page never breaks a group.

export function Fingerprint({ hash }: { readonly hash: string }) {
  return <span class="fingerprint">{hash.match(/.{1,8}/g)?.join(' ')}</span>;
}
