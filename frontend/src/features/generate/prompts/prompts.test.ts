import { describe, expect, it } from '@jest/globals';
import { promptsOf } from './prompts.ts';
import { THEME_NAMES } from './themes.ts';

describe.each(['en', 'de-AT'])('The prompts worth trying in %s', (locale) => {
  it('are at least sixty, all different, on every theme', async () => {
    const { prompts } = await promptsOf(locale).load();
    const all = THEME_NAMES.flatMap((theme) => prompts[theme]);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(60);
    for (const theme of THEME_NAMES) expect(prompts[theme].length).toBeGreaterThanOrEqual(6);
  });
});
