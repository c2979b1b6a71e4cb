import { isAnyText } from '../../lib/long-text.ts';
import { asRecord } from '../../lib/record.ts';
import { safeText } from '../../lib/safe-text.ts';
import { googleEvidence } from '../shared/google-api.ts';
import { noPicture, onlyBody } from '../shared/no-picture.ts';
import { pictureFromBase64 } from '../shared/picture.ts';
import { providerError } from '../shared/vendor-error.ts';

export const LABEL = safeText`Google Imagen`;

/** The picture of a 200; a filtered one is left out and its reason given instead. @throws ProviderError */
export function imagenPicture(reply: Record<string, unknown>, key: string | undefined): Uint8Array {
  const predictions = Array.isArray(reply.predictions) ? reply.predictions.map(asRecord) : [];
  const data = predictions.find((prediction) => isAnyText(prediction?.bytesBase64Encoded));
  if (isAnyText(data?.bytesBase64Encoded)) return pictureFromBase64(data.bytesBase64Encoded, LABEL);
  const reason = predictions.find((prediction) => typeof prediction?.raiFilteredReason === 'string');
  if (reason === undefined) {
    const told = { vendor: LABEL, reply: onlyBody(reply), secrets: [key], evidence: googleEvidence };
    throw noPicture(told);
  }
  throw providerError({
    vendor: LABEL,
    code: 'IMAGE_REFUSED',
    detail: String(reason.raiFilteredReason),
    secrets: [key],
  });
}
