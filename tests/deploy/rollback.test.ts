import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createWorkbench, type Workbench } from './workbench.ts';

const DEMOS = { ModelCount: 2, Model1Name: 'Demo Aurora', Model2Name: 'Demo Contour', PromptModelIndex: 0 };

let bench: Workbench;
beforeEach(async () => {
  bench = await createWorkbench();
  bench.writeParameters(DEMOS);
  bench.writeCode('one..');
  expect((await bench.deploy(['dev', '--yes'])).code).toBe(0);
});
afterEach(() => bench.close());

const deploy = (words: string) => {
  bench.writeCode(words);
  return bench.deploy(['dev', '--yes']);
};
const rollBack = () => bench.deploy(['dev', '--rollback', '--yes']);
const history = () => JSON.parse(bench.inBucket('releases/history.json') ?? '[]') as string[];

describe('scripts/deploy.sh --rollback', () => {
  it('puts the page of the release before back, though it has the same size, and says when there is none', async () => {
    await deploy('two..');
    expect(bench.inBucket('site/index.html')).toContain('two..');
    const { code, text } = await rollBack();
    expect(code).toBe(0);
    expect(text).toContain('ok    The site is that of this release');
    expect(text).toContain('is back at release');
    expect(bench.inBucket('site/index.html')).toContain('one..');
    const again = await rollBack();
    expect(again.code).toBe(10);
    expect(again.text).toContain('has no earlier release');
  });

  it('goes to what was live before a deployment whose site could not be put live', async () => {
    await deploy('two..');
    bench.failOn({ 'site/index.html': 'Access Denied' });
    expect((await deploy('three')).code).toBe(8);
    bench.failOn({});
    expect((await rollBack()).code).toBe(0);
    expect(bench.inBucket('site/index.html')).toContain('two..');
  });

  it('goes to the last release when functions were deployed that never became one', async () => {
    bench.failOn({ 'releases/': 'Access Denied' });
    expect((await deploy('two..')).code).toBe(8);
    bench.failOn({});
    const { code } = await rollBack();
    expect(code).toBe(0);
    expect(history()).toHaveLength(1);
    expect(bench.inBucket('site/index.html')).toContain('one..');
  });

  it('tries the same release again after a rollback that failed half way', async () => {
    await deploy('two..');
    bench.failOn({ 'create-invalidation': 'Throttled' });
    const { code, text } = await rollBack();
    expect(code).toBe(8);
    expect(text).toContain('CloudFront did not forget the old page: Throttled');
    bench.failOn({});
    expect((await rollBack()).code).toBe(0);
    expect(bench.inBucket('site/index.html')).toContain('one..');
  });

  it('stays where it is when CloudFormation refuses to go back', async () => {
    await deploy('two..');
    bench.failOn({ 'sam deploy': 'Error: Failed to update the stack' });
    expect((await rollBack()).code).toBe(7);
    expect(history()).toHaveLength(2);
    expect(bench.inBucket('site/index.html')).toContain('two..');
  });

  it('never goes back to a release that did not work', async () => {
    bench.breakApi(true);
    expect((await deploy('two..')).code).toBe(9);
    bench.breakApi(false);
    await deploy('three');
    await rollBack();
    expect(bench.inBucket('site/index.html')).toContain('one..');
  });
});

describe('scripts/deploy.sh, of a site', () => {
  it('builds it before it touches the stack', async () => {
    bench.failOn({ 'npm run build': 'vite: Could not resolve ./nothing-there' });
    bench.writeParameters({ ...DEMOS, IPRateLimit: 88 });
    const { code, text } = await bench.deploy(['dev', '--yes']);
    expect(code).toBe(6);
    expect(text).toContain('Could not resolve ./nothing-there');
    expect(bench.stackParameters().IPRateLimit).toBe('20');
  });

  it('records the release before it touches what is served', async () => {
    await deploy('two..');
    const calls = bench.calls().map(({ call }) => call);
    const deployed = calls.findLastIndex((call) => call.startsWith('sam deploy'));
    const after = calls.slice(deployed);
    const recorded = after.findIndex((call) => call.includes('s3://bucket/releases/history.json --region'));
    const touched = after.findIndex((call) => call.includes('s3://bucket/site --exclude'));
    expect(touched).toBeGreaterThan(recorded);
    expect(after[touched + 1]).toContain('s3://bucket/site/index.html');
    expect(bench.inBucket('site/.vite/manifest.json')).toBeUndefined();
  });

  it('sees that another page is served', async () => {
    bench.breakSite(true);
    const { code, text } = await deploy('two..');
    expect(code).toBe(9);
    expect(text).toContain('FAIL  The site is that of this release: another page is served');
    expect(text).toContain('--rollback');
  });

  it('guards what holds data against every later update', async () => {
    expect(bench.stackPolicy()).toEqual({
      Statement: [
        { Effect: 'Allow', Principal: '*', Action: 'Update:*', Resource: '*' },
        {
          Effect: 'Deny',
          Principal: '*',
          Action: ['Update:Replace', 'Update:Delete'],
          Resource: ['LogicalResourceId/ImagesBucket'],
        },
      ],
    });
  });
});
