#!/usr/bin/env node
// Stands in for curl where it is not installed: the options that docs/api.md uses, and no others.
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    silent: { type: 'boolean', short: 's' },
    request: { type: 'string', short: 'X', default: 'GET' },
    header: { type: 'string', short: 'H', multiple: true, default: [] },
    data: { type: 'string', short: 'd' },
  },
});
const headers = values.header.map((line) => line.split(/:\s*/, 2));
const response = await fetch(positionals[0], { method: values.request, headers, body: values.data });
process.stdout.write(await response.text());
