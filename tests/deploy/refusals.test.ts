import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createWorkbench, type Workbench } from './workbench.ts';

const DEMOS = { ModelCount: 2, Model1Name: 'Demo Aurora', Model2Name: 'Demo Contour', PromptModelIndex: 0 };

let bench: Workbench;
beforeEach(async () => {
  bench = await createWorkbench();
  bench.writeParameters(DEMOS);
  bench.writeChangeSet([]);
});
afterEach(() => bench.close());

const calls = () => bench.calls().map(({ call }) => call);

function expectOnlyStack(name: string): void {
  const named = calls().filter((call) => call.includes('--stack-name'));
  expect(named.length).toBeGreaterThan(5);
  for (const call of named) expect(call).toContain(`--stack-name ${name} `);
}

it('a plan lists everything that is wrong with the parameters at once, before it builds anything', async () => {
  bench.writeParameters({
    ...DEMOS,
    ModelCount: 4,
    Model3Name: 'GPT Image 2',
    Model3Key: 'sk-your-openai-key',
    Model4Name: 'Nobody knows me',
    IPRateLimit: 0,
    IPWhitelist: '10.0.0.0/99',
    AllowedOrigins: 'pictures.example',
    ModelOverrides: '{"1": {"timeoutSeconds": 1}}',
    Favourite: 'blue',
  });
  const { code, text } = await bench.deploy(['dev', '--plan']);
  expect(code).toBe(5);
  for (const fault of [
    /Favourite: the template has no such parameter/,
    /parameters\.json IPRateLimit: must be 1 or more/,
    /Model3Key/,
    /Model4Name “Nobody knows me” is not a known model/,
    /IPWhitelist has "10\.0\.0\.0\/99"/,
    /AllowedOrigins must list origins/,
    /ModelOverrides "1", timeoutSeconds/,
  ]) {
    expect(text).toMatch(fault);
  }
  expect(text).not.toContain('sk-your-openai-key');
  expect(calls()).not.toContainEqual(expect.stringContaining('sam build'));
});

describe('the environment on the command line', () => {
  it('is not overruled by a file', async () => {
    bench.writeParameters({ ...DEMOS, Environment: 'dev' });
    const { code, text } = await bench.deploy(['prod']);
    expect(code).toBe(5);
    expect(text).toContain('parameters.json says Environment "dev", and you deploy prod.');
    expect(calls()).not.toContainEqual(expect.stringContaining('sam build'));
  });

  it('is not overruled by samconfig.toml', async () => {
    bench.writeSamconfig((text) => text.replace('Environment = "prod"', 'Environment = "dev"'));
    const { code, text } = await bench.deploy(['prod']);
    expect(code).toBe(5);
    expect(text).toContain('samconfig.toml [prod] says Environment "dev"');
  });

  it('may be said again', async () => {
    bench.writeParameters({ ...DEMOS, Environment: 'dev' });
    expect((await bench.deploy(['dev', '--plan'])).code).toBe(0);
  });

  it('is that of the stack', async () => {
    await bench.deploy(['dev', '--yes']);
    bench.writeSamconfig((text) => text.replaceAll('pixel-prompt-prod', 'pixel-prompt-dev'));
    const { code, text } = await bench.deploy(['prod']);
    expect(code).toBe(5);
    expect(text).toContain('The stack was deployed as dev; as prod it would get another, empty bucket.');
  });
});

describe('the name of the stack', () => {
  it('is that of samconfig.toml, for SAM and for the script', async () => {
    bench.writeSamconfig((text) =>
      text.replaceAll('stack_name = "pixel-prompt-dev"', 'stack_name = "my-pixels"'),
    );
    const { code, text } = await bench.deploy(['dev', '--yes']);
    expect(code).toBe(0);
    expect(text).toContain('my-pixels in account');
    expect(bench.stackParameters('my-pixels')).toMatchObject({ ModelCount: '2' });
    expectOnlyStack('my-pixels');
  });

  /** As SAM saves it: what the project has as a table becomes one text. */
  const answers = (environment: string) => `
[default.global.parameters]
stack_name = "pixel-prompt-dev"
[default.deploy.parameters]
stack_name = "guided-pixels"
parameter_overrides = "Environment=\\"${environment}\\" ModelCount=\\"3\\""
`;
  const guided = (environment: string) =>
    bench.read('samconfig.toml').replace(/\n\[default[\s\S]*?\n(?=# -)/, answers(environment));

  it.each(['samconfig.local.toml', 'samconfig.toml'])(
    'is the one that guided mode was told, by its answers in %s',
    async (file) => {
      writeFileSync(join(bench.folder, file), guided('dev'));
      const { code, text: said } = await bench.deploy(['dev', '--yes']);
      expect(code).toBe(0);
      expect(said).toMatch(new RegExp(`guided-pixels in account .* \\(${file}\\)`));
      expectOnlyStack('guided-pixels');
    },
  );

  it('is not that of another environment, nor of a copy without answers', async () => {
    const nameIn = async (text: string) => {
      writeFileSync(join(bench.folder, 'samconfig.local.toml'), text);
      return /(\S+) in account .* \((.*)\)/.exec((await bench.deploy(['staging', '--plan'])).text)?.slice(1);
    };
    expect(await nameIn(guided('dev'))).toEqual(['pixel-prompt-staging', 'samconfig.toml']);
    expect(await nameIn(guided('staging'))).toEqual(['guided-pixels', 'samconfig.local.toml']);
    expect(await nameIn(bench.read('samconfig.toml'))).toEqual(['pixel-prompt-staging', 'samconfig.toml']);
  });

  it('may not be too long for the names made of it', async () => {
    bench.writeSamconfig((text) => text.replaceAll('"pixel-prompt-dev"', `"${'p'.repeat(60)}"`));
    const { code, text } = await bench.deploy(['dev', '--plan']);
    expect(code).toBe(5);
    expect(text).toMatch(/The stack name p+ is 13 characters too long .*\n.*Take at most 47 characters/);
  });
});

describe('what the account has no room for', () => {
  it('is a reservation beyond what is unreserved', async () => {
    bench.setAccount({ concurrency: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 120 } });
    bench.writeParameters({ ...DEMOS, WorkerConcurrency: 50 });
    const { code, text } = await bench.deploy(['dev', '--plan']);
    expect(code).toBe(5);
    expect(text).toContain(
      'WorkerConcurrency is 50, but only 20 can be reserved: AWS keeps 100 of 1000 free.',
    );
  });

  it('is any reservation in a new account', async () => {
    bench.setAccount({ concurrency: { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 } });
    bench.writeParameters({ ...DEMOS, WorkerConcurrency: 1 });
    expect((await bench.deploy(['dev', '--plan'])).text).toContain('only 0 can be reserved');
    bench.writeParameters(DEMOS);
    const { code, text } = await bench.deploy(['dev', '--plan']);
    expect(code).toBe(0);
    expect(text).toContain('Warning: That is the quota of a new account');
  });

  it('is another policy of CloudFront', async () => {
    bench.setAccount({ policies: 19 });
    const { code, text } = await bench.deploy(['dev', '--plan']);
    expect(code).toBe(5);
    expect(text).toContain(
      'CloudFront allows 20 response-headers policies per account; 19 exist and 3 are needed',
    );
    expect(text).not.toContain('cache policies');
  });

  it('may be CloudFront itself, which a new account hears before it waits', async () => {
    bench.setAccount({ distributions: 0 });
    const { code, text } = await bench.deploy(['dev', '--plan']);
    expect(code).toBe(0);
    expect(text).toContain('AWS may refuse the first one until it has verified the account');
  });
});

describe('a stack that cannot be changed', () => {
  it.each([
    ['ROLLBACK_COMPLETE', 'sam delete --stack-name pixel-prompt-dev --region us-west-2'],
    ['UPDATE_ROLLBACK_FAILED', 'aws cloudformation continue-update-rollback --stack-name pixel-prompt-dev'],
    ['UPDATE_IN_PROGRESS', 'aws cloudformation cancel-update-stack --stack-name pixel-prompt-dev'],
  ])('%s is explained before anything is built', async (status, wayOut) => {
    bench.setStackStatus(status);
    const { code, text } = await bench.deploy(['dev', '--yes']);
    expect(code).toBe(7);
    expect(text).toContain(status);
    expect(text).toContain(wayOut);
    expect(calls()).not.toContainEqual(expect.stringContaining('sam build'));
  });
});
