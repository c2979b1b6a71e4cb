type Line = Readonly<Record<string, unknown>>;

const COMPARISON = /^\(\s*\$\.(\w+)\s*(=|!=|>=|>|<=|<)\s*(?:"([^"*]*)"|(-?\d+(?:\.\d+)?))\s*\)$/;

/**
 * CloudWatch's JSON filter patterns, as far as template.yaml uses them: comparisons in parentheses, joined by `&&`.
 * A property that a line lacks matches nothing. @throws Error for any other pattern
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export function filterPattern(pattern: string): (line: Line) => boolean {
  const inner = /^\{(.*)\}$/.exec(pattern.trim())?.[1];
  const conditions = (inner ?? '').split('&&').map((text) => comparison(text.trim()));
  return (line) => conditions.every((holds) => holds(line));
}

function comparison(text: string): (line: Line) => boolean {
  const [, name = '', operator = '', quoted, digits] = COMPARISON.exec(text) ?? [];
  if (name === '') throw new Error(`This is not a comparison that we know: ${text}`);
  const expected = quoted ?? Number(digits);
  return (line) => {
    const value = line[name];
    if (typeof value !== typeof expected) return false;
    if (operator === '=') return value === expected;
    if (operator === '!=') return value !== expected;
    const [left, right] = [Number(value), Number(expected)];
    if (operator === '>=') return left >= right;
    if (operator === '>') return left > right;
    return operator === '<=' ? left <= right : left < right;
  };
}
