// YAML text whose mistakes have a line: what was read, and where each key of it stands.
import { isMap, isNode, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';

export type KeyPath = readonly PropertyKey[];

export interface YamlSource {
  readonly content: unknown;
  /** Syntax errors, `line: what`. Where there are any, `content` means nothing. */
  readonly errors: readonly { readonly line: number; readonly message: string }[];
  /** The line of the key that `path` ends with; of the innermost section that exists where the key does not. */
  lineOf(path: KeyPath): number;
}

export function readYaml(text: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  visit(document, {
    Scalar(_key, scalar) {
      // Room 0801 is not room 801.
      if (typeof scalar.value === 'number' && /^0\d/.test(scalar.source ?? '')) scalar.value = scalar.source;
    },
  });
  const startOf = (node: unknown) => (isNode(node) ? lines.linePos(node.range?.[0] ?? 0).line : undefined);

  return {
    content: document.errors.length > 0 ? undefined : (document.toJS() as unknown),
    errors: document.errors.map(({ pos, message }) => ({ line: lines.linePos(pos[0]).line, message })),
    lineOf(path) {
      let line = 1;
      let node: Node | null | undefined = document.contents;
      for (const step of path) {
        const [keyNode, value] = stepInto(node, step);
        const found = startOf(keyNode) ?? startOf(value);
        if (found === undefined) break;
        line = found;
        node = value;
      }
      return line;
    },
  };
}

/** The node of the key, where the parent is a map, and the node of its value. */
function stepInto(parent: Node | null | undefined, step: PropertyKey): readonly [Node | undefined, Node | undefined] {
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    return [isNode(pair?.key) ? pair.key : undefined, isNode(pair?.value) ? pair.value : undefined];
  }
  const item = isNode(parent) && 'items' in parent ? parent.items[Number(step)] : undefined;
  return [undefined, isNode(item) ? item : undefined];
}
