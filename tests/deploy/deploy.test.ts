import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createWorkbench, type Workbench } from './workbench.ts';

const KEY = 'sk-plain-4711';
const demos = Array.from({ length: 8 }, (_, index) => [`Model${index + 2}Name`, 'Demo Aurora']);
const PARAMETERS = {
  ModelCount: 9,
  Model1Name: 'GPT Image 2.6 Flare',
  Model1Key: KEY,
  ...Object.fromEntries(demos),
  GlobalRateLimit: 500,
};

let bench: Workbench;
beforeEach(async () => {
  bench = await createWorkbench();
  bench.writeParameters(PARAMETERS);
});
afterEach(() => bench.close());

describe('scripts/deploy.sh', () => {
  it('deploys for the first time, and says where everything is', async () => {
    const { code, text } = await bench.deploy(['dev', '--yes']);
    expect(text).toContain('==> Done');
    expect(code).toBe(0);
    expect(text).toContain('pixel-prompt-dev in account 123456789012, us-west-2');
    expect(text).toMatch(/Site +http:\/\/127\.0\.0\.1/);
    expect(text).toContain('All 13 checks hold.');
    expect(bench.read('frontend/.env')).toMatch(
      /^VITE_API_ENDPOINT=http:\/\/127\.0\.0\.1:\d+\nVITE_ENVIRONMENT=dev\n$/,
    );
    expect(bench.inBucket('site/index.html')).toContain('VITE_ENVIRONMENT=dev');
    expect(bench.inBucket('site/assets/app-1.js')).toBe('// built');
    const calls = bench.calls().map(({ call }) => call);
    expect(calls).toContainEqual(expect.stringContaining('create-invalidation --distribution-id E1'));
  });

  it('takes from samconfig.toml what parameters.json leaves out, and lists what it replaced', async () => {
    const { text } = await bench.deploy(['dev', '--yes']);
    expect(bench.stackParameters()).toMatchObject({
      Environment: 'dev',
      ModelCount: '9',
      GlobalRateLimit: '500',
      IPRateLimit: '20',
      Model1Name: 'GPT Image 2.6 Flare',
    });
    expect(text).toContain('ModelCount = 9   (parameters.json, instead of 3 of samconfig.toml [dev])');
    expect(text).toContain('IPRateLimit = 20   (samconfig.toml [dev])');
  });

  it('never raises a limit that parameters.json sets', async () => {
    bench.writeParameters({ ...PARAMETERS, IPRateLimit: 5 });
    await bench.deploy(['prod']);
    expect(bench.stackParameters('pixel-prompt-prod')).toMatchObject({
      IPRateLimit: '5',
      GlobalRateLimit: '500',
    });
  });

  it('changes nothing the second time and still ends well', async () => {
    await bench.deploy(['dev', '--yes']);
    const { code, text } = await bench.deploy(['dev', '--yes']);
    expect(text).toContain('No changes to deploy');
    expect(code).toBe(0);
  });

  it('brings a key with any character into the secret as it is', async () => {
    const key = `k"k' ey=$HOME \\" \\\\ {"a":"b"} \`x\` %41 'end"`;
    bench.writeParameters({ ...PARAMETERS, Model1Key: key });
    const { code } = await bench.deploy(['dev', '--yes']);
    expect(code).toBe(0);
    // As the template does it: '{"1": "${Model1Key}"}'
    expect(JSON.parse(`{"1": "${bench.stackParameters().Model1Key}"}`)).toEqual({ 1: key });
  });

  it('shows no key in its output, in an argument, or in a file that others can read', async () => {
    const { text } = await bench.deploy(['dev', '--yes']);
    expect(text).not.toContain(KEY);
    expect(JSON.stringify(bench.calls())).not.toContain(KEY);
    expect(bench.parameterFileMode()).toBe('600');
  });

  it('plans without changing anything', async () => {
    const change = (Action: string, LogicalResourceId: string, ResourceType: string) => ({
      ...{
        Action,
        LogicalResourceId,
        ResourceType,
        Replacement: Action === 'Modify' ? 'Conditional' : undefined,
      },
    });
    bench.writeChangeSet([
      change('Add', 'NewRole', 'AWS::IAM::Role'),
      change('Add', 'NewAlarm', 'AWS::CloudWatch::Alarm'),
      change('Modify', 'CountersTable', 'AWS::DynamoDB::Table'),
      change('Remove', 'OldAlarm', 'AWS::CloudWatch::Alarm'),
    ]);
    const { code, text } = await bench.deploy(['prod', '--plan']);
    expect(code).toBe(0);
    expect(text).toContain('2 added, 1 changed, 1 removed.');
    expect(text).toContain('RISK: CountersTable would be replaced or removed');
    expect(text).toContain('Nothing was changed');
    expect(() => bench.stackParameters()).toThrow();
  });

  it('leaves models and limits of the stack alone when it goes back', async () => {
    await bench.deploy(['dev', '--yes']);
    await bench.deploy(['dev', '--yes']);
    await bench.deploy(['dev', '--rollback', '--yes']);
    expect(bench.stackParameters()).toMatchObject({
      ModelCount: '9',
      GlobalRateLimit: '500',
      Model1Key: KEY,
    });
  });

  it('leaves them alone where there is no parameters.json, too', async () => {
    await bench.deploy(['dev', '--yes']);
    const before = bench.stackParameters();
    bench.removeParameters();
    const { code, text } = await bench.deploy(['dev', '--yes']);
    expect(code).toBe(0);
    expect(text).toContain('pixel-prompt-dev keeps its models, keys and limits');
    expect(bench.stackParameters()).toEqual(before);
  });

  it('checks what the stack keeps, too', async () => {
    bench.writeParameters({ ...PARAMETERS, Model2Name: 'DALL-E 3', Model2Key: KEY });
    await bench.deploy(['dev', '--yes']);
    bench.removeParameters();
    const { code, text } = await bench.deploy(['dev', '--plan']);
    expect(code).toBe(0);
    expect(text).toContain('GlobalRateLimit = 500   (the stack)');
    expect(text).toMatch(/Warning: Model 2: .*DALL-E 3/);
    expect(text).toContain('Warning: No budget is set');
    expect(text).not.toContain('is not used');
  });

  it('takes a key that the stack has, for the model that it was given for', async () => {
    await bench.deploy(['dev', '--yes']);
    const { Model1Key, ...others } = PARAMETERS;
    bench.writeParameters({ ...others, IPRateLimit: 7 });
    expect((await bench.deploy(['dev', '--yes'])).code).toBe(0);
    expect(bench.stackParameters()).toMatchObject({ Model1Key, IPRateLimit: '7' });
    bench.writeParameters({ ...others, Model1Name: 'Nano Banana Pro' });
    const { code, text } = await bench.deploy(['dev', '--yes']);
    expect(code).toBe(5);
    expect(text).toContain('Model1Key is missing');
  });

  it('says what an hour may cost while no budget is set', async () => {
    const { text } = await bench.deploy(['dev', '--plan']);
    expect(text).toMatch(/Warning: No budget is set: 500 runs an hour may cost \$2\d an hour/);
    bench.writeParameters({ ...PARAMETERS, DailyBudgetUsd: 10 });
    expect((await bench.deploy(['dev', '--plan'])).text).not.toContain('No budget');
  });

  it('refuses to guess when nobody can confirm', async () => {
    const { code, text } = await bench.deploy(['dev']);
    expect(code).toBe(2);
    expect(text).toContain('--yes');
  });

  it('explains itself when it is called wrongly', async () => {
    const { code, text } = await bench.deploy(['production']);
    expect(code).toBe(2);
    expect(text).toContain('Usage: scripts/deploy.sh dev|staging|prod');
  });
});

describe('scripts/deploy.sh says what failed', () => {
  it.each([[['sam']], [['aws']], [['sam', 'aws']]])(
    '%s: missing, and where they come from',
    async (without) => {
      const { code, text } = await bench.deploy(['prod'], { without });
      expect(code).toBe(3);
      for (const name of without) expect(text).toMatch(new RegExp(`${name} is missing.* Install it: https:`));
    },
  );

  it('no region is set', async () => {
    const { code, text } = await bench.deploy(['dev', '--plan'], { env: { AWS_REGION: '' } });
    expect(code).toBe(4);
    expect(text).toContain('No AWS region is set');
  });

  it('credentials are missing', async () => {
    bench.failOn({ 'get-caller-identity': 'Unable to locate credentials. You can run "aws configure".' });
    const { code, text } = await bench.deploy(['prod']);
    expect(code).toBe(4);
    expect(text).toContain('Unable to locate credentials');
  });

  it('a model is unknown', async () => {
    bench.writeParameters({ ...PARAMETERS, Model2Name: 'Demo Aurrora' });
    const { code, text } = await bench.deploy(['dev', '--yes']);
    expect(code).toBe(5);
    expect(text).toContain('Demo Aurora');
  });

  it('a key is missing', async () => {
    bench.writeParameters({ ...PARAMETERS, Model1Key: 'N/A' });
    const { code, text } = await bench.deploy(['dev', '--yes']);
    expect(code).toBe(5);
    expect(text).toContain('Model1Key is missing');
  });

  it('nothing was configured yet', async () => {
    bench.removeParameters();
    const { code, text } = await bench.deploy(['dev', '--plan']);
    expect(code).toBe(5);
    expect(text).toContain('There is no parameters.json yet. Write one with: npm run configure');
  });

  it('the parameters file that is asked for does not exist', async () => {
    const { code, text } = await bench.deploy(['dev', '--yes'], { env: { PARAMETERS_FILE: 'prod.json' } });
    expect(code).toBe(5);
    expect(text).toContain('PARAMETERS_FILE is prod.json, and there is no such file.');
  });

  it('there is no stack to go back with', async () => {
    const { code, text } = await bench.deploy(['prod', '--rollback']);
    expect(code).toBe(7);
    expect(text).toContain('There is no stack pixel-prompt-prod in us-west-2.');
  });

  it('a parameter has the wrong form', async () => {
    bench.writeParameters({ ...PARAMETERS, IPWhitelist: 'not an address!' });
    const { code, text } = await bench.deploy(['dev', '--yes']);
    expect(code).toBe(5);
    expect(text).toContain('IPWhitelist');
  });

  it('the functions do not build', async () => {
    bench.failOn({ 'sam build': 'Build Failed' });
    const { code, text } = await bench.deploy(['prod']);
    expect(code).toBe(6);
    expect(text).toContain('Build Failed');
  });

  it('the stack fails', async () => {
    bench.failOn({ 'sam deploy': 'Error: Failed to create/update the stack: pixel-prompt-prod' });
    const { code, text } = await bench.deploy(['prod']);
    expect(code).toBe(7);
    expect(text).toContain('below its minimum value of [10]');
    expect(text).not.toContain('==> Done');
  });

  it('the plan fails', async () => {
    bench.failOn({ 'sam deploy': 'Error: Failed to create changeset' });
    const { code, text } = await bench.deploy(['prod', '--plan']);
    expect(code).toBe(7);
    expect(text).toContain('could not plan pixel-prompt-prod');
  });

  it('the site cannot be uploaded', async () => {
    bench.failOn({ 's3 cp --recursive frontend/dist': 'Access Denied' });
    const { code, text } = await bench.deploy(['prod']);
    expect(code).toBe(8);
    expect(text).toContain('Access Denied');
  });

  it('the deployed system is not healthy', async () => {
    bench.breakApi(true);
    const { code, text } = await bench.deploy(['prod']);
    expect(code).toBe(9);
    expect(text).toContain('FAIL  GET /models: answered 500 INTERNAL');
    expect(text).toContain('This is the first release, so there is none to go back to');
  });
});
