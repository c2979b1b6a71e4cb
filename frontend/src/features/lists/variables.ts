/** A prompt in which parts may be one of several: texts and choices, one after another. */
export type Pattern = readonly (string | readonly Pattern[])[];

/** Choices in choices; what goes deeper is no choice, so that no text makes this go on for ever. */
const MOST_DEPTH = 10;

/**
 * Reads `a {red|blue} fox`. A choice may have others in it; braces without a bar stay what they are, as do those that nothing closes, and
 * `\\{`, `\\|` and `\\}` are those signs.
 */
export function patternOf(text: string): Pattern {
  return read(text, 0, 0).pattern;
}

interface Read {
  pattern: Pattern;
  /** Where what was read ends. */
  end: number;
}

/** @param depth 0 for the whole, which no bar or brace ends */
function read(text: string, from: number, depth: number): Read {
  const parts: (string | readonly Pattern[])[] = [];
  let at = from;
  while (at < text.length) {
    const sign = text[at] ?? '';
    const next = text[at + 1] ?? '';
    if (depth > 0 && (sign === '|' || sign === '}')) break;
    if (sign === '\\' && '{|}'.includes(next) && next !== '') {
      parts.push(next);
      at += 2;
    } else if (sign === '{' && depth < MOST_DEPTH) {
      const choice = readChoice(text, at, depth + 1);
      for (const part of choice.pattern) parts.push(part);
      at = choice.end;
    } else {
      parts.push(sign);
      at += 1;
    }
  }
  return { pattern: parts, end: at };
}

function readChoice(text: string, from: number, depth: number): Read {
  const choices: Pattern[] = [];
  let at = from;
  do {
    const choice = read(text, at + 1, depth);
    choices.push(choice.pattern);
    at = choice.end;
  } while (text[at] === '|');
  const isClosed = text[at] === '}';
  if (isClosed && choices.length > 1) return { pattern: [choices], end: at + 1 };
  // No choice: what was read of it counts, with its signs.
  const inside = choices.flatMap((choice, place) => (place === 0 ? choice : ['|', ...choice]));
  return { pattern: ['{', ...inside, ...(isClosed ? ['}'] : [])], end: isClosed ? at + 1 : at };
}

/** How many prompts a pattern makes. */
export function variantsOf(pattern: Pattern): number {
  return pattern.reduce(
    (product, part) =>
      typeof part === 'string'
        ? product
        : product * part.reduce((sum, choice) => sum + variantsOf(choice), 0),
    1,
  );
}

/** The prompts of a pattern, those of the first choice that differ last together. */
export function promptsOf(pattern: Pattern): string[] {
  return textsOf(pattern)
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
}

function textsOf(pattern: Pattern): string[] {
  return pattern.reduce<string[]>(
    (before, part) => {
      const ways =
        typeof part === 'string'
          ? [part]
          : part.flatMap((choice) => textsOf(choice).map((way) => way.trim()));
      return before.flatMap((text) => ways.map((way) => text + way));
    },
    [''],
  );
}
