/** Every S3 key is built here. */
export const keys = {
  job: (jobId: string) => `jobs/${jobId}/job.json`,
  jobPrefix: (jobId: string) => `jobs/${jobId}/`,
  claim: (jobId: string, modelId: string) => `jobs/${jobId}/${modelId}.claim.json`,
  result: (jobId: string, modelId: string) => `jobs/${jobId}/${modelId}.result.json`,
  image: (jobId: string, modelId: string, extension: 'png' | 'jpg' | 'webp') =>
    `images/${jobId}/${modelId}.${extension}`,
  imagePrefix: (jobId: string) => `images/${jobId}/`,
  thumbnail: (jobId: string, modelId: string) => `images/${jobId}/${modelId}.thumb.webp`,
  idempotency: (hash: string) => `idempotency/${hash}.json`,
  galleryPrefix: 'gallery/',
  /** Newest first in key order: the time counts down from 9,999,999,999,999 ms (the year 2286). */
  gallery: (createdAtMs: number, jobId: string) =>
    `gallery/${String(9_999_999_999_999 - createdAtMs).padStart(13, '0')}-${jobId}.json`,
};
