import { createRequire } from 'node:module';
import { join } from 'node:path';
import { installedModules } from '../installed.ts';

/** A node of Babel's syntax tree: the fields that the rules use. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

interface Parser {
  parse(text: string, options: { sourceType: 'module'; plugins: string[] }): { program: Node };
}

let parser: Parser | undefined;

/** Parses a TypeScript module; installs the parser first if need be. */
export function parse(text: string): Node {
  if (parser === undefined) {
    const modules = installedModules('mutants');
    parser = createRequire(join(modules, 'index.js'))('@babel/parser') as Parser;
  }
  return parser.parse(text, { sourceType: 'module', plugins: ['typescript'] }).program;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** Types, imports and exports of other modules have no effect at run time that a mutant could change. */
const WITHOUT_EFFECT = /^(TS(?!AsExpression|SatisfiesExpression|NonNullExpression)|Import|ExportAll)/;

/** Calls `see` with each node that runs, and with its parent. */
export function walk(node: Node, see: (node: Node, parent: Node | undefined) => void, parent?: Node): void {
  if (WITHOUT_EFFECT.test(node.type)) return;
  see(node, parent);
  for (const [key, value] of Object.entries(node)) {
    if (/^(loc|extra|errors|comments|leadingComments|trailingComments|innerComments)$/.test(key)) continue;
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, see, node);
  }
}
