import { type Stage, see } from '../stage.ts';
import { DEMOS } from '../workspace.ts';

const STACK = 'pixel-prompt-prod';
const DOMAIN = 'pictures.example.org';

/** What must never reach AWS: another environment than the one named, a domain without its certificate. */
export async function refusals(stage: Stage, proved: (claim: string) => void): Promise<void> {
  const workspace = await stage.copy();
  workspace.writeParameters({ ...DEMOS, Environment: 'dev' });
  const other = await stage.run(workspace, 'bash', ['scripts/deploy.sh', 'prod', '--yes']);
  await seeNoStack(stage);
  see('the file is named', other.stderr.includes('parameters.json says Environment "dev"'), other.stderr);
  proved('a file that says another Environment than the command line is refused');

  workspace.writeParameters({ ...DEMOS, SiteDomain: DOMAIN });
  const built = await stage.run(workspace, 'sam', ['build', '--config-env', 'prod']);
  see('a bare sam build works', built.code === 0, built.stderr.slice(-600));
  const bare = await stage.run(workspace, 'sam', [
    ...['deploy', '--config-env', 'prod', '--no-confirm-changeset'],
    ...['--parameter-overrides', `Environment=prod SiteDomain=${DOMAIN}`],
  ]);
  await seeNoStack(stage);
  see('SAM says why', bare.stderr.includes('SiteDomain needs SiteCertificateId'), bare.stderr.slice(-600));
  const plan = await stage.deploy(workspace, ['prod', '--plan'], { code: 5 });
  see('the plan says why', plan.includes('SiteDomain needs SiteCertificateId'), plan.slice(-400));
  proved(
    'SiteDomain without its certificate is refused by the plan, and by the template when SAM is used alone',
  );
}

async function seeNoStack(stage: Stage): Promise<void> {
  const stacks = (await stage.aws(
    ...['cloudformation', 'list-stacks', '--query', 'StackSummaries[].[StackName, StackStatus]'],
  )) as [string, string][];
  const found = stacks.find(([name, status]) => name === STACK && status !== 'REVIEW_IN_PROGRESS');
  see('AWS has no such stack', found === undefined, found);
}
