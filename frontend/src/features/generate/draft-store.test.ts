import { describe, expect, it } from '@jest/globals';
import { parseDraft } from './draft.ts';
import { changeDraft, draftAt, redoDraft, replaceDraft, seedDraft, undoDraft } from './draft-store.ts';
import { historyStore } from './history.ts';

const prompt = (place: string) => draftAt(place).prompt;

describe('Drafts', () => {
  it('belong to a place, so that runs do not overwrite each other', () => {
    changeDraft('new', { prompt: 'words of my own' });
    seedDraft('run-1', parseDraft({ prompt: 'words of a run' }));
    expect([prompt('new'), prompt('run-1')]).toEqual(['words of my own', 'words of a run']);
  });

  it('of a run stay as they were edited when the run is opened again', () => {
    seedDraft('run-1', parseDraft({ prompt: 'words of a run' }));
    changeDraft('run-1', { prompt: 'edited words' });
    seedDraft('run-1', parseDraft({ prompt: 'words of a run' }));
    expect(prompt('run-1')).toBe('edited words');
  });

  it('keep what was replaced, in order, and the way forward', () => {
    changeDraft('new', { prompt: 'one' });
    replaceDraft('new', { prompt: 'two' });
    replaceDraft('new', { prompt: 'three', aspectRatio: '16:9' });
    undoDraft('new');
    expect(draftAt('new')).toMatchObject({ prompt: 'two', aspectRatio: '1:1' });
    undoDraft('new');
    expect(prompt('new')).toBe('one');
    undoDraft('new');
    expect(prompt('new')).toBe('one');
    redoDraft('new');
    redoDraft('new');
    expect(draftAt('new')).toMatchObject({ prompt: 'three', aspectRatio: '16:9' });
  });

  it('put a replaced prompt into the history, but not settings alone', () => {
    changeDraft('new', { prompt: 'never drawn' });
    replaceDraft('new', { aspectRatio: '16:9' });
    expect(historyStore.get()).toEqual([]);
    replaceDraft('new', { prompt: '' });
    expect(historyStore.get()).toEqual(['never drawn']);
  });

  it('live in the tab, and the last one begins the next tab', () => {
    changeDraft('new', { prompt: 'in this tab' });
    expect(sessionStorage.getItem('pixel-prompt.drafts')).toContain('in this tab');
    expect(JSON.parse(localStorage.getItem('pixel-prompt.draft') ?? '{}')).toMatchObject({
      prompt: 'in this tab',
    });
    // Another tab writes the shared copy; the words here stay.
    localStorage.setItem('pixel-prompt.draft', JSON.stringify({ prompt: 'in another tab' }));
    dispatchEvent(new StorageEvent('storage', { key: 'pixel-prompt.draft' }));
    expect(prompt('new')).toBe('in this tab');
  });
});
