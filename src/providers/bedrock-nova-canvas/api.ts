import { isAnyText } from '../../lib/long-text.ts';
import { LABEL } from '../shared/bedrock-invoke.ts';
import { noPicture, onlyBody } from '../shared/no-picture.ts';
import { pictureFromBase64 } from '../shared/picture.ts';
import { providerError } from '../shared/vendor-error.ts';

/** The picture of a reply; `error` says why it is missing (Amazon Nova user guide). @throws ProviderError */
export function canvasPicture(reply: Record<string, unknown>): Uint8Array {
  const image: unknown = Array.isArray(reply.images) ? reply.images[0] : undefined;
  if (isAnyText(image)) return pictureFromBase64(image, LABEL);
  const detail = typeof reply.error === 'string' ? reply.error : '';
  if (/filter|polic|blocked/i.test(detail))
    throw providerError({ vendor: LABEL, code: 'IMAGE_REFUSED', detail });
  throw noPicture({ vendor: LABEL, reply: onlyBody(reply), secrets: [] });
}
