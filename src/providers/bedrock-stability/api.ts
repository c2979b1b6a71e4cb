import { isAnyText } from '../../lib/long-text.ts';
import { LABEL } from '../shared/bedrock-invoke.ts';
import { pictureFromBase64 } from '../shared/picture.ts';
import { providerError } from '../shared/vendor-error.ts';

/**
 * The picture of a reply. A refusal is a reply too: `finish_reasons[0]` is a text and `images` is missing
 * (Amazon Bedrock user guide, "Stability AI models"). @throws ProviderError
 */
export function stabilityPicture(reply: Record<string, unknown>): {
  bytes: Uint8Array;
  seed: number | undefined;
} {
  const [reason, image, seed] = [reply.finish_reasons, reply.images, reply.seeds].map((list) =>
    Array.isArray(list) ? (list[0] as unknown) : undefined,
  );
  if (typeof reason === 'string') throw refusal(reason);
  if (!isAnyText(image)) throw providerError({ vendor: LABEL, code: 'INVALID_IMAGE' });
  return { bytes: pictureFromBase64(image, LABEL), seed: typeof seed === 'number' ? seed : undefined };
}

function refusal(reason: string) {
  if (/inference error/i.test(reason)) {
    return providerError({ vendor: LABEL, code: 'PROVIDER_DOWN', detail: reason });
  }
  const code = /output/i.test(reason)
    ? 'IMAGE_REFUSED'
    : /image|mask/i.test(reason)
      ? 'REFERENCE_REFUSED'
      : 'PROMPT_REFUSED';
  return providerError({ vendor: LABEL, code, detail: reason });
}
