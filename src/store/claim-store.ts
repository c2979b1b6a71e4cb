import type { ClaimDocument } from './documents.ts';
import { JSON_OPTIONS, readJson } from './json.ts';
import { objectKeys } from './object-keys.ts';
import type { ObjectStore } from './object-store.ts';

export interface ClaimStore {
  /**
   * Whether this claim holds the attempt; only one ever does. A key that is taken is read back, because it may have
   * been taken by an earlier attempt of this very call whose response was lost.
   */
  claim(jobId: string, claim: ClaimDocument): Promise<boolean>;
  read(jobId: string, modelId: string): Promise<ClaimDocument | undefined>;
}

export function claimStore(objects: ObjectStore): ClaimStore {
  const read = (jobId: string, modelId: string) =>
    readJson<ClaimDocument>(objects, objectKeys.claim(jobId, modelId));
  return {
    async claim(jobId, claim) {
      const key = objectKeys.claim(jobId, claim.modelId);
      const outcome = await objects.putIfAbsent(key, JSON.stringify(claim), JSON_OPTIONS);
      return outcome === 'created' || (await read(jobId, claim.modelId))?.claimId === claim.claimId;
    },
    read,
  };
}
