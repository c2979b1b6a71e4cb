/**
 * A pattern that names classes of Unicode, for `replace`, `match` and `search` over a whole text, made when first asked
 * for. As a literal it would cost every start half a millisecond, used or not: V8 collects the characters of the classes
 * when it reads the file.
 * @param source in the syntax of the flag `u`, as a raw string
 */
export function unicodePattern(source: string): () => RegExp {
  let pattern: RegExp | undefined;
  return () => {
    pattern ??= new RegExp(source, 'gu');
    return pattern;
  };
}
