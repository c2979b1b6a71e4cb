import { describe, expect, it } from '@jest/globals';
import { votingWorld } from '../../../helpers/voting-world.ts';

describe('pairs to judge', () => {
  it('are told without whose pictures they are, until all have been judged', async () => {
    const { next, vote, jobId } = await votingWorld({ aspectRatio: '16:9' });
    const answer = await next();
    expect(answer).toEqual({
      pairs: [
        {
          jobId,
          prompt: 'a red fox in snow',
          left: {
            letter: expect.stringMatching(/^[AB]$/),
            imageUrl: expect.stringMatching(
              new RegExp(`^https://images.example/images/${jobId}/blind-[0-9a-f-]{36}[.]webp$`),
            ),
            width: 1024,
            height: 576,
          },
          right: expect.anything(),
        },
      ],
      done: 0,
      total: 1,
    });
    expect(JSON.stringify(answer)).not.toMatch(/model|Scripted|cost/i);
    await vote({ outcome: 'skip' });
    expect(await next()).toEqual({ pairs: [], done: 1, total: 1 });
  });

  it('are of different models, each once, and no more than are asked for', async () => {
    const { next, vote } = await votingWorld({ count: 2, models: ['1-model-1', '2-model-2'] });
    expect(await next(2)).toMatchObject({ pairs: { length: 2 }, done: 0, total: 4 });
    const seen = new Set<string>();
    for (let done = 0; done < 4; done += 1) {
      const answer = await next(10);
      expect([answer.pairs.length, answer.done]).toEqual([4 - done, done]);
      const [pair] = answer.pairs;
      const [left = '', right = ''] = [pair?.left.letter, pair?.right.letter];
      seen.add([left, right].sort().join(''));
      await vote({ left, right, outcome: 'tie' });
    }
    expect(seen.size).toBe(4);
    expect((await next()).pairs).toEqual([]);
  });
});
