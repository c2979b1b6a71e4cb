import { s3UploadForms } from '../aws/s3-upload-forms.ts';
import { readLambdaCredentials, readReferencesEnv } from '../config/env.ts';
import { isReferenceId } from '../contract/generated/validators.js';
import { apiHandler } from '../http/api-handler.ts';
import { readCreateReferenceRequest, readRequester } from '../http/read-input.ts';
import { fresh } from '../http/respond.ts';
import { createLog } from '../lib/logger.ts';
import { preparePicture } from '../lib/prepare-picture.ts';
import { imageStore } from '../store/image-store.ts';
import { referenceStore } from '../store/reference-store.ts';
import { createReference } from '../usecases/references/create-reference.ts';
import { prepareReference } from '../usecases/references/prepare-reference.ts';
import { referenceNotFound } from '../usecases/references/reference.ts';
import { atStart } from './at-start.ts';
import { gate } from './gate.ts';
import { ownerTools } from './owner-tools.ts';

const log = createLog('inputs');

const use = atStart(() => {
  const { bucket, uploadUrl, region } = readReferencesEnv();
  const { objects, tools } = ownerTools(log);
  const more = {
    references: referenceStore(objects),
    images: imageStore(objects),
    preparer: { prepare: preparePicture },
    forms: s3UploadForms({
      bucket,
      url: uploadUrl,
      region,
      credentials: () => readLambdaCredentials(),
      clock: tools.clock,
    }),
  };
  return {
    createReference: createReference({ ...tools, ...more }),
    prepareReference: prepareReference({ ...tools, ...more }),
  };
});

/** `POST /references` and `POST /references/{uploadId}` */
export const handler = apiHandler(
  { method: 'POST', who: { scope: 'draw' }, log, ...gate() },
  async (request) => {
    const { pathParameters, sourceAddress: address } = request;
    const { uploadId } = pathParameters;
    const who = readRequester(request);
    if (uploadId === undefined) {
      return fresh(
        await use().createReference({ request: readCreateReferenceRequest(request), ...who, address }),
      );
    }
    if (!isReferenceId(uploadId)) throw referenceNotFound();
    return fresh(await use().prepareReference({ uploadId, ...who, address }));
  },
);
