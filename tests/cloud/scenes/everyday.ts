import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Deployed, draw, lookAt, openRun, type Stage, see, servedPage } from '../stage.ts';
import { DEMOS, type Workspace } from '../workspace.ts';
import { issuerOfStack, OWNER_EMAIL, seeInvited, seeIssuer } from './closed.ts';
import { seeEditing } from './editing.ts';
import { apiText, writeVersion } from './versions.ts';

const STACK = 'pixel-prompt-staging';
const sameData = (before: object, after: object) => JSON.stringify(before) === JSON.stringify(after);

/** Plan, create, close, open with another version, go back, delete, create again for invited people. */
export async function everyday(stage: Stage, proved: (claim: string) => void): Promise<void> {
  const workspace = await stage.copy();
  workspace.writeParameters(DEMOS);
  writeVersion(workspace, 'first');
  const plan = await stage.deploy(workspace, ['staging', '--plan']);
  see('the plan counts what it adds', /\d\d added, 0 changed, 0 removed\./.test(plan), plan.slice(-600));
  see('the plan makes nothing', !(await listFunctions(stage)).some((name) => name.startsWith(STACK)));
  proved('--plan shows and counts what would be created, and creates nothing');

  const created = await stage.deploy(workspace, ['staging', '--yes', '--full-check']);
  see('a picture is drawn', /ok {4}POST \/generate draws a picture \(.*image\/webp\)/.test(created), created);
  const first = await lookAt(stage, STACK);
  const firstPage = await servedPage(first);
  see('the page served is the one built', firstPage === builtPage(workspace));
  const job = await draw(first);
  proved('a first deployment passes its health checks and draws pictures through the asynchronous worker');
  await seeEditing(stage, STACK, first, job);
  proved(
    'a picture is changed, repainted, widened, enlarged and cut out, with a mask uploaded to the bucket, and above four megapixels by the large worker',
  );
  proved('the roles of the functions suffice for all that, with IAM enforced');
  await seePolicy(stage, Object.keys(first.data));
  proved('a stack policy guards the bucket and the tables');

  await closeIt(stage, workspace, { first, job }, proved);

  writeVersion(workspace, 'other');
  // Left out, it would stay as it is.
  workspace.writeParameters({ ...DEMOS, Access: 'open' });
  await stage.deploy(workspace, ['staging', '--yes']);
  const otherPage = await servedPage(first);
  see('another page is served', otherPage !== firstPage && otherPage === builtPage(workspace));
  see('both pages have one size', otherPage.length === firstPage.length);
  see('another API answers', (await apiText(first)) === 'Unknown other.');
  await openRun(first, job);
  proved('and is opened again');

  await stage.deploy(workspace, ['staging', '--rollback', '--yes']);
  see('the rollback serves the page before, byte for byte', (await servedPage(first)) === firstPage);
  see('the rollback brings the API before', (await apiText(first)) === 'Unknown first.');
  await openRun(first, job);
  proved('--rollback serves the page and the API of the release before, byte for byte, and old runs open');

  await stage.deploy(workspace, ['staging', '--rollback', '--yes']);
  await stage.deploy(workspace, ['staging', '--rollback', '--yes'], { code: 10 });
  proved('--rollback goes back one more each time, until there is none');

  await remove(stage, workspace);
  const kept = (await stage.aws(
    's3api',
    'list-objects-v2',
    '--bucket',
    first.bucket,
    '--prefix',
    `images/${job}`,
  )) as {
    Contents?: unknown[];
  };
  see('the pictures outlive the stack', (kept.Contents ?? []).length > 0, kept);
  workspace.writeParameters({ ...DEMOS, Access: 'invited', OwnerEmail: OWNER_EMAIL });
  await stage.deploy(workspace, ['staging', '--yes']);
  const again = await lookAt(stage, STACK);
  see('a new stack gets a new bucket', again.bucket !== first.bucket, again);
  proved('a deleted stack leaves its pictures, and can be created again');
  await seeInvited(stage, again);
  proved(
    'a stack of invited people is created with its pool, its owner in it as an admin, and lets in nobody else',
  );
  await remove(stage, workspace);
}

/** Closes an open stack by its parameters. */
async function closeIt(
  stage: Stage,
  workspace: Workspace,
  { first, job }: { first: Deployed; job: string },
  proved: (claim: string) => void,
): Promise<void> {
  const { issuer, parameters } = await issuerOfStack();
  try {
    workspace.writeParameters({ ...DEMOS, ...parameters, IPRateLimit: 77 });
    await stage.deploy(workspace, ['staging', '--yes']);
    const changed = await lookAt(stage, STACK);
    const limit = (await stage.aws(
      ...['lambda', 'get-function-configuration', '--function-name', `${STACK}-GenerateFunction:live`],
      ...['--query', 'Environment.Variables.IP_RATE_LIMIT'],
    )) as string;
    see('the version that answers has the new limit', limit === '77', limit);
    see('a parameter replaces nothing that holds data', sameData(first.data, changed.data), changed.data);
    proved('a changed parameter reaches the version that answers, and replaces nothing that holds data');
    await seeIssuer(changed, issuer, job);
    proved(
      'a stack is closed by parameters: people of an issuer draw, others are refused, pictures have signed addresses',
    );
  } finally {
    // While it listens, this program would not end.
    await issuer.close();
  }
}

const builtPage = ({ folder }: Workspace) => readFileSync(join(folder, 'frontend/dist/index.html'), 'utf8');

async function listFunctions(stage: Stage): Promise<string[]> {
  return (await stage.aws('lambda', 'list-functions', '--query', 'Functions[].FunctionName')) as string[];
}

async function seePolicy(stage: Stage, ids: readonly string[]): Promise<void> {
  const policy = JSON.stringify(await stage.aws('cloudformation', 'get-stack-policy', '--stack-name', STACK));
  for (const id of ids)
    see(`the stack policy names ${id}`, policy.includes(`LogicalResourceId/${id}`), policy);
}

async function remove(stage: Stage, workspace: Workspace): Promise<void> {
  const { code, stdout, stderr } = await stage.run(workspace, 'sam', [
    ...['delete', '--stack-name', STACK, '--region', 'us-west-2', '--no-prompts'],
  ]);
  see('sam delete deletes the stack', code === 0, stdout + stderr);
}
