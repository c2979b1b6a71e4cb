import type { AdoptionDocument, ClaimDocument } from './documents.ts';
import { JSON_OPTIONS, readJson } from './json.ts';
import { objectKeys } from './object-keys.ts';
import type { ObjectStore } from './object-store.ts';
import { pictureId } from './pictures.ts';

export interface ClaimStore {
  /**
   * Whether this claim holds the attempt; only one ever does. A key that is taken is read back, because it may have
   * been taken by an earlier attempt of this very call whose response was lost.
   */
  claim(jobId: string, claim: ClaimDocument): Promise<boolean>;
  read(jobId: string, modelId: string): Promise<ClaimDocument | undefined>;
  /** Whether this adoption holds the picture of an attempt, for the given try. */
  adopt(jobId: string, modelId: string, attempt: number, adoption: AdoptionDocument): Promise<boolean>;
  readAdoption(jobId: string, modelId: string, attempt: number): Promise<AdoptionDocument | undefined>;
}

export function claimStore(objects: ObjectStore): ClaimStore {
  /** Writes the document if the key is free. @returns whether the key holds this very document */
  const take = async (key: string, document: object): Promise<boolean> => {
    const text = JSON.stringify(document);
    if ((await objects.putIfAbsent(key, text, JSON_OPTIONS)) === 'created') return true;
    return JSON.stringify(await readJson(objects, key)) === text;
  };
  return {
    claim: (jobId, claim) => take(objectKeys.claim(jobId, pictureId(claim)), claim),
    read: (jobId, modelId) => readJson<ClaimDocument>(objects, objectKeys.claim(jobId, modelId)),
    adopt: (jobId, modelId, attempt, adoption) =>
      take(objectKeys.adoption(jobId, modelId, attempt), adoption),
    readAdoption: (jobId, modelId, attempt) =>
      readJson<AdoptionDocument>(objects, objectKeys.adoption(jobId, modelId, attempt)),
  };
}
