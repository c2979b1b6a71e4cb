import { type AnyText, beginningOf, isAnyText } from '../../lib/long-text.ts';
import { asRecord } from '../../lib/record.ts';
import { type AddressOptions, pictureFromAddress } from './picture.ts';
import { providerError } from './vendor-error.ts';

export interface FoundPicture {
  /** An address, or base64. */
  text: AnyText;
  isAddress: boolean;
}

const ADDRESSES = ['url', 'image_url'];

/** Where servers put pictures, and what wraps them. Order decides which of several texts of one picture is taken. */
const FIELDS = [
  'b64_json',
  'base64',
  'b64',
  'image_base64',
  ...ADDRESSES,
  'image',
  'images',
  'data',
  'output',
  'result',
  'artifacts',
  'message',
  'content',
  'choices',
];
const DEEPEST = 6;
/** Shorter texts are words, not base64. */
const SHORTEST_BASE64 = 40;

/**
 * Every picture of a reply, in any of the shapes that servers of OpenAI's protocol are known to send: a list, an
 * object, base64, a `data:` or other address; one of each item.
 * @param field the name under which `reply` stands
 */
export function foundPictures(reply: unknown, field = '', depth = 0): FoundPicture[] {
  if (isAnyText(reply)) return pictureIn(reply, field);
  if (depth > DEEPEST) return [];
  if (Array.isArray(reply)) return reply.flatMap((item) => foundPictures(item, field, depth + 1));
  const fields = asRecord(reply);
  if (fields === undefined) return [];
  for (const name of FIELDS) {
    const found = foundPictures(fields[name], name, depth + 1);
    if (found.length > 0) return found;
  }
  return [];
}

/** The first picture of what a vendor drew in the background. @throws ProviderError INVALID_IMAGE if there is none */
export async function firstPicture(result: unknown, options: AddressOptions): Promise<Uint8Array> {
  const [picture] = foundPictures(result);
  if (picture === undefined) throw providerError({ vendor: options.vendor, code: 'INVALID_IMAGE' });
  return pictureFromAddress(picture.text, options);
}

function pictureIn(text: AnyText, field: string): FoundPicture[] {
  const start = beginningOf(text, 200);
  const isAddress = ADDRESSES.includes(field) || /^(?:https?:|data:|\/(?!9j\/))/i.test(start);
  if (isAddress) return text === '' ? [] : [{ text, isAddress }];
  // Its own field says that it is base64; elsewhere it has to look like it.
  const isBase64 = /b(?:ase)?64/.test(field)
    ? text !== ''
    : start.length >= SHORTEST_BASE64 && /^[A-Za-z0-9+/_-]+={0,2}$/.test(start);
  return isBase64 ? [{ text, isAddress }] : [];
}
