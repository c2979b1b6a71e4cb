import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { EditOperation } from '../../src/contract/constants.ts';
import type { Margins, ResultErrorCode } from '../../src/contract/index.ts';
import { dots, heavyPng, plain, pngBomb, pngClaim, profileBomb, scanBomb } from './pictures.ts';

export const KEY = 'sk-hostile-4711-abcdefghijkl';

export type WorkerName = 'worker' | 'large-worker';

export interface HostileReply {
  name: string;
  /** The protocol that the slot speaks; plain OpenAI if left out. */
  provider?: string;
  /** What is to be done to pictures of four megapixels, instead of drawing one. */
  edit?: { operation: EditOperation; pictures?: number; expand?: Margins };
  /** Answers every request of the case; `base` is where this vendor is. */
  answer: Answer | Prepared;
  /** Which worker draws, where no edit decides; the one for everyday runs if left out. */
  workers?: readonly WorkerName[];
  /** Takes the processor seconds, which on a busy machine are minutes. */
  heavy?: true;
  /** How the attempt must end. */
  ends: ResultErrorCode | 'completed';
  /** What else must be true of the stored result. */
  check?: (result: Record<string, unknown>) => boolean;
}

/** An answer that takes time and memory to make, so it is made when it is needed. */
export interface Prepared {
  prepare: () => Promise<Answer>;
}
export type Answer = (request: IncomingMessage, response: ServerResponse, base: string) => void;
const MB = 1024 * 1024;
const later = (prepare: Prepared['prepare']): Prepared => ({ prepare });

const send =
  (body: string | Uint8Array, { status = 200, ...headers }: Record<string, string | number> = {}): Answer =>
  (_, response) => {
    response.writeHead(Number(status), { 'content-type': 'application/json', ...headers } as never).end(body);
  };
const picture = (bytes: Uint8Array, more: object = {}) =>
  JSON.stringify({ data: [{ b64_json: Buffer.from(bytes).toString('base64'), ...more }] });
/** Writes the same piece for as long as the reader takes it, or `pieces` times. */
const pour =
  (
    piece: string | Uint8Array,
    { head = '', pieces = Number.POSITIVE_INFINITY, headers = {} as Record<string, string> } = {},
  ): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.write(head);
    let left = pieces;
    const more = () => {
      while (left > 0 && !response.destroyed) {
        left -= 1;
        if (!response.write(piece)) return;
      }
      if (left === 0) response.end();
    };
    response.on('drain', more);
    more();
  };
const drip =
  (head: string): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write(head);
    const timer = setInterval(() => response.write('a'), 100);
    response.on('close', () => clearInterval(timer));
  };
/** Bytes that no HTTP library would send. */
const raw =
  (write: (send: (text: string) => void, end: () => void) => void): Answer =>
  ({ socket }) => {
    socket.on('error', () => undefined);
    write(
      (text) => socket.destroyed || socket.write(text),
      () => socket.end(),
    );
  };
/** The picture lies at an address of the same server. */
const elsewhere =
  (serve: Answer): Answer =>
  (request, response, base) => {
    if (request.method === 'POST')
      send(JSON.stringify({ data: [{ url: `${base}/picture.png` }] }))(request, response, base);
    else serve(request, response, base);
  };
/** Black Forest Labs: a task, then its state, then a picture. */
const task =
  (poll: Answer): Answer =>
  (request, response, base) => {
    if (request.method === 'POST')
      send(JSON.stringify({ id: '1', polling_url: `${base}/poll` }))(request, response, base);
    else poll(request, response, base);
  };

const enlarged = (sigma = 30) => dots(512, 512, sigma).resize(4096, 4096);
const DEMO_EDITS: readonly NonNullable<HostileReply['edit']>[] = [
  { operation: 'change' },
  { operation: 'combine', pictures: 4 },
  { operation: 'repaint' },
  // To 9.4 megapixels, the most that is widened.
  { operation: 'widen', expand: { left: 1024, right: 1024, bottom: 256 } },
  { operation: 'enlarge' },
  { operation: 'cut-out' },
];
/** A vendor may answer so to anything, and what is stored of it is adopted by the large worker. */
const BOTH: readonly WorkerName[] = ['worker', 'large-worker'];
const LARGE: readonly WorkerName[] = ['large-worker'];
const hasThumbnail = ({ thumbnailKey }: Record<string, unknown>) => thumbnailKey !== undefined;
const good = await plain(64, 64).png().toBuffer();
const blocks = Buffer.alloc(MB, 0x61);
const zeros = (megabytes: number) => Buffer.alloc(megabytes * MB);
const disguisedKey = [...KEY].join('\u200b');

/** What each vendor may do to a worker, and how the attempt ends all the same. */
export const HOSTILE_REPLIES: readonly HostileReply[] = [
  // Bodies without end and without truth.
  { name: 'an endless body', answer: pour(blocks), ends: 'INVALID_IMAGE' },
  {
    name: 'an endless text in JSON',
    answer: pour(blocks, { head: '{"data":[{"b64_json":"' }),
    ends: 'INVALID_IMAGE',
  },
  {
    name: 'an announced terabyte',
    answer: pour(blocks, { headers: { 'content-length': '1099511627776' } }),
    ends: 'INVALID_IMAGE',
  },
  { name: 'a slow drip', answer: drip('{"data":[{"b64_json":"'), ends: 'TIMEOUT' },
  { name: 'silence', answer: () => undefined, ends: 'TIMEOUT' },
  {
    name: 'headers and silence',
    answer: (_, response) => response.writeHead(200).flushHeaders(),
    ends: 'TIMEOUT',
  },
  {
    name: 'fewer bytes than announced',
    answer: raw((write, end) => {
      write('HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n{"data":');
      end();
    }),
    ends: 'OUTCOME_UNKNOWN',
  },
  {
    name: 'more bytes than announced',
    answer: raw((write, end) => {
      write(`HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n${picture(good)}`);
      end();
    }),
    ends: 'INVALID_IMAGE',
  },
  {
    name: 'no HTTP',
    answer: raw((write, end) => {
      write('\0\x01\x02 hello\r\n\r\n');
      end();
    }),
    ends: 'OUTCOME_UNKNOWN',
  },
  {
    name: 'headers without end',
    answer: raw((write) => {
      write('HTTP/1.1 200 OK\r\n');
      for (let line = 0; line < 20_000; line += 1) write(`x-${line}: ${'a'.repeat(1000)}\r\n`);
    }),
    ends: 'OUTCOME_UNKNOWN',
  },
  {
    name: 'interim responses without end',
    answer: raw((write) => {
      for (let hint = 0; hint < 200_000; hint += 1) write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n');
    }),
    ends: 'TIMEOUT',
  },
  // Bombs.
  {
    name: 'a gzip bomb',
    answer: later(async () => send(gzipSync(zeros(300), { level: 1 }), { 'content-encoding': 'gzip' })),
    ends: 'INVALID_IMAGE',
  },
  {
    name: 'a brotli bomb',
    answer: later(async () =>
      send(brotliCompressSync(zeros(300), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }), {
        'content-encoding': 'br',
      }),
    ),
    ends: 'INVALID_IMAGE',
  },
  {
    name: 'a bomb in a bomb',
    answer: later(async () =>
      send(gzipSync(gzipSync(zeros(300), { level: 1 })), { 'content-encoding': 'gzip, gzip' }),
    ),
    ends: 'INVALID_IMAGE',
  },
  { name: 'broken gzip', answer: send('no gzip', { 'content-encoding': 'gzip' }), ends: 'OUTCOME_UNKNOWN' },
  { name: '30 MB of brackets', answer: later(async () => send('['.repeat(30 * MB))), ends: 'INVALID_IMAGE' },
  {
    name: '39 MB of small numbers',
    answer: later(async () => send(`[${'1,'.repeat(19 * MB)}1]`)),
    ends: 'INVALID_IMAGE',
  },
  {
    name: '300,000 names',
    answer: later(async () => send(`{${Array.from({ length: 300_000 }, (_, at) => `"${at}":1`).join()}}`)),
    ends: 'INVALID_IMAGE',
  },
  {
    name: 'names of the prototype',
    answer: send('{"__proto__":{"data":[{"b64_json":"aaaa"}]},"constructor":{"prototype":{"data":1}}}'),
    ends: 'INVALID_IMAGE',
  },
  {
    name: '39 MB of base64 that is not a picture',
    answer: later(async () => pour('A'.repeat(MB), { head: '{"data":[{"b64_json":"', pieces: 39 })),
    ends: 'INVALID_IMAGE',
  },
  {
    name: '39 MB of base64 that is not a picture, to its end',
    answer: later(async () => send(JSON.stringify({ data: [{ b64_json: 'A'.repeat(39 * MB) }] }))),
    ends: 'INVALID_IMAGE',
  },
  {
    name: '39 MB of base64 in escapes',
    answer: later(async () => send(`{"data":[{"b64_json":"${'\\u0041'.repeat(6 * MB)}"}]}`)),
    ends: 'INVALID_IMAGE',
  },
  {
    name: 'a picture of 28 MB',
    answer: later(async () => send(picture(await heavyPng(28 * MB)))),
    heavy: true,
    ends: 'completed',
  },
  {
    name: 'a picture of 39 MB as it is',
    answer: later(async () => send(await heavyPng(39 * MB), { 'content-type': 'image/png' })),
    heavy: true,
    ends: 'completed',
  },
  {
    name: '10,000 pictures',
    answer: later(async () =>
      send(JSON.stringify({ data: Array(10_000).fill({ b64_json: 'A'.repeat(100) }) })),
    ),
    ends: 'INVALID_IMAGE',
  },
  // Pixels.
  {
    name: 'a PNG of 60,000 x 60,000',
    answer: send(picture(pngClaim(60_000, 60_000))),
    ends: 'INVALID_IMAGE',
  },
  { name: 'a PNG of 16,000 x 16,000', answer: send(picture(pngBomb(16_000, 16_000))), ends: 'completed' },
  {
    name: 'a PNG whose sides are negative',
    answer: send(picture(pngClaim(0xffffffff, 0xffffffff))),
    ends: 'INVALID_IMAGE',
  },
  {
    name: 'a PNG that claims 4000 x 4000',
    answer: send(picture(pngClaim(4000, 4000))),
    ends: 'INVALID_IMAGE',
  },
  {
    name: 'an interlaced PNG of 6000 x 6000',
    answer: later(async () => send(picture(await plain(6000, 6000).png({ progressive: true }).toBuffer()))),
    ends: 'completed',
  },
  {
    name: 'an interlaced PNG of 4470 x 4470 in 64 bits',
    workers: BOTH,
    answer: later(async () =>
      send(
        picture(
          await plain(4470, 4470).ensureAlpha().toColourspace('rgb16').png({ progressive: true }).toBuffer(),
        ),
      ),
    ),
    ends: 'completed',
  },
  {
    name: 'a progressive JPEG of 6000 x 6000',
    answer: later(async () => send(picture(await plain(6000, 6000).jpeg({ progressive: true }).toBuffer()))),
    ends: 'completed',
  },
  {
    name: 'a progressive JPEG of 4470 x 4470',
    answer: later(async () =>
      send(
        picture(await plain(4470, 4470).jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer()),
      ),
    ),
    ends: 'completed',
  },
  {
    name: 'a progressive JPEG of 4470 x 4470 for printers',
    workers: BOTH,
    answer: later(async () =>
      send(
        picture(
          await plain(4470, 4470)
            .toColourspace('cmyk')
            .jpeg({ progressive: true, chromaSubsampling: '4:4:4' })
            .toBuffer(),
        ),
      ),
    ),
    ends: 'completed',
  },
  {
    name: 'a JPEG of 3000 scans',
    answer: later(async () => send(picture(await scanBomb(3000, 3000, 3000)))),
    ends: 'INVALID_IMAGE',
  },
  {
    name: 'a WebP of 6000 x 6000',
    answer: later(async () =>
      send(picture(await plain(6000, 6000).webp({ lossless: true, effort: 0 }).toBuffer())),
    ),
    ends: 'completed',
  },
  {
    name: 'a WebP of 4470 x 4470',
    answer: later(async () =>
      send(picture(await plain(4470, 4470).webp({ lossless: true, effort: 0 }).toBuffer())),
    ),
    ends: 'completed',
  },
  {
    name: 'a profile that unpacks to 400 MB',
    answer: later(async () => send(picture(await profileBomb(400)))),
    ends: 'completed',
  },
  {
    name: 'half a picture',
    answer: later(async () =>
      send(picture((await plain(2000, 2000).png({ compressionLevel: 0 }).toBuffer()).subarray(0, MB))),
    ),
    ends: 'INVALID_IMAGE',
  },
  // What is no attack: the largest results that a row of the catalog has, at their heaviest.
  {
    name: 'what was widened: a PNG of 4096 x 2304',
    workers: LARGE,
    answer: later(async () => send(picture(await dots(4096, 2304).png().toBuffer()))),
    heavy: true,
    ends: 'completed',
    check: hasThumbnail,
  },
  {
    name: 'what was enlarged: a JPEG of 4096 x 4096',
    workers: LARGE,
    answer: later(async () => send(picture(await dots(4096, 4096).jpeg({ quality: 95 }).toBuffer()))),
    heavy: true,
    ends: 'completed',
    check: hasThumbnail,
  },
  {
    name: 'what was enlarged: a WebP of 4096 x 4096',
    workers: LARGE,
    answer: later(async () => send(picture(await enlarged().webp({ quality: 80, effort: 1 }).toBuffer()))),
    heavy: true,
    ends: 'completed',
    check: hasThumbnail,
  },
  {
    name: 'what was enlarged: a lossless WebP of 4096 x 4096',
    workers: LARGE,
    answer: later(async () => send(picture(await enlarged().webp({ lossless: true, effort: 0 }).toBuffer()))),
    heavy: true,
    ends: 'completed',
    check: hasThumbnail,
  },
  {
    name: 'what was enlarged: a PNG of 4096 x 4096',
    workers: LARGE,
    answer: later(async () => send(picture(await enlarged(8).png().toBuffer()))),
    heavy: true,
    ends: 'completed',
    check: hasThumbnail,
  },
  {
    name: 'what was scaled down first and then enlarged',
    provider: 'stability-ai',
    edit: { operation: 'enlarge' },
    answer: later(async () => {
      const image = await dots(4096, 4096).jpeg({ quality: 95 }).toBuffer();
      return send(JSON.stringify({ image: image.toString('base64'), finish_reason: 'SUCCESS', seed: 7 }));
    }),
    heavy: true,
    ends: 'completed',
  },
  // What the demo models do themselves.
  ...DEMO_EDITS.map(
    (edit): HostileReply => ({
      name: `to ${edit.operation} pictures of four megapixels`,
      provider: 'demo',
      edit,
      answer: () => undefined,
      heavy: true,
      ends: 'completed',
      check: hasThumbnail,
    }),
  ),
  // Words.
  {
    name: 'a revised prompt of 7 MB with the key',
    answer: later(async () =>
      send(picture(good, { revised_prompt: `${disguisedKey} \u202e${'a fox '.repeat(MB)}` })),
    ),
    ends: 'completed',
    check: ({ revisedPrompt }) =>
      String(revisedPrompt).length <= 2000 && !String(revisedPrompt).includes('\u200b'),
  },
  {
    name: 'an error of 38 MB that is slow to read',
    answer: later(async () =>
      send(JSON.stringify({ error: { message: 'model '.repeat(6 * MB) } }), { status: 400 }),
    ),
    ends: 'BAD_PARAMETER',
  },
  {
    name: 'an error that quotes the key',
    answer: send(JSON.stringify({ error: { message: `Key ${disguisedKey} is wrong` } }), { status: 401 }),
    ends: 'BAD_KEY',
  },
  {
    name: 'a wait of a century',
    answer: send('{}', { status: 429, 'retry-after': '3153600000' }),
    ends: 'RATE_LIMITED',
  },
  {
    name: 'a price of a trillion',
    answer: send(JSON.stringify({ ...JSON.parse(picture(good)), usage: { cost_in_usd_ticks: 9e21 } })),
    ends: 'completed',
    check: ({ costUsd, reportedCostUsd }) => costUsd === 0.04 && reportedCostUsd === 9e11,
  },
  // What it says it is, and where it sends us.
  {
    name: 'a page',
    answer: send('<html>Log in</html>', { 'content-type': 'text/html' }),
    ends: 'INVALID_IMAGE',
  },
  {
    name: 'a picture called a page',
    answer: send(picture(good), { 'content-type': 'text/html' }),
    ends: 'completed',
  },
  {
    name: 'SVG called PNG',
    answer: send(picture(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))),
    ends: 'INVALID_IMAGE',
  },
  {
    name: 'a redirection',
    answer: (request, response, base) =>
      send('', { status: 307, location: `${base}/again` })(request, response, base),
    ends: 'PROVIDER_DOWN',
  },
  {
    name: 'an address of the cloud',
    answer: send(JSON.stringify({ data: [{ url: 'http://169.254.169.254/latest/meta-data' }] })),
    ends: 'INVALID_IMAGE',
  },
  {
    name: 'an address of a file',
    answer: send(JSON.stringify({ data: [{ url: 'file:///etc/passwd' }] })),
    ends: 'INVALID_IMAGE',
  },
  {
    name: 'an address that leads in circles',
    answer: elsewhere((request, response, base) =>
      send('', { status: 302, location: `${base}/picture.png` })(request, response, base),
    ),
    ends: 'INVALID_IMAGE',
  },
  {
    name: 'an address that leads to another port',
    answer: elsewhere((request, response, base) =>
      send('', { status: 302, location: 'http://127.0.0.1:9/' })(request, response, base),
    ),
    ends: 'INVALID_IMAGE',
  },
  { name: 'an address without an end', answer: elsewhere(pour(blocks)), ends: 'INVALID_IMAGE' },
  { name: 'an address that drips', answer: elsewhere(drip('')), ends: 'TIMEOUT' },
  { name: 'an address that is silent', answer: elsewhere(() => undefined), ends: 'TIMEOUT' },
  {
    name: 'an address that answers in gzip',
    answer: elsewhere(send(gzipSync(good), { 'content-encoding': 'gzip' })),
    ends: 'completed',
  },
  {
    name: 'a task that never ends',
    provider: 'black-forest-labs',
    answer: task(send('{"status":"Pending"}')),
    ends: 'TIMEOUT',
  },
  {
    name: 'a task on another server',
    provider: 'black-forest-labs',
    answer: send('{"id":"1","polling_url":"https://evil.example/1"}'),
    ends: 'INVALID_IMAGE',
  },
  {
    name: 'a task whose state is endless',
    provider: 'black-forest-labs',
    answer: task(pour(blocks)),
    ends: 'INVALID_IMAGE',
  },
  {
    name: 'a task whose state is deep',
    provider: 'black-forest-labs',
    answer: later(async () => task(send('['.repeat(30 * MB)))),
    ends: 'INVALID_IMAGE',
  },
  // The same of other protocols.
  ...[
    'openai',
    'google-gemini',
    'google-imagen',
    'stability-ai',
    'recraft',
    'black-forest-labs',
    'fal',
    'replicate',
    'bedrock-stability',
    'bedrock-nova-canvas',
  ].flatMap((provider): HostileReply[] => [
    { name: 'an endless body', provider, answer: pour(blocks), ends: 'INVALID_IMAGE' },
    {
      name: '30 MB of brackets',
      provider,
      answer: later(async () => send('['.repeat(30 * MB))),
      ends: 'INVALID_IMAGE',
    },
    { name: 'silence', provider, answer: () => undefined, ends: 'TIMEOUT' },
  ]),
];
