import { type AnyText, beginningOf, isAnyText } from '../../lib/long-text.ts';
import { asRecord } from '../../lib/record.ts';

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

/** Elsewhere, only what begins like a PNG, JPEG, WebP, GIF or AVIF, or says that it is a picture, is taken for one. */
const PICTURE_IN_BASE64 = /^(?:iVBORw0KGgo|\/9j\/|UklGR|R0lGOD|AAAA[A-Za-z0-9+/]{2}[Zm])/;
const PICTURE_IN_ADDRESS = /^data:image\//i;
const WEB_ADDRESS = /^https?:\/\//i;
const PICTURE_FILE = /^[^?#]+\.(?:png|jpe?g|webp|gif|avif|svg)(?:[?#]|$)/i;
/** Names of fields that hold the address of what was drawn. */
const NAMES_A_PICTURE =
  /im(?:age|g)|picture|photo|sample|^(?:files?|outputs?|results?|ur[il]s?|file_?ur[il]s?)$/i;
/** What stands there is about the request, however it looks. */
const NO_PICTURES = /^(?:errors?|details?|usage|inputs?|request|parameters|prompt|help|docs?)$/i;

/**
 * Every picture of a reply, in any of the shapes that servers of OpenAI's protocol are known to send: a list, an
 * object, base64, a `data:` or other address; one of each item. Where none of those fields holds one, those of other
 * names are looked at, because what was drawn is paid for.
 */
export function foundPictures(reply: unknown): FoundPicture[] {
  const known = inKnownFields(reply, '', 0);
  return known.length > 0 ? known : anywhere(reply, '', 0);
}

/** @param field the name under which `reply` stands */
function inKnownFields(reply: unknown, field: string, depth: number): FoundPicture[] {
  if (isAnyText(reply)) return pictureIn(reply, field);
  if (depth > DEEPEST) return [];
  if (Array.isArray(reply)) return reply.flatMap((item) => inKnownFields(item, field, depth + 1));
  const fields = asRecord(reply);
  if (fields === undefined) return [];
  for (const name of FIELDS) {
    const found = inKnownFields(fields[name], name, depth + 1);
    if (found.length > 0) return found;
  }
  return [];
}

function pictureIn(text: AnyText, field: string): FoundPicture[] {
  const start = beginning(text);
  const isAddress = ADDRESSES.includes(field) || /^(?:https?:|data:|\/(?!9j\/))/i.test(start);
  if (isAddress) return text === '' ? [] : [{ text, isAddress }];
  // Its own field says that it is base64; elsewhere it has to look like it.
  const isBase64 = /b(?:ase)?64/.test(field)
    ? text !== ''
    : start.length >= SHORTEST_BASE64 && /^[A-Za-z0-9+/_-]+={0,2}$/.test(start);
  return isBase64 ? [{ text, isAddress }] : [];
}

function anywhere(reply: unknown, field: string, depth: number): FoundPicture[] {
  if (isAnyText(reply)) return certainPictureIn(reply, field);
  if (depth > DEEPEST) return [];
  if (Array.isArray(reply)) return reply.flatMap((item) => anywhere(item, field, depth + 1));
  for (const [name, value] of Object.entries(asRecord(reply) ?? {})) {
    // The names of items that are numbered say nothing: {"images": {"0": …}}.
    const found = NO_PICTURES.test(name) ? [] : anywhere(value, /^\d+$/.test(name) ? field : name, depth + 1);
    if (found.length > 0) return found;
  }
  return [];
}

function certainPictureIn(text: AnyText, field: string): FoundPicture[] {
  const start = beginning(text);
  if (PICTURE_IN_BASE64.test(start)) return [{ text, isAddress: false }];
  const isAddress =
    PICTURE_IN_ADDRESS.test(start) ||
    (typeof text === 'string' &&
      WEB_ADDRESS.test(text) &&
      (NAMES_A_PICTURE.test(field) || PICTURE_FILE.test(text)));
  return isAddress ? [{ text, isAddress }] : [];
}

/** Without line breaks, which some encoders of base64 write, and without the escapes in which a long text stands. */
function beginning(text: AnyText): string {
  const start = beginningOf(text, 200);
  return (typeof text === 'string' ? start : start.replaceAll('\\/', '/').replace(/\\[nrt]/g, '')).replace(
    /[\r\n\t]/g,
    '',
  );
}
