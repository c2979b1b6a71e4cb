import { LABEL } from '../shared/bedrock-invoke.ts';
import { foundPictures } from '../shared/found-pictures.ts';
import { noPicture, onlyBody } from '../shared/no-picture.ts';
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
  const [reason, seed] = [reply.finish_reasons, reply.seeds].map((list) =>
    Array.isArray(list) ? (list[0] as unknown) : undefined,
  );
  const failure = typeof reason === 'string' ? failureOf(reason) : undefined;
  if (failure !== undefined) throw failure;
  const picture = foundPictures(reply).find(({ isAddress }) => !isAddress);
  if (picture === undefined) throw noPicture({ vendor: LABEL, reply: onlyBody(reply), secrets: [] });
  return {
    bytes: pictureFromBase64(picture.text, LABEL),
    seed: typeof seed === 'number' ? seed : undefined,
  };
}

/** What each reason means; `undefined` where nothing failed, such as `SUCCESS` from older models. */
function failureOf(reason: string) {
  if (/^success$/i.test(reason)) return undefined;
  const code = /output/i.test(reason)
    ? 'IMAGE_REFUSED'
    : /image|mask/i.test(reason)
      ? 'REFERENCE_REFUSED'
      : /prompt|filter/i.test(reason)
        ? 'PROMPT_REFUSED'
        : 'PROVIDER_DOWN';
  return providerError({ vendor: LABEL, code, detail: reason });
}
