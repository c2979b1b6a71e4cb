import type { ClaimDocument } from './documents.ts';
import { JSON_OPTIONS, readJson } from './json.ts';
import { keys } from './keys.ts';
import type { ObjectStore } from './object-store.ts';

export interface ClaimStore {
  /**
   * Whether this claim holds the model. Only one ever does. A key that is taken is read back, because the one who
   * took it may be an earlier attempt of this very call whose answer was lost.
   */
  claim(jobId: string, claim: ClaimDocument): Promise<boolean>;
  read(jobId: string, modelId: string): Promise<ClaimDocument | undefined>;
}

export function claimStore(objects: ObjectStore): ClaimStore {
  const read = (jobId: string, modelId: string) =>
    readJson<ClaimDocument>(objects, keys.claim(jobId, modelId));
  return {
    async claim(jobId, claim) {
      const key = keys.claim(jobId, claim.modelId);
      const outcome = await objects.putIfAbsent(key, JSON.stringify(claim), JSON_OPTIONS);
      return outcome === 'created' || (await read(jobId, claim.modelId))?.claimId === claim.claimId;
    },
    read,
  };
}
