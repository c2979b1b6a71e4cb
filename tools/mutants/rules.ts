import type { Node } from './syntax.ts';

/** Text that takes the place of `text.slice(start, end)`. */
export interface Change {
  start: number;
  end: number;
  replacement: string;
}

/** What may be wrong with one node; `text` gives the source of a node. */
type Rule = (node: Node, text: (node: Node) => string, parent: Node | undefined) => Change[];

const OPERATORS: Record<string, readonly string[]> = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '&&': ['||'],
  '||': ['&&'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '+=': ['-='],
  '-=': ['+='],
  '??=': ['='],
  '++': ['--'],
  '--': ['++'],
};

const METHODS: Record<string, string> = {
  min: 'max',
  max: 'min',
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  floor: 'ceil',
  ceil: 'floor',
  allSettled: 'all',
};

/** Methods whose call can be left out: `a.trim()` becomes `a`. */
const REMOVABLE =
  /^(trim|trimEnd|toLowerCase|toUpperCase|filter|sort|toSorted|reverse|toReversed|slice|replace|replaceAll|flat|catch|finally)$/;

const child = (node: Node, key: string) => node[key] as Node;
const children = (node: Node, key: string) => (node[key] ?? []) as Node[];
const instead = ({ start, end }: Node, replacement: string): Change => ({ start, end, replacement });
const isText = ({ type }: Node) => type === 'StringLiteral' || type === 'TemplateLiteral';

const operator: Rule = (node, text) => {
  const others = OPERATORS[String(node.operator)] ?? [];
  if (node.type === 'UpdateExpression') {
    const argument = text(child(node, 'argument'));
    return others.map((other) => instead(node, node.prefix ? other + argument : argument + other));
  }
  if (!/^(Binary|Logical|Assignment)Expression$/.test(node.type)) return [];
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  // `+` also joins strings.
  if (/^\+/.test(String(node.operator)) && (isText(left) || isText(right))) return [];
  if (node.operator === '??') return [instead(node, text(left)), instead(node, text(right))];
  return others.map((other) => ({ start: left.end, end: right.start, replacement: ` ${other} ` }));
};

const condition: Rule = (node) => {
  if (!/^(IfStatement|ConditionalExpression)$/.test(node.type)) return [];
  const test = child(node, 'test');
  return [instead(test, 'true'), instead(test, 'false')];
};

const negation: Rule = (node, text) => {
  if (node.type !== 'UnaryExpression' || !/^[!-]$/.test(String(node.operator))) return [];
  return [instead(node, text(child(node, 'argument')))];
};

const literal: Rule = (node, _text, parent) => {
  if (node.type === 'BooleanLiteral') return [instead(node, String(!node.value))];
  if (node.type === 'NumericLiteral') {
    const value = Number(node.value);
    return [instead(node, String(value > 100 ? value * 2 : value + 1))];
  }
  // Words stand for states, codes and names; sentences are for people.
  if (node.type === 'StringLiteral' && /^[\w-]{2,40}$/.test(String(node.value)) && parent?.key !== node) {
    return [instead(node, "'other'")];
  }
  return [];
};

const awaiting: Rule = (node, text) =>
  node.type === 'AwaitExpression' ? [instead(node, text(child(node, 'argument')))] : [];

const call: Rule = (node, text) => {
  if (!/^(Optional)?CallExpression$/.test(node.type)) return [];
  const callee = child(node, 'callee');
  if (!/^(Optional)?MemberExpression$/.test(callee.type) || callee.computed) return [];
  const property = child(callee, 'property');
  const name = String(property.name);
  const other = METHODS[name];
  const changes = other === undefined ? [] : [instead(property, other)];
  return REMOVABLE.test(name) ? [...changes, instead(node, text(child(callee, 'object')))] : changes;
};

const optional: Rule = (node) => {
  if (node.type !== 'OptionalMemberExpression' || !node.optional || node.computed) return [];
  const [object, property] = [child(node, 'object'), child(node, 'property')];
  return [{ start: object.end, end: property.start, replacement: '.' }];
};

/** A step left out: a call, an assignment, a `throw`, or an early `return`. */
const step: Rule = (node, _text, parent) => {
  if (parent?.type === 'Program') return [];
  const isEarlyReturn = node.type === 'ReturnStatement' && parent?.type === 'IfStatement';
  return isEarlyReturn || /^(Expression|Throw)Statement$/.test(node.type) ? [instead(node, ';')] : [];
};

/** Two steps that wait, in the wrong order. */
const order: Rule = (node, text) => {
  if (node.type !== 'BlockStatement') return [];
  const steps = children(node, 'body');
  return steps.flatMap((first, index) => {
    const second = steps[index + 1];
    if (second === undefined || !waits(first) || !waits(second)) return [];
    return [{ start: first.start, end: second.end, replacement: `${text(second)}\n${text(first)}` }];
  });
};

const waits = (node: Node) =>
  node.type === 'ExpressionStatement' && child(node, 'expression').type === 'AwaitExpression';

/** A list or an object without one of its parts. */
const part: Rule = (node) => {
  if (node.type === 'ArrayExpression') {
    return children(node, 'elements').length > 0 ? [instead(node, '[]')] : [];
  }
  if (node.type !== 'ObjectExpression') return [];
  const parts = children(node, 'properties');
  const changes = parts.map((gone, index) => ({
    start: gone.start,
    end: parts[index + 1]?.start ?? gone.end,
    replacement: '',
  }));
  // The cause of an error is for those who debug it.
  return changes.filter((_change, index) => (parts[index]?.key as Node | undefined)?.name !== 'cause');
};

/** A regular expression without its anchor at the beginning or the end. */
const pattern: Rule = (node) => {
  if (node.type !== 'RegExpLiteral') return [];
  const source = String(node.pattern);
  const flags = String(node.flags);
  const loosened = [source.replace(/^\^/, ''), source.replace(/(?<!\\)\$$/, '')];
  const changed = [...new Set(loosened)].filter((other) => other !== source && other !== '');
  return changed.map((other) => instead(node, `/${other}/${flags}`));
};

export const RULES: Readonly<Record<string, Rule>> = {
  operator,
  condition,
  negation,
  literal,
  awaiting,
  call,
  optional,
  step,
  order,
  part,
  pattern,
};
