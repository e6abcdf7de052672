// What several pages open with is in few files: on a slow network each file costs a page one more answer to wait for, and six are
// under way at once. No page fetches much that it does not need: what few of them share goes with those few.

type Page = 'sign-in' | 'housekeeping' | 'engineering' | 'management' | 'stays' | 'wall' | 'install';

/** The graph of modules as the bundler knows it. */
interface Graph {
  getModuleInfo(id: string): { readonly importers: readonly string[] } | null;
}

interface SharedFile {
  readonly name: string;
  /** @param pages that cannot open without the module. */
  holds(pages: ReadonlySet<string>, id: string): boolean;
}

const isOfTask = (id: string) => id.includes('/shared/task/');
const has = (pages: ReadonlySet<string>, page: Page) => pages.has(page);

/** A module is in the first that holds it; in none, the bundler puts it where it likes. */
const files: readonly SharedFile[] = [
  // All that it takes to ask for words, which is done when this file is there, before the others are.
  {
    name: 'words',
    holds: (_, id) => /preload-helper|\/i18n\/(words|languages|closest-language|page-areas)\.ts$/.test(id),
  },
  { name: 'every', holds: (pages) => has(pages, 'housekeeping') && (pages.size > 3 || has(pages, 'wall')) },
  // What a card and a part that is fetched later share would be a file of its own.
  { name: 'work', holds: (pages, id) => has(pages, 'housekeeping') && (pages.size > 1 || isOfTask(id)) },
  { name: 'desk', holds: (pages) => has(pages, 'management') && pages.size > 1 },
];

/** The words of one language are fetched by themselves. */
const isCode = (id: string) => !/\.(json|css|html)$/.test(id);

export const sharedFiles = files.map(({ name }, nth) => ({
  name: (id: string, graph: Graph) => (isCode(id) && fileOf(id, graph) === name ? name : null),
  priority: files.length - nth,
}));

function fileOf(id: string, graph: Graph): string | undefined {
  const pages = openedBy(id, graph);
  return files.find(({ holds }) => holds(pages, id))?.name;
}

function openedBy(id: string, graph: Graph): ReadonlySet<string> {
  const pages = new Set<string>();
  const seen = new Set<string>();
  const left = [id];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    if (seen.has(one)) continue;
    seen.add(one);
    const page = /dashboards\/([\w-]+)\/index\.html$/.exec(one)?.[1];
    if (page !== undefined) pages.add(page);
    left.push(...(graph.getModuleInfo(one)?.importers ?? []));
  }
  return pages;
}
