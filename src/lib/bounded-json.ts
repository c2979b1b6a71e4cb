/** Deeper than any vendor nests. */
const MOST_LEVELS = 64;
/** Bytes outside of texts: a picture in base64 is one text, so a real reply has few. */
const MOST_STRUCTURE_BYTES = 1_000_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Parses a stranger's JSON; `undefined` where it is not valid, or so deep or so rich in parts that parsing it would
 * take the memory and time of the whole function (30 MB of `[` do).
 * @param bytes UTF-8
 */
export function boundedJson(bytes: Uint8Array): unknown {
  if (!isBounded(bytes)) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function isBounded(bytes: Uint8Array): boolean {
  let level = 0;
  let structure = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    structure += 1;
    if (structure > MOST_STRUCTURE_BYTES) return false;
    switch (bytes[at]) {
      case QUOTE: {
        const end = endOfText(bytes, at);
        if (end === -1) return false;
        at = end;
        break;
      }
      case 0x5b:
      case 0x7b:
        level += 1;
        if (level > MOST_LEVELS) return false;
        break;
      case 0x5d:
      case 0x7d:
        level -= 1;
        break;
    }
  }
  return true;
}

/** The closing quotation mark: the first one before which an even number of backslashes stands. */
function endOfText(bytes: Uint8Array, start: number): number {
  for (let end = bytes.indexOf(QUOTE, start + 1); end !== -1; end = bytes.indexOf(QUOTE, end + 1)) {
    let backslashes = 0;
    while (bytes[end - 1 - backslashes] === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return -1;
}
