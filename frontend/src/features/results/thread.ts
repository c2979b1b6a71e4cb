import type { PictureOfRun } from '../../../../src/contract/index.ts';

/** One run of a thread. */
export type Step = {
  jobId: string;
  /** What it was asked for; nothing of a run that is gone. */
  prompt: string | undefined;
  thumbnailUrl: string;
  /** The picture that the next step on the way to the run that is shown goes on from. */
  picture?: Required<PictureOfRun>;
};

/** A run that may belong to a thread, with the run that it goes on from. */
export type Relative = { jobId: string; prompt: string; thumbnailUrl: string; parent: string | undefined };

/** With its place on the way from the first step, from 1, and what goes on from it. */
export type StepNode = Step & { place: number; next: readonly StepNode[] };

/**
 * The tree around a run: the steps that led to it, itself, and of other runs those that go on from any of these.
 * @param way from the first step to the run that is shown
 * @param others the newest first
 */
export function threadOf(way: readonly [Step, ...Step[]], others: readonly Relative[]): StepNode {
  const known = new Set(way.map(({ jobId }) => jobId));
  const branches = Map.groupBy(
    others.filter(({ jobId }) => !known.has(jobId)).toReversed(),
    ({ parent }) => parent,
  );
  const nodeOf = (step: Step, place: number, rest: readonly Step[]): StepNode => {
    const [following, ...after] = rest;
    // Each run is taken once: what says of itself that it goes on from its own child ends there.
    const own = branches.get(step.jobId) ?? [];
    branches.delete(step.jobId);
    const next = following ? [nodeOf(following, place + 1, after)] : [];
    return { ...step, place, next: [...next, ...own.map((branch) => nodeOf(branch, place + 1, []))] };
  };
  const [first, ...rest] = way;
  return nodeOf(first, 1, rest);
}

/** All runs of a thread, each before those that go on from it. */
export const stepsOf = (node: StepNode): StepNode[] => [node, ...node.next.flatMap(stepsOf)];
