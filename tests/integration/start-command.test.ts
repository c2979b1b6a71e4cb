import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { takeStateFolder } from '../../local/state-folder.ts';
import { temporaryFolder } from '../helpers/local-stack/start.ts';

const MAIN = fileURLToPath(new URL('../../local/main.ts', import.meta.url));
const folder = temporaryFolder();
afterAll(folder.remove);

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs what `npm start` runs; `onOutput` sees everything printed so far. */
function start(
  environment: Record<string, string>,
  onOutput: (stdout: string, kill: () => void) => void = () => {},
  [command, ...args]: [string, ...string[]] = [process.execPath, MAIN],
) {
  const child = spawn(command, args, {
    env: {
      PATH: process.env.PATH ?? '',
      STATE_DIR: join(folder.path, 'state'),
      PORT: '0',
      AWS_PORT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    onOutput(stdout, () => child.kill('SIGINT'));
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

const file = (name: string, content: string) => {
  const path = join(folder.path, name);
  writeFileSync(path, content);
  return path;
};

describe('npm start', () => {
  it('prints two lines when it is ready, and ends at Ctrl-C with code 0', async () => {
    const parameters = file('good.json', '{"Parameters": {"ModelCount": 1, "Model1Name": "Demo Aurora"}}');
    const ended = await start({ PARAMETERS_FILE: parameters }, (stdout, kill) => {
      if (stdout.split('\n').length >= 3) kill();
    });
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(
      /^Pixel Prompt is ready: http:\/\/127\.0\.0\.1:\d+\nAWS endpoint: http:\/\/127\.0\.0\.1:\d+\n$/,
    );
  }, 60_000);

  it('ends when npm is ended and its shell passes nothing on', async () => {
    const parameters = file('one.json', '{"Parameters": {"ModelCount": 1, "Model1Name": "Demo Aurora"}}');
    const ended = await start(
      { PARAMETERS_FILE: parameters, npm_lifecycle_event: 'start', STATE_DIR: join(folder.path, 'orphan') },
      (stdout, kill) => {
        if (stdout.includes('AWS endpoint')) kill();
      },
      // A second command keeps the shell from becoming the first one.
      ['sh', '-c', `trap 'exit 1' INT; "${process.execPath}" "${MAIN}" & wait; true`],
    );
    // The pipe is closed when the last process that holds it has ended.
    expect(ended.stdout).toContain('Pixel Prompt is ready');
    takeStateFolder(join(folder.path, 'orphan')).release();
  }, 60_000);

  it('gives up the start at once when it is ended in the middle of it', async () => {
    let ready = false;
    const starting = spawn(process.execPath, [MAIN], {
      env: { PATH: process.env.PATH ?? '', STATE_DIR: join(folder.path, 'early'), PORT: '0', AWS_PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    starting.stdout.on('data', () => {
      ready = true;
    });
    starting.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    const state = join(folder.path, 'early');
    const timer = setInterval(() => {
      if (existsSync(join(state, 'state.db'))) starting.kill('SIGTERM');
    }, 5);
    const code = await new Promise((resolve) => starting.on('close', resolve));
    clearInterval(timer);
    expect({ code, ready, output }).toEqual({ code: 0, ready: false, output: '' });
    takeStateFolder(state).release();
  }, 60_000);

  it('lists every fault of the parameters file with its line, and no value', async () => {
    const path = file(
      'faults.json',
      '{"Parameters": {\n"ModelCount": 99,\n"Model1Nam": "Demo Aurora",\n"Environment": "test",\n"IPWhitelist": "sk-secret"\n}}',
    );
    const { code, stdout, stderr } = await start({ PARAMETERS_FILE: path });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`${path}:2 ModelCount: must be 20 or less.`);
    expect(stderr).toContain(
      `${path}:3 Model1Nam: the template has no such parameter; did you mean Model1Name?`,
    );
    expect(stderr).toContain(`${path}:4 Environment: must be one of dev, staging, prod.`);
    expect(stderr).toContain(`${path}:5 IPWhitelist: is not allowed.`);
    expect(stderr).not.toContain('sk-secret');
  }, 120_000);

  it('lists faults of the parameters and of the models together', async () => {
    const path = file(
      'all.json',
      '{"Parameters": {\n"ModelCount": 25,\n"Model1Name": "Demo Arora",\n"Model2Name": "Flux Dev",\n"ModelOverrides": {"1": {"nope": 1}}\n}}',
    );
    const { code, stderr } = await start({ PARAMETERS_FILE: path });
    expect(code).toBe(1);
    for (const part of [
      ':2 ModelCount:',
      ':3: Model1Name',
      ':4: Model2Key is missing',
      ':5: ModelOverrides "1", nope',
    ])
      expect(stderr).toContain(`${path}${part}`);
  }, 120_000);

  it('names the nearest model when one is not known', async () => {
    const path = file('model.json', '{"Parameters": {"ModelCount": 1,\n"Model1Name": "Demo Arora"}}');
    const { code, stderr } = await start({ PARAMETERS_FILE: path });
    expect(code).toBe(1);
    expect(stderr).toContain(
      `${path}:2: Model1Name “Demo Arora” is not a known model. Did you mean “Demo Aurora”`,
    );
  }, 120_000);

  it.each([
    ['{"Parameters": {\n"ModelCount": 4,\n}}', /:3 is not JSON/],
    ['{"ModelCount": 4}', /:1: write \{"Parameters"/],
  ])(
    'says what is wrong with %j',
    async (content, message) => {
      const { code, stderr } = await start({ PARAMETERS_FILE: file('broken.json', content) });
      expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
    },
    20_000,
  );

  it('refuses a missing parameters file, an invalid port and a broken template', async () => {
    const missing = await start({ PARAMETERS_FILE: join(folder.path, 'none.json') });
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('there is no such file')]);
    const directory = await start({ PARAMETERS_FILE: folder.path });
    expect([directory.code, directory.stderr]).toEqual([1, expect.stringContaining('this is not a file')]);
    const port = await start({ PORT: 'many' });
    expect([port.code, port.stderr]).toEqual([1, expect.stringContaining('PORT: "many" is not a port')]);
    const template = file('template.yaml', 'Resources:\n  A:\n    Type: !Reff B\n');
    const broken = await start({ TEMPLATE_FILE: template });
    expect([broken.code, broken.stderr]).toEqual([
      1,
      expect.stringContaining('template.yaml:3 unknown tag !Reff; write !Ref.'),
    ]);
  }, 120_000);

  it('says which port is busy and how to choose another', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, stderr } = await start({ PORT: String(port) });
    server.close();
    expect([code, stderr]).toEqual([1, expect.stringContaining(`Port ${port} is in use.`)]);
  }, 120_000);
});
