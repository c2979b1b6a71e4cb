import type { Run, Tile } from '../features/results/run-state.ts';
import { copyText } from '../lib/clipboard.ts';
import type { Messages } from '../lib/i18n/en.ts';
import { showToast } from '../lib/toasts.ts';
import { downloads } from './downloads.ts';

/** What leaves the page: files and the clipboard. Each function reports its outcome as a toast and never throws. */

const info = (text: string) => showToast({ kind: 'info', text, about: 'download' });
const failed = (text: string) => showToast({ kind: 'error', text, about: 'download' });

export async function copyToClipboard(t: Messages, text: string): Promise<void> {
  if (await copyText(text)) info(t.run.copied);
  else failed(t.run.copyFailed);
}

export async function copyPicture(t: Messages, tile: Tile): Promise<void> {
  if (tile.state.kind !== 'done') return;
  try {
    const { copyImage } = await downloads.load();
    await copyImage(tile.state.result.imageUrl);
    info(t.tile.imageCopied);
  } catch {
    failed(t.run.copyFailed);
  }
}

export async function savePicture(t: Messages, tile: Tile): Promise<void> {
  try {
    const { downloadPicture } = await downloads.load();
    await downloadPicture(tile);
  } catch {
    failed(t.download.failed);
  }
}

export async function saveAll(t: Messages, run: Run): Promise<void> {
  info(t.download.working(run.done));
  try {
    const { downloadAll } = await downloads.load();
    const { missing } = await downloadAll(run, location.href);
    if (missing === 0) info(t.download.done);
    else failed(t.download.partly(missing));
  } catch {
    failed(t.download.failed);
  }
}

export async function saveContactSheet(t: Messages, locale: string, run: Run): Promise<void> {
  try {
    const { downloadContactSheet } = await downloads.load();
    await downloadContactSheet(run, locale);
    info(t.download.sheetDone);
  } catch {
    failed(t.download.failed);
  }
}
