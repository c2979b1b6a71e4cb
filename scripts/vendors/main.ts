import { exampleParameters, exampleRounds } from './example.ts';
import { FAULTS } from './faults.ts';
import { startVendors } from './server.ts';

/** `npm run vendors`: the address on stdout, an example to try it with on stdout too, nothing else. */
const vendors = await startVendors({ port: Number(process.env.PORT || 4600) });
const rounds = exampleRounds();
const round = Math.min(Math.max(Number(process.argv[2] ?? 1), 1), rounds.length);
const slots = rounds[round - 1] ?? [];
const parameters = exampleParameters({ slots, url: vendors.url, keyOf: (slot) => `any-key-${slot}` });

process.stdout.write(`The scripted vendor is ready: ${vendors.url}\n
${slots.length} models that ask it (part ${round} of ${rounds.length}; the others: npm run vendors -- <part>); save as vendors.parameters.json:

${JSON.stringify({ Parameters: parameters }, null, 2)}

Then start the product with it:

  PARAMETERS_FILE=vendors.parameters.json npm start

Make something go wrong: write [[fault:down]] or [[fault:down@recraft]] into the prompt, or
  curl -X POST ${vendors.url}/_fault -d '{"fault": "rate-limited", "vendor": "openai", "times": 1}'
Faults: ${Object.keys(FAULTS).join(', ')}
Every request so far: ${vendors.url}/_log
`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => vendors.close().then(() => process.exit(0)));
}
