/**
 * Ids of models, the slowest first: the API starts one after the other, and who takes longest gains most by going
 * first. A model whose time nobody knows may be the slowest of all.
 * @param usualMs how long a model usually takes, in milliseconds
 */
export function slowestFirst(
  ids: readonly string[],
  usualMs: (modelId: string) => number | undefined,
): string[] {
  const time = (id: string) => usualMs(id) ?? Number.MAX_VALUE;
  return [...ids].sort((one, other) => time(other) - time(one));
}
