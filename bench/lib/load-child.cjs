// A fresh process that loads one bundle, calls its handler once where there is an event, and says how long both took.
const [file, event] = process.argv.slice(2);
const before = performance.now();
const { handler } = require(file);
const loadMs = performance.now() - before;

async function firstAnswer() {
  const started = performance.now();
  const context = { awsRequestId: 'bench', getRemainingTimeInMillis: () => 10_000 };
  const reply = await handler(JSON.parse(event), context);
  return { firstMs: performance.now() - started, statusCode: reply?.statusCode };
}

(event ? firstAnswer() : Promise.resolve({})).then((first) => {
  process.send({ loadMs, ...first }, () => process.exit(0));
});
