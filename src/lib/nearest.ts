import leven from 'leven';

/** A name that is less similar than this would be a guess. */
const MOST_UNLIKE = 0.35;

/** How many names are offered. */
const OFFERED = 3;

/**
 * The names nearest to a misspelt one, best first and each once: few edits, or one part of the other.
 * @param asked normalised
 * @param candidates normalised name to the name that is offered
 */
export function nearestNames(asked: string, candidates: ReadonlyMap<string, string>): string[] {
  const best = new Map<string, number>();
  for (const [key, name] of candidates) {
    const score = unlikeness(asked, key);
    if (score < (best.get(name) ?? 1)) best.set(name, score);
  }
  return [...best]
    .filter(([, score]) => score <= MOST_UNLIKE)
    .sort((a, b) => a[1] - b[1])
    .slice(0, OFFERED)
    .map(([name]) => name);
}

/** 0 for the same name, 1 for nothing in common. */
function unlikeness(asked: string, key: string): number {
  const edits = leven(asked, key) / Math.max(asked.length, key.length, 1);
  const shorter = Math.min(asked.length, key.length);
  const isPart = shorter >= 5 && edits <= 0.6 && (asked.includes(key) || key.includes(asked));
  return isPart ? Math.min(edits, MOST_UNLIKE) : edits;
}
