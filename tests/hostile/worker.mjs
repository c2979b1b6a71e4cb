// One run of the worker's bundle in a process of its own, as on Lambda: its memory and time are its own.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [bundle, event, milliseconds] = process.argv.slice(2);
const { handler } = createRequire(import.meta.url)(bundle);
const stopsAt = Date.now() + Number(milliseconds);
const began = Date.now();
await handler(JSON.parse(event), {
  awsRequestId: 'hostile',
  getRemainingTimeInMillis: () => stopsAt - Date.now(),
});
const { user, system } = process.cpuUsage();
process.send({
  megabytes: Math.round(peakKilobytes() / 1024),
  milliseconds: Date.now() - began,
  cpuMs: Math.round((user + system) / 1000),
});
process.disconnect();

function peakKilobytes() {
  // On Linux `maxRSS` begins with what the parent had when it forked.
  if (process.platform === 'linux')
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  return process.resourceUsage().maxRSS;
}
