import type { CreateReferenceRequest } from '../../src/contract/index.ts';
import { lru } from '../../src/lib/lru.ts';
import type { PreparedPicture } from '../../src/lib/prepare-picture.ts';
import { UnusablePictureError } from '../../src/lib/unusable-picture.ts';
import { imageStore } from '../../src/store/image-store.ts';
import { referenceStore } from '../../src/store/reference-store.ts';
import { createRateLimiter } from '../../src/usecases/limits/rate-limiter.ts';
import type { UploadForms } from '../../src/usecases/ports.ts';
import { createReference } from '../../src/usecases/references/create-reference.ts';
import { prepareReference } from '../../src/usecases/references/prepare-reference.ts';
import { readStores } from './job-documents.ts';
import { jobWorld } from './job-world.ts';
import { noFaults, withFaults } from './store-faults.ts';

type World = ReturnType<typeof jobWorld>;
const ADDRESS = '203.0.113.7';

/** What the world's function makes of every picture but of the texts `broken`, `dark` and `larger`. */
const PREPARED: PreparedPicture = {
  bytes: new Uint8Array([1, 2, 3]),
  contentType: 'image/png',
  extension: 'png',
  width: 300,
  height: 200,
  isDark: false,
  thumbnail: new Uint8Array([4]),
};

/** The references function over the stores of a stack. */
export function referenceWorld(world: World = jobWorld(), faults = noFaults()) {
  const objects = withFaults(world.objects, faults);
  const signed: Parameters<UploadForms['sign']>[0][] = [];
  const prepared: Uint8Array[] = [];
  const tools = {
    ...readStores(objects),
    images: imageStore(objects),
    references: referenceStore(objects),
    cache: lru<object>(100),
    clients: { identify: async (address: string) => ({ address, hash: 'h' }) },
    rateLimiter: createRateLimiter({ counters: world.counters, log: world.log }),
    clock: world.clock,
    newId: world.newId,
    preparer: {
      async prepare(bytes: Uint8Array) {
        prepared.push(bytes);
        if (Buffer.from(bytes).toString() === 'broken') throw new UnusablePictureError('It is broken.');
        const isDark = Buffer.from(bytes).toString() === 'dark';
        const isLarger = Buffer.from(bytes).toString() === 'larger';
        return { ...PREPARED, isDark, width: isLarger ? 600 : PREPARED.width };
      },
    },
    forms: {
      async sign(upload: Parameters<UploadForms['sign']>[0]) {
        signed.push(upload);
        return { url: 'https://bucket.example', fields: { key: upload.key } };
      },
    },
  };
  const create = createReference(tools);
  const prepare = prepareReference(tools);
  return {
    world,
    signed,
    prepared,
    tools,
    create: (request: CreateReferenceRequest, runKey?: string, owner?: string) =>
      create({ request, runKey, owner, address: ADDRESS }),
    prepare: (uploadId: string, runKey?: string, owner?: string) =>
      prepare({ uploadId, runKey, owner, address: ADDRESS }),
    /** What a browser does with the last form. */
    upload: async (bytes: Uint8Array | string) => {
      const form = signed.at(-1);
      if (form === undefined) throw new Error('No form was signed.');
      const { key, contentType, metadata } = form;
      await world.objects.put(key, bytes, { contentType, metadata });
    },
  };
}
