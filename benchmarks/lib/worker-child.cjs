// A fresh process that loads the worker's bundle, draws one picture, and says what it took: time, CPU and memory.
const { readFileSync } = require('node:fs');
const [file, event] = process.argv.slice(2);

const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
/** Most memory that was ever resident, in MB. */
const mostMb = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;

async function draw(handler) {
  const wall = performance.now();
  const cpu = cpuMs();
  await handler(JSON.parse(event), { awsRequestId: 'bench', getRemainingTimeInMillis: () => 300_000 });
  return { wallMs: performance.now() - wall, cpuMs: cpuMs() - cpu };
}

async function main() {
  const { handler } = require(file);
  const loadCpuMs = cpuMs();
  const loadedMb = mostMb();
  const first = await draw(handler);
  const firstMb = mostMb();
  const second = await draw(handler);
  process.send({ loadCpuMs, loadedMb, first, firstMb, second, mostMb: mostMb() }, () => process.exit(0));
}
void main();
