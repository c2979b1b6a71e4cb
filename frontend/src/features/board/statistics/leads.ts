import type { Replicates } from './types.ts';

/** By how much one model leads over another, in points, for each time that prompts were drawn again. */
export function leadsOf(replicates: Replicates, model: string, other: string): number[] {
  const others = replicates.get(other) ?? [];
  return (replicates.get(model) ?? []).map((strength, at) => strength - (others[at] ?? 0));
}

/** How sure it is that the first of two is the stronger one, 0 to 1. @param leads at least one */
export function chanceOf(leads: readonly number[]): number {
  const ahead = leads.filter((lead) => lead > 0).length + leads.filter((lead) => lead === 0).length / 2;
  return ahead / leads.length;
}
