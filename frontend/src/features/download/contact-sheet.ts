import type { CompletedResult } from '../../../../src/contract/index.ts';
import { fetchPicture } from '../../lib/fetch-picture.ts';
import { duration, money } from '../../lib/format.ts';
import { oneAhead } from './ahead.ts';
import { finishedResult } from './finished.ts';
import type { Packed } from './packing.ts';
import type { DownloadedRun } from './picture-file.ts';

const CELL = 640;
const GAP = 32;
const CAPTION = 76;
const MARGIN = 64;
const INK = '#161616';
const SOFT = '#565656';
const TITLE_FONT = '500 40px Georgia, serif';

/** Columns that make the sheet about as wide as a landscape page. */
export function columnsFor(count: number): number {
  return Math.max(1, Math.min(5, count, Math.ceil(Math.sqrt(count * 1.3))));
}

/**
 * Breaks a text into lines no wider than `width`: at its own line breaks, between words as its language has them
 * (Chinese and Japanese have no spaces), and inside a word that is wider than a line.
 */
export function wrap(text: string, width: number, measure: (line: string) => number): string[] {
  const words = new Intl.Segmenter(undefined, { granularity: 'word' });
  const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return text.split('\n').flatMap((paragraph) => {
    const lines = [''];
    const add = (piece: string, split: boolean) => {
      const line = `${lines.at(-1)}${piece}`;
      if (measure(line.trimEnd()) <= width) lines[lines.length - 1] = line;
      else if (split && measure(piece.trim()) > width) {
        for (const { segment } of letters.segment(piece)) add(segment, false);
      } else lines.push(piece.trimStart());
    };
    for (const { segment } of words.segment(paragraph)) add(segment, true);
    return lines.map((line) => line.trimEnd());
  });
}

type Finished = { model: string; result: CompletedResult };
type Pen = OffscreenCanvasRenderingContext2D;

/** Picture and caption. The bitmap is closed. */
function drawCell(
  context: Pen,
  { model, result, bitmap }: Finished & { bitmap: ImageBitmap },
  left: number,
  top: number,
  locale: string,
) {
  const scale = Math.min(CELL / bitmap.width, CELL / bitmap.height);
  const width = bitmap.width * scale;
  const height = bitmap.height * scale;
  context.fillStyle = '#ededed';
  context.fillRect(left, top, CELL, CELL);
  context.drawImage(bitmap, left + (CELL - width) / 2, top + (CELL - height) / 2, width, height);
  bitmap.close();
  context.fillStyle = INK;
  context.font = '600 24px system-ui, sans-serif';
  context.fillText(model, left, top + CELL + 34, CELL);
  context.fillStyle = SOFT;
  context.font = '20px system-ui, sans-serif';
  const facts = [
    duration(locale, result.durationMs),
    result.costUsd === undefined ? '' : money(locale, result.costUsd),
    `${result.width} × ${result.height}`,
  ];
  context.fillText(facts.filter(Boolean).join('  ·  '), left, top + CELL + 62, CELL);
}

/** Draws all pictures of a run on one sheet, a PNG. For a worker, since drawing and encoding take seconds. */
export async function drawSheet(run: DownloadedRun, locale: string): Promise<Packed> {
  const pictures = run.tiles.flatMap((tile): Finished[] => {
    const result = finishedResult(tile);
    return result ? [{ model: tile.model, result }] : [];
  });
  const columns = columnsFor(pictures.length);
  const rows = Math.ceil(pictures.length / columns);
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser gives no canvas.');
  const inner = columns * CELL + (columns - 1) * GAP;
  context.font = TITLE_FONT;
  const title = wrap(run.prompt, inner, (line) => context.measureText(line).width).slice(0, 6);
  const top = MARGIN + title.length * 52 + GAP;
  canvas.width = inner + 2 * MARGIN;
  canvas.height = top + rows * (CELL + CAPTION + GAP) - GAP + MARGIN;
  context.fillStyle = '#fafafa';
  context.fillRect(0, 0, canvas.width, canvas.height);
  drawTitle(context, title, inner);

  let index = 0;
  const cells = pictures.map((each) => async () => ({ ...each, bitmap: await bitmapOf(each.result) }));
  for await (const cell of oneAhead(cells)) {
    const left = MARGIN + (index % columns) * (CELL + GAP);
    drawCell(context, cell, left, top + Math.floor(index / columns) * (CELL + CAPTION + GAP), locale);
    index += 1;
  }
  return { file: await canvas.convertToBlob({ type: 'image/png' }), missing: 0 };
}

async function bitmapOf({ imageUrl, contentType }: CompletedResult): Promise<ImageBitmap> {
  return createImageBitmap(new Blob([await fetchPicture(imageUrl)], { type: contentType }));
}

function drawTitle(context: Pen, lines: readonly string[], width: number) {
  context.fillStyle = INK;
  context.font = TITLE_FONT;
  const isRightToLeft = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(lines.join(' '));
  context.direction = isRightToLeft ? 'rtl' : 'ltr';
  context.textAlign = isRightToLeft ? 'right' : 'left';
  for (const [index, line] of lines.entries()) {
    context.fillText(line, isRightToLeft ? MARGIN + width : MARGIN, MARGIN + 40 + index * 52);
  }
  context.direction = 'ltr';
  context.textAlign = 'left';
}
