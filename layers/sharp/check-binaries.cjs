// npm calls a binary that it could not fetch optional and goes on; the worker could then draw nothing.
const { existsSync } = require('node:fs');

const cpu = process.env.npm_config_cpu || process.arch;
const missing = [`sharp-linux-${cpu}`, `sharp-libvips-linux-${cpu}`].filter(
  (name) => !existsSync(`node_modules/@img/${name}`),
);
if (missing.length > 0) {
  console.error(
    `npm could not fetch @img/${missing.join(' and @img/')}. Look at the network or proxy and build again.`,
  );
  process.exitCode = 1;
}
