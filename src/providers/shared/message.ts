import type { HttpReply } from '../../lib/http-client.ts';
import { isLongText } from '../../lib/long-text.ts';
import { asRecord } from '../../lib/record.ts';
import { unicodePattern } from '../../lib/unicode-pattern.ts';
import { isMarkup } from './evidence.ts';
import { makersError } from './makers-error.ts';

/** Where bodies have their error: as text, as an object, as a list; `base_resp` of MiniMax, inside a 200. */
const PLACES = ['error', 'errors', 'detail', 'base_resp'];
/** What the words are called there. */
const WORDS = [
  'msg',
  'message',
  'detail',
  'error',
  'status_msg',
  'error_message',
  'error_msg',
  'errmsg',
  'text',
];
const DEEPEST = 4;

/**
 * The human part of an error body as most vendors write it: `error` as object or text, `message`, `msg`, `detail` as
 * text, as an object or as a list of `{msg}`, `errors` as a list of texts or of `{message}`, or by field.
 */
export function messageOf(body: unknown): string | undefined {
  // "Provider returned error" helps nobody.
  const made = makersError(body);
  if (made !== undefined) return messageOf(made);
  const fields = asRecord(Array.isArray(body) ? body[0] : body) ?? {};
  const { error, message, msg, detail, errors } = fields;
  const inner = asRecord(error);
  const ofError = textOf(inner?.message) ?? textOf(inner?.msg) ?? textOf(inner?.detail);
  if (ofError !== undefined) return ofError;
  // {"error": "server_error", "message": "…"}: the longer one is for people.
  if (typeof error === 'string' && typeof message === 'string') return message;
  // {"error": "HTTPException", "detail": "…", "errors": "…"} of AUTOMATIC1111, of which one may be empty.
  if (typeof error === 'string' && typeof errors === 'string') return textOf(detail) || errors || error;
  for (const text of [error, message, msg, detail]) if (typeof text === 'string') return text;
  for (const name of PLACES) {
    const texts = textsIn(fields[name], 0);
    if (texts.length > 0) return texts.join(' ');
  }
  return wordIn(fields);
}

function wordIn(fields: Readonly<Record<string, unknown>>): string | undefined {
  return WORDS.map((name) => textOf(fields[name])).find((text) => text !== undefined && text !== '');
}

/** Under the usual names; else, of an object that has none of them, its lists and sentences: `{"prompt": ["too long"]}`. */
function textsIn(place: unknown, depth: number): string[] {
  if (typeof place === 'string') return [place];
  // What is too long to be a text says nothing to people, and its bytes are not fields.
  if (depth > DEEPEST || isLongText(place)) return [];
  if (Array.isArray(place)) return place.flatMap((item) => textsIn(item, depth + 1));
  const fields = asRecord(place);
  if (fields === undefined) return [];
  const word = wordIn(fields);
  if (word !== undefined) return [word];
  return Object.values(fields).flatMap((value) =>
    typeof value === 'string' && !value.includes(' ') ? [] : textsIn(value, depth + 1),
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Control characters but spaces, and what stands for bytes that are no text. */
const UNREADABLE = unicodePattern(String.raw`[^\P{Cc}\s]|\ufffd`);

/** What is neither JSON nor a page, nor anything but a text. */
export function plainText(reply: HttpReply): string {
  if (reply.json !== undefined || isMarkup(reply)) return '';
  return reply.text.search(UNREADABLE()) === -1 ? reply.text : '';
}
