import { useQuery } from '@tanstack/react-query';
import type { PictureOfRun } from '../../../../../src/contract/index.ts';
import { isGone } from '../poll-interval.ts';
import type { Step } from '../thread.ts';
import { getStatus } from './get-status.ts';

/** Farther back nobody walks at once. */
const MOST_STEPS = 12;

const NOTHING: readonly Step[] = [];

/** The steps that led to a run, the first one first; a run that is gone ends them. */
export function useStepsBefore(parent: PictureOfRun | undefined): readonly Step[] {
  const { data } = useQuery({
    queryKey: ['thread', parent?.jobId, parent?.modelId, parent?.index],
    enabled: parent !== undefined,
    queryFn: async ({ signal }) => {
      const steps: Step[] = [];
      for (let next = parent; next !== undefined && steps.length < MOST_STEPS; ) {
        const { jobId, modelId, index = 0 } = next;
        const run = await getStatus(jobId, signal).catch((error: Error) => {
          if (isGone(error)) return undefined;
          throw error;
        });
        if (run === undefined) return [{ jobId, prompt: undefined, thumbnailUrl: '' }, ...steps];
        const picture = run.results.find(
          (result) => result.modelId === modelId && (result.index ?? 0) === index,
        );
        const isThere = picture?.status === 'completed';
        steps.unshift({
          jobId,
          prompt: run.prompt,
          thumbnailUrl: isThere ? (picture.thumbnailUrl ?? picture.imageUrl) : '',
          ...(isThere && { picture: { jobId, modelId, index } }),
        });
        next = run.parent;
      }
      return steps;
    },
  });
  return data ?? NOTHING;
}
