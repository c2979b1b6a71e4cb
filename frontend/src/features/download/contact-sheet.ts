import type { CompletedResult } from '../../../../src/contract/index.ts';
import { duration, money } from '../../lib/format.ts';
import { finishedResult } from './finished.ts';
import { type DownloadedRun, fetchPicture, save, slug } from './picture-file.ts';

const CELL = 640;
const GAP = 32;
const CAPTION = 76;
const MARGIN = 64;
const INK = '#161616';
const SOFT = '#565656';

type Cell = { result: CompletedResult; bitmap: ImageBitmap };

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

function drawCell(context: CanvasRenderingContext2D, cell: Cell, left: number, top: number, locale: string) {
  const { bitmap, result } = cell;
  const scale = Math.min(CELL / bitmap.width, CELL / bitmap.height);
  const width = bitmap.width * scale;
  const height = bitmap.height * scale;
  context.fillStyle = '#ededed';
  context.fillRect(left, top, CELL, CELL);
  context.drawImage(bitmap, left + (CELL - width) / 2, top + (CELL - height) / 2, width, height);
  context.fillStyle = INK;
  context.font = '600 24px system-ui, sans-serif';
  context.fillText(result.model, left, top + CELL + 34, CELL);
  context.fillStyle = SOFT;
  context.font = '20px system-ui, sans-serif';
  const facts = [
    duration(locale, result.durationMs),
    result.costUsd === undefined ? '' : money(locale, result.costUsd),
    `${result.width} × ${result.height}`,
  ];
  context.fillText(facts.filter(Boolean).join('  ·  '), left, top + CELL + 62, CELL);
}

async function drawSheet(run: DownloadedRun, cells: Cell[], locale: string): Promise<Blob> {
  const columns = columnsFor(cells.length);
  const rows = Math.ceil(cells.length / columns);
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser gives no canvas.');
  const inner = columns * CELL + (columns - 1) * GAP;
  const titleFont = '500 40px Georgia, serif';
  context.font = titleFont;
  const title = wrap(run.prompt, inner, (line) => context.measureText(line).width).slice(0, 6);
  const top = MARGIN + title.length * 52 + GAP;
  canvas.width = inner + 2 * MARGIN;
  canvas.height = top + rows * (CELL + CAPTION + GAP) - GAP + MARGIN;
  context.fillStyle = '#fafafa';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = INK;
  context.font = titleFont;
  const isRightToLeft = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(run.prompt);
  context.direction = isRightToLeft ? 'rtl' : 'ltr';
  context.textAlign = isRightToLeft ? 'right' : 'left';
  for (const [index, line] of title.entries()) {
    context.fillText(line, isRightToLeft ? MARGIN + inner : MARGIN, MARGIN + 40 + index * 52);
  }
  context.direction = 'ltr';
  context.textAlign = 'left';
  for (const [index, cell] of cells.entries()) {
    const left = MARGIN + (index % columns) * (CELL + GAP);
    drawCell(context, cell, left, top + Math.floor(index / columns) * (CELL + CAPTION + GAP), locale);
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The sheet is empty.'))), 'image/png');
  });
}

/** Draws all pictures of a run on one sheet and downloads it as PNG. */
export async function downloadContactSheet(run: DownloadedRun, locale: string): Promise<void> {
  const results = run.tiles.flatMap((tile) => finishedResult(tile) ?? []);
  const cells = await Promise.all(
    results.map(async (result) => ({
      result,
      bitmap: await createImageBitmap(
        new Blob([await fetchPicture(result.imageUrl)], { type: result.contentType }),
      ),
    })),
  );
  const blob = await drawSheet(run, cells, locale);
  save(`${slug(run.prompt, 40)}-sheet.png`, 'image/png', new Uint8Array(await blob.arrayBuffer()));
  for (const { bitmap } of cells) bitmap.close();
}
