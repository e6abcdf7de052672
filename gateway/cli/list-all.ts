// Every item of a list of the API, page after page.
import type { HubLink } from './hub-link.ts';

export type Query = Readonly<Record<string, string | undefined>>;

export async function* listAll<Item>(hub: HubLink, path: string, query: Query = {}): AsyncGenerator<Item> {
  let cursor: string | undefined;
  do {
    const page = await hub.call<{ items: Item[]; next: string | null }>(
      'GET',
      withQuery(path, { ...query, limit: '1000', cursor }),
    );
    yield* page.items;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}

export function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
