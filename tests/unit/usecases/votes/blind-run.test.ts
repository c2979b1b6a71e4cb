import { describe, expect, it } from '@jest/globals';
import { RUN_KEY } from '../../../helpers/deletion-world.ts';
import { votingWorld } from '../../../helpers/voting-world.ts';

describe('a run that is judged', () => {
  it('is taken while a run is blind: not before it has ended, not once it is revealed, not on other runs', async () => {
    const { vote, next, work, reveal, undo, jobId } = await votingWorld({ drawn: false });
    for (const ask of [() => vote(), () => next()])
      await expect(ask()).rejects.toMatchObject({ code: 'RUN_NOT_ENDED' });
    await work();
    await vote();
    await reveal();
    for (const ask of [() => vote(), () => next(), () => undo(`${jobId}_A_B`)])
      await expect(ask()).rejects.toMatchObject({ code: 'RUN_REVEALED' });
    const open = await votingWorld({ blind: false });
    await expect(open.vote()).rejects.toMatchObject({ code: 'RUN_REVEALED' });
  });

  it('is of whoever may see the run', async () => {
    const { vote, next } = await votingWorld();
    for (const who of [{}, { runKey: 'some-other-key-that-does-not-fit' }, { voterKey: RUN_KEY }])
      for (const ask of [() => vote({}, who), () => next(5, who)])
        await expect(ask()).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    for (const jobId of ['no id', '0f8d2c5e-6a4b-4d3c-9e1f-2b7a8c9d0e1f'])
      await expect(vote({ jobId })).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
  });
});
