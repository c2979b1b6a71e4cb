import { importsOf, type SourceFile } from './source-tree.ts';

/**
 * Groups of files that import each other, directly or through others.
 * @param unitOf what counts as one: the file itself, or the folder that it belongs to
 */
export function circlesOf(files: readonly SourceFile[], unitOf = (path: string) => path): string[][] {
  const graph = new Map<string, Set<string>>();
  for (const file of files) {
    const unit = unitOf(file.path);
    const targets = graph.get(unit) ?? new Set();
    for (const { target } of importsOf(file)) {
      // A file that imports itself is a circle, too; a folder that does is not.
      if (unitOf(target) !== unit || target === file.path) targets.add(unitOf(target));
    }
    graph.set(unit, targets);
  }
  return stronglyConnected(graph);
}

/** Tarjan's algorithm; groups of one only where they point at themselves. */
function stronglyConnected(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const order = new Map<string, number>();
  const open: string[] = [];
  const groups: string[][] = [];

  /** Returns the order of the earliest open node that this one reaches. */
  const visit = (node: string): number => {
    const own = order.size;
    let lowest = own;
    order.set(node, own);
    open.push(node);
    for (const target of graph.get(node) ?? []) {
      if (!graph.has(target)) continue;
      const seen = order.get(target);
      if (seen === undefined) lowest = Math.min(lowest, visit(target));
      else if (open.includes(target)) lowest = Math.min(lowest, seen);
    }
    if (lowest === own) {
      const group = open.splice(open.indexOf(node));
      if (group.length > 1 || graph.get(node)?.has(node)) groups.push(group.sort());
    }
    return lowest;
  };
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return groups;
}
