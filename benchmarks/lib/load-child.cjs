// A fresh process that loads one bundle, calls its handler once where there is an event, and says what both took: CPU
// time of the main thread, which on an idle machine is the time that passes, and on a busy one is still the same.
const [file, event] = process.argv.slice(2);

const pause = new Int32Array(new SharedArrayBuffer(4));
const cpuMs = () => {
  // Linux counts a running thread's time only now and then, and exactly when it sleeps.
  Atomics.wait(pause, 0, 0, 0.05);
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
const before = cpuMs();
const { handler } = require(file);
const loadMs = cpuMs() - before;

async function firstAnswer() {
  // Where an address has no TLS, as here and never on AWS, the SDK imports this, which loads all of Node's fetch.
  await import('node:http');
  const started = cpuMs();
  const context = { awsRequestId: 'bench', getRemainingTimeInMillis: () => 10_000 };
  const reply = await handler(JSON.parse(event), context);
  return { firstMs: cpuMs() - started, statusCode: reply?.statusCode };
}

(event ? firstAnswer() : Promise.resolve({})).then((first) => {
  process.send({ loadMs, ...first }, () => process.exit(0));
});
