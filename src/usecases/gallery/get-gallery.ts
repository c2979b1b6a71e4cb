import { isJobId } from '../../contract/generated/validators.js';
import type { GalleryResponse } from '../../contract/index.ts';
import { RequestError } from '../../errors.ts';
import type { PictureAddresses } from '../picture-addresses.ts';
import { resultsOf, shownResults } from '../read-run/attempt-results.ts';
import { type ReadRunTools, readRun } from '../read-run/read-run.ts';
import type { Requester } from '../requester.ts';

export interface GetGalleryTools extends ReadRunTools {
  pictures: PictureAddresses;
}

/** The pictures that a run has so far, in slot order: those that `GET /status` shows. */
export function getGallery({ pictures, ...tools }: GetGalleryTools) {
  /** @throws RequestError GALLERY_NOT_FOUND, for a malformed id and for somebody else's private run too; RUN_DELETED, RUN_EXPIRED */
  return async (galleryId: string, who: Requester = {}): Promise<GalleryResponse> => {
    const found = isJobId(galleryId) ? await readRun(tools, galleryId, who) : undefined;
    const jobs = found?.jobs;
    const addressOf = await pictures(found?.expiresAt);
    const [first, ...others] = (jobs ?? []).map((job, index) =>
      resultsOf(job, index + 1, tools.clock.now(), addressOf),
    );
    if (jobs === undefined || first === undefined) {
      throw new RequestError('GALLERY_NOT_FOUND', 'There is no such gallery, or it has expired.');
    }
    const { prompt, parameters, createdAt } = jobs[0].job;
    const read = [first, ...others] as const;
    const images = [...shownResults(read), ...read.flatMap(({ late }) => late)].flatMap((result) =>
      result.status === 'completed' ? [{ ...result, url: result.imageUrl }] : [],
    );
    return { galleryId, prompt, parameters, createdAt, images, total: images.length };
  };
}
