import type { PictureOfRun, Reference, UploadResponse } from '../../../../../src/contract/index.ts';
import { apiRequest, NoResponseError } from '../../../lib/api.ts';
import { runKey } from '../../../lib/run-key.ts';

/** What one uploads has to be one of these; the API looks at the bytes. */
export const UPLOAD_TYPES = 'image/png,image/jpeg,image/webp,image/gif,image/avif';

const ask = <Body>(path: string, body?: object) =>
  apiRequest<Body>(path, { method: 'POST', headers: { 'x-run-key': runKey() }, ...(body && { body }) });

/** A picture of a run, ready to be worked on. */
export const referenceFrom = (from: PictureOfRun) => ask<Reference>('/references', { from });

/** A file, uploaded straight into the bucket and prepared. @throws `ApiError`, `NoResponseError` */
export async function referenceOf(file: File): Promise<Reference> {
  const offer = { contentType: file.type, bytes: file.size };
  const { uploadId, url, fields } = await ask<UploadResponse>('/references', offer);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  const reply = await fetch(url, { method: 'POST', body: form }).catch((cause: unknown) => {
    throw new NoResponseError(undefined, cause);
  });
  if (!reply.ok) throw new NoResponseError(reply.status);
  return ask<Reference>(`/references/${uploadId}`);
}
