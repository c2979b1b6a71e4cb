import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { type LoggedRequest, startVendors } from '../../scripts/vendors/server.ts';
import { resolveSlots } from '../../src/config/slots.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { IMAGE_PROVIDERS } from '../../src/providers/image-models.ts';
import { installedModules } from '../installed.ts';
import { judges } from './judges.ts';

/**
 * Lets each vendor's own SDK ask the scripted vendor for the picture that our provider asks it for, and compares what
 * both sent, field by field, and the bytes that both made of the reply. An SDK that could not read the scripted reply would
 * show that the reply is only our reading of the protocol.
 */
const PROMPT = 'a red fox in snow';
const KEY = 'sk-judged-0123456789ABCDEF';
const modules = installedModules('sdks');
const load = (name: string) => import(pathToFileURL(join(modules, name)).href);

await using vendors = await startVendors({ port: 0 });
let failed = 0;
for (const judge of judges({ url: vendors.url, key: KEY, prompt: PROMPT, load })) {
  vendors.clearLog();
  const theirs = await judge.draw();
  const asked = generated(vendors.log());
  vendors.clearLog();
  const ours = await draw(judge.name, judge.override);
  const sent = generated(vendors.log());
  const faults = [
    ...differences(asked, sent, judge.apart ?? {}),
    ...(Buffer.compare(theirs, ours) === 0 ? [] : ['the pictures differ']),
  ];
  failed += faults.length === 0 ? 0 : 1;
  console.log(`${faults.length === 0 ? 'same' : 'DIFFERENT'}  ${judge.sdk}: ${judge.name}`);
  for (const fault of faults) console.log(`  ${fault}`);
}
console.log(failed === 0 ? 'Every SDK sends and reads what the providers do.' : `${failed} differ.`);
process.exitCode = failed === 0 ? 0 : 1;

/** The one request to draw. */
function generated(log: readonly LoggedRequest[]): LoggedRequest {
  const requests = log.filter(({ kind }) => kind === 'generate');
  const [request] = requests;
  if (request === undefined || requests.length > 1) throw new Error(`${requests.length} requests to draw.`);
  return request;
}

/** With our provider, as a slot of the catalog that only asks another address. */
async function draw(name: string, override: object): Promise<Uint8Array> {
  const [slot] = resolveSlots({ count: 1, names: [name], overrides: { 1: override }, now: Date.now() }).slots;
  const provider = IMAGE_PROVIDERS[slot?.provider ?? ''];
  if (slot === undefined || provider === undefined) throw new Error(`There is no slot ${name}.`);
  const tools = {
    fetch,
    clock: systemClock,
    bedrock: () => Promise.reject(new Error('No SDK of AWS here.')) as never,
  };
  const model = provider.createImageModel({ ...slot.settings, key: KEY }, tools);
  const call = model.plan({
    prompt: PROMPT,
    aspectRatio: '16:9',
    seed: slot.supports.seed ? 7 : undefined,
  } as never);
  return (await call.run({ signal: AbortSignal.timeout(30_000) })).bytes;
}

/** @param apart fields in which both may differ, with the reason */
function differences(theirs: LoggedRequest, ours: LoggedRequest, apart: Record<string, string>): string[] {
  const route = [theirs.method, theirs.path].join(' ');
  const ourRoute = [ours.method, ours.path].join(' ');
  const fields = (body: unknown) => body as Record<string, unknown>;
  const names = new Set([...Object.keys(fields(theirs.body)), ...Object.keys(fields(ours.body))]);
  const bodies = [...names].filter(
    (name) => !(name in apart) && !isDeepStrictEqual(fields(theirs.body)[name], fields(ours.body)[name]),
  );
  // The log shows that there was a key, in which header.
  const keyed = (request: LoggedRequest) =>
    Object.keys(request.headers).filter((name) => request.headers[name] === '<key>');
  return [
    ...(route === ourRoute ? [] : [`asked ${ourRoute}, the SDK ${route}`]),
    ...(isDeepStrictEqual(keyed(theirs), keyed(ours))
      ? []
      : [`key in ${keyed(ours)}, the SDK ${keyed(theirs)}`]),
    ...bodies.map(
      (name) =>
        `${name}: sent ${JSON.stringify(fields(ours.body)[name])}, the SDK ${JSON.stringify(fields(theirs.body)[name])}`,
    ),
  ];
}
