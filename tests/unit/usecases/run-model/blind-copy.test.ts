import { describe, expect, it } from '@jest/globals';
import { blindCopy } from '../../../../src/usecases/run-model/blind-copy.ts';
import { fakeClock } from '../../../helpers/fake-clock.ts';
import { recordingLog } from '../../../helpers/recording-log.ts';
import { event, INVOCATION, JOB, MODEL, PNG, workerWorld } from '../../../helpers/worker-world.ts';

const NAME = '5d3c9e1f-2b7a-4c9d-8e1f-0f8d2c5e6a4b';
const KEY = `images/${JOB}/blind-${NAME}.webp`;

describe('a picture that is drawn blind', () => {
  it('is stored once more under a name that tells nothing, beside the picture itself', async () => {
    const world = await workerWorld([{ bytes: PNG }]);
    const shapes: unknown[] = [];
    const blindPicture = async (bytes: Uint8Array, shape: unknown) => {
      expect(bytes).toEqual(PNG);
      shapes.push(shape);
      return new TextEncoder().encode('blind');
    };
    const asked = event({ blind: NAME, parameters: { aspectRatio: '16:9' } });
    await world.worker({ blindPicture })(asked, INVOCATION);
    expect(await world.result()).toMatchObject({
      status: 'completed',
      imageKey: `images/${JOB}/${MODEL}.png`,
      blind: { key: KEY, bytes: 5 },
    });
    expect(shapes).toEqual(['16:9']);
    const { body, options } = world.objects.objects.get(KEY) ?? {};
    expect([Buffer.from(body ?? []).toString(), options]).toEqual([
      'blind',
      { contentType: 'image/webp', cacheControl: 'public, max-age=3600' },
    ]);
    // It is not one of the pictures of the run.
    expect([...(await world.images.list(JOB)).keys()]).toEqual([MODEL]);
    expect([...(await world.images.listSmall(JOB)).keys()]).toEqual([MODEL]);
  });

  it('is kept, and paid for once, if there can be nothing to show blind', async () => {
    const world = await workerWorld([{ bytes: PNG }]);
    const blindPicture = () => Promise.reject(new Error('too large'));
    await world.worker({ blindPicture })(event({ blind: NAME }), INVOCATION);
    const result = await world.result();
    expect(result).toMatchObject({ status: 'completed', costUsd: 0.04 });
    expect(result).not.toHaveProperty('blind');
    expect(world.asked).toHaveLength(1);
  });

  it('is stored again when the store fails for a moment', async () => {
    let tries = 0;
    const saveBlind = async () => {
      tries += 1;
      if (tries === 1) throw new Error('lost');
      return KEY;
    };
    const blindPicture = async () => new TextEncoder().encode('blind');
    const tools = { images: { saveBlind }, blindPicture, clock: fakeClock(), log: recordingLog() };
    expect(await blindCopy(tools, event({ blind: NAME }), PNG)).toEqual({ blind: { key: KEY, bytes: 5 } });
    expect(tries).toBe(2);
  });

  it('is not made for other runs', async () => {
    const world = await workerWorld([{ bytes: PNG }]);
    await world.worker()(event(), INVOCATION);
    expect(await world.result()).not.toHaveProperty('blind');
    expect(world.keysUnder(`images/${JOB}/blind-`)).toEqual([]);
  });
});
