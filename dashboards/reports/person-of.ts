// Who did it as the records name them, `user:chen`, as people do. Pure.

export function personOf(by: string): string {
  return by.replace(/^\w+:/, '');
}
