/** The median of the earlier runs, or nothing where there were none. */
export function medianTime(times: readonly number[] | undefined): number | undefined {
  const sorted = [...(times ?? [])].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
