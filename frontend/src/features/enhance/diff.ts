/** A stretch of text, and where it begins. */
export type Piece = { at: number; text: string; changed: boolean };

/** Words and signs, each with the white space before it, so that joining gives back the text. */
function words(text: string): string[] {
  return [...(text.match(/\s*(?:[\p{L}\p{N}\p{M}'’-]+|[^\s\p{L}\p{N}])|\s+$/gu) ?? [])];
}

/** The bare word, by which two words count as the same. */
const bare = (word: string) => word.trim().toLowerCase();

/**
 * What differs between two texts, word by word: the longest common sequence of words stays unmarked.
 * Both lists of pieces joined give the two texts.
 */
export function diffWords(before: string, after: string): { before: Piece[]; after: Piece[] } {
  const a = words(before);
  const b = words(after);
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (!row) continue;
      row[j] =
        bare(a[i] ?? '') === bare(b[j] ?? '') ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const left: Piece[] = [];
  const right: Piece[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const one = a[i];
    const other = b[j];
    if (one !== undefined && other !== undefined && bare(one) === bare(other)) {
      add(left, one, false);
      add(right, other, false);
      i += 1;
      j += 1;
    } else if (other !== undefined && (one === undefined || at(i, j + 1) >= at(i + 1, j))) {
      add(right, other, true);
      j += 1;
    } else if (one !== undefined) {
      add(left, one, true);
      i += 1;
    }
  }
  return { before: left, after: right };
}

function add(pieces: Piece[], text: string, changed: boolean): void {
  const last = pieces.at(-1);
  if (last && last.changed === changed) last.text += text;
  else pieces.push({ at: last ? last.at + last.text.length : 0, text, changed });
}
