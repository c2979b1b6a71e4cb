import { describe, expect, it } from '@jest/globals';
import type { RunListResponse, StatusResponse } from '../../src/contract/index.ts';
import { sha256Hex } from '../../src/lib/hash.ts';
import { editingStack, halfMask, pictureOf, pixelsAt } from '../helpers/local-stack/editing-stack.ts';
import { DEMO_STYLES, smallDemo } from '../helpers/local-stack/small-demo.ts';

const TWELVE = [...DEMO_STYLES, ...DEMO_STYLES, ...DEMO_STYLES];
const FIRST = '1-demo-aurora';
const TENTH = '10-demo-bauhaus';
const { send, statusOf, askElsewhere, run, goOnFrom, uploaded } = editingStack(smallDemo(TWELVE));

type Pixels = Awaited<ReturnType<typeof pixelsAt>>;
const meanOf = ({ data, info }: Pixels) => {
  let sum = 0;
  for (let at = 0; at < data.length; at += info.channels) sum += data[at] ?? 0;
  return (sum * info.channels) / data.length;
};

describe('a run, night by twelve models, one repainted, one widened, one cut out', () => {
  const steps: StatusResponse[] = [];
  const step = (place: number) => {
    const found = steps[place];
    if (found === undefined) throw new Error(`There is no step ${place}.`);
    return found;
  };
  const idOf = (place: number) => step(place).jobId;
  /** Goes on from a picture of the step before. */
  async function next(modelId: string, request: object): Promise<StatusResponse> {
    const { jobId } = step(steps.length - 1);
    const references = [(await goOnFrom(jobId, modelId)).referenceId];
    const made = await run({ ...request, references, parent: { jobId, modelId } });
    steps.push(made);
    expect(made).toMatchObject({ status: 'completed', parent: { jobId, modelId } });
    return made;
  }

  it('is each a child of the other', async () => {
    steps.push(await run({ prompt: 'a red fox in snow', models: [FIRST] }));
    const day = meanOf(await pixelsAt(pictureOf(step(0), FIRST).imageUrl));

    const night = await next(FIRST, { prompt: 'make it night', operation: 'change' });
    expect(night).toMatchObject({ totalModels: 12, completedPictures: 12 });
    for (const { modelId } of night.results) {
      expect(meanOf(await pixelsAt(pictureOf(night, modelId).imageUrl))).toBeLessThan(day * 0.7);
    }

    const source = pictureOf(night, TENTH);
    const mask = (await uploaded(await halfMask(source))).referenceId;
    const red = { prompt: 'make it red', operation: 'repaint', mask, models: [FIRST] };
    const [before, after] = await Promise.all(
      [pictureOf(night, TENTH), pictureOf(await next(TENTH, red), FIRST)].map(({ imageUrl }) =>
        pixelsAt(imageUrl),
      ),
    );
    if (before === undefined || after === undefined) throw new Error('There are no pictures.');
    expect(rightHalf(after).equals(rightHalf(before))).toBe(true);
    expect(after.data.equals(before.data)).toBe(false);

    const wide = await next(FIRST, {
      prompt: 'more sea',
      operation: 'widen',
      expand: { left: 128, bottom: 64 },
      models: [FIRST],
    });
    expect(pictureOf(wide, FIRST)).toMatchObject({
      width: source.width + 128,
      height: source.height + 64,
    });

    const cut = await next(FIRST, { operation: 'cut-out', models: [FIRST] });
    expect((await pixelsAt(pictureOf(cut, FIRST).imageUrl)).info.channels).toBe(4);
    expect(new Set(steps.map(({ jobId }) => jobId)).size).toBe(5);
  }, 200_000);

  it('is told alike to a second device, which walks back from the last to the first', async () => {
    const walked: string[] = [];
    for (let id: string | undefined = idOf(4); id !== undefined; ) {
      walked.push(id);
      const { status, body }: { status: number; body: StatusResponse } = await askElsewhere(`/status/${id}`);
      expect(status).toBe(200);
      expect(body).toEqual((await statusOf(id)).body);
      for (const { imageUrl, sha256 } of body.inputs ?? []) {
        expect(sha256Hex(Buffer.from(await (await fetch(imageUrl)).arrayBuffer()))).toBe(sha256);
      }
      id = body.parent?.jobId;
    }
    expect(walked).toEqual(steps.map(({ jobId }) => jobId).toReversed());
  }, 60_000);

  it("is in the gallery and in one's own list, which tells whose child each is", async () => {
    const { body } = await askElsewhere<{ galleries: { id: string }[] }>('/gallery/list');
    expect(body.galleries.map(({ id }) => id)).toEqual(steps.map(({ jobId }) => jobId).toReversed());
    const own = await send<RunListResponse>('GET', '/runs');
    expect(own.body.runs.map(({ jobId, parent }) => [jobId, parent?.jobId])).toEqual(
      [4, 3, 2, 1, 0].map((place) => [idOf(place), place === 0 ? undefined : idOf(place - 1)]),
    );
  });

  it('stays readable when the one in the middle is deleted, for everybody', async () => {
    expect((await send('DELETE', `/runs/${idOf(2)}`)).status).toBe(202);
    expect((await askElsewhere(`/status/${idOf(2)}`)).status).toBe(410);
    for (const place of [0, 1, 3, 4]) {
      const { status, body } = await askElsewhere<StatusResponse>(`/status/${idOf(place)}`);
      expect([status, body]).toEqual([200, step(place)]);
      for (const { imageUrl } of body.inputs ?? []) expect((await fetch(imageUrl)).status).toBe(200);
      const [result] = body.results;
      expect((await fetch(pictureOf(body, result?.modelId ?? '').imageUrl)).status).toBe(200);
    }
    const refused = await send('POST', '/references', { from: { jobId: idOf(2), modelId: FIRST } });
    expect([refused.status, refused.body.code]).toEqual([410, 'RUN_DELETED']);
    // A child whose parent is gone is drawn again from its own copy.
    expect((await run({ retryOf: idOf(3), models: [FIRST] })).status).toBe('completed');
    expect(pictureOf((await statusOf(idOf(3))).body, FIRST).width).toBe(pictureOf(step(3), FIRST).width);
  }, 60_000);
});

function rightHalf({ data, info: { width, height, channels } }: Pixels): Buffer {
  const [row, half] = [width * channels, (width / 2) * channels];
  return Buffer.concat(
    Array.from({ length: height }, (_, y) => data.subarray(y * row + half, (y + 1) * row)),
  );
}
