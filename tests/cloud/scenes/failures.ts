import { lookAt, type Stage, see, servedPage } from '../stage.ts';
import { DEMOS, type Workspace } from '../workspace.ts';
import { apiText, writeVersion } from './versions.ts';

/** Not the name that the project proposes: scripts and SAM have to agree on it all the same. */
const STACK = 'my-pixels';

/** CloudFormation refuses an alarm without a threshold, after it has made the bucket. */
const BROKEN = `Resources:
  BrokenAlarm:
    Type: AWS::CloudWatch::Alarm
    DependsOn: ImagesBucket
    Properties: {Namespace: A, MetricName: B, ComparisonOperator: GreaterThanThreshold, EvaluationPeriods: 1}
`;

/** What goes wrong on the second day, and the way out that the script names. */
export async function failures(stage: Stage, proved: (claim: string) => void): Promise<void> {
  const workspace = await stage.copy();
  workspace.writeParameters(DEMOS);
  workspace.edit('samconfig.toml', /stack_name = "pixel-prompt-dev"/g, `stack_name = "${STACK}"`);
  writeVersion(workspace, 'first');

  const buckets = await listBuckets(stage);
  await failFirst(stage, workspace);
  const left = (await listBuckets(stage)).filter((name) => !buckets.includes(name));
  see(
    'no bucket is left over',
    left.every((name) => name.startsWith('aws-sam-cli-managed')),
    left,
  );
  proved(
    'a first deployment that failed says how to get rid of it before it builds again, and leaves no bucket',
  );

  await stage.deploy(workspace, ['dev', '--yes']);
  const deployed = await lookAt(stage, STACK);
  const firstPage = await servedPage(deployed);
  const stacks = (await stage.aws(
    'cloudformation',
    'list-stacks',
    '--query',
    'StackSummaries[].StackName',
  )) as string[];
  see('the stack has the name that samconfig.toml says', !stacks.includes('pixel-prompt-dev'), stacks);
  proved('another stack name in samconfig.toml holds for SAM and for the script: one stack, with its site');

  workspace.edit('frontend/src/main.tsx', /^/, `import './nothing-there';\n`);
  workspace.writeParameters({ ...DEMOS, IPRateLimit: 88 });
  writeVersion(workspace, 'never');
  await stage.deploy(workspace, ['dev', '--yes'], { code: 6 });
  see(
    'a site that does not build leaves the functions alone',
    (await apiText(deployed)) === 'Unknown first.',
  );
  workspace.edit('frontend/src/main.tsx', `import './nothing-there';\n`, '');
  proved('a site that does not build stops the deployment before AWS is touched');

  workspace.edit('template.yaml', 'Resources:\n', BROKEN);
  const failed = await stage.deploy(workspace, ['dev', '--yes'], { code: 7 });
  see('the state is named', failed.includes('UPDATE_ROLLBACK_COMPLETE'), failed.slice(-600));
  see('the page is as before', (await servedPage(deployed)) === firstPage);
  see('the API is as before', (await apiText(deployed)) === 'Unknown first.');
  workspace.edit('template.yaml', BROKEN, 'Resources:\n');
  writeVersion(workspace, 'other');
  await stage.deploy(workspace, ['dev', '--yes']);
  const otherPage = await servedPage(deployed);
  see('the next deployment works', otherPage !== firstPage && (await apiText(deployed)) === 'Unknown other.');
  proved('a failed update leaves page and API as they were, and the next deployment works');

  writeVersion(workspace, 'third');
  await stage.deploy(workspace, ['dev', '--yes'], {
    code: 8,
    failing: `s3://${deployed.bucket}/site/index.html`,
  });
  see('the new functions are live with the old page', (await apiText(deployed)) === 'Unknown third.');
  see('the old page is whole', (await servedPage(deployed)) === otherPage);
  await stage.deploy(workspace, ['dev', '--rollback', '--yes']);
  see('the rollback goes to what was live before', (await apiText(deployed)) === 'Unknown other.');
  see('with its page', (await servedPage(deployed)) === otherPage);
  proved('after a deployment that failed behind the stack, --rollback goes to what was live before it');

  await seeDataGuarded(stage, workspace, deployed.data);
  proved('the stack policy refuses an update that would replace the bucket, whoever starts it');
}

/** As a newcomer would: it fails, the command is run again, the advice is followed. */
async function failFirst(stage: Stage, workspace: Workspace): Promise<void> {
  workspace.edit('template.yaml', 'Resources:\n', BROKEN);
  const first = await stage.deploy(workspace, ['dev', '--yes'], { code: 7 });
  see(
    'the stack that SAM made is looked at',
    first.includes(`${STACK} was never completed`),
    first.slice(-800),
  );
  const advice = `sam delete --stack-name ${STACK} --region us-west-2 --no-prompts`;
  see(
    'the way out is named',
    first.includes('ROLLBACK_COMPLETE') && first.includes(advice),
    first.slice(-800),
  );
  workspace.edit('template.yaml', BROKEN, 'Resources:\n');
  const again = await stage.deploy(workspace, ['dev', '--yes'], { code: 7 });
  see('it is named before minutes of building', again.includes(advice) && !again.includes('Building'), again);
  const { code } = await stage.run(workspace, 'bash', ['-c', advice]);
  see('the advice works', code === 0);
}

async function seeDataGuarded(stage: Stage, workspace: Workspace, data: object): Promise<void> {
  const bare = await stage.run(workspace, 'sam', [
    ...['deploy', '--config-env', 'dev', '--stack-name', STACK, '--no-confirm-changeset'],
    ...['--parameter-overrides', 'Environment=staging'],
  ]);
  const reasons = JSON.stringify(
    await stage.aws(
      ...['cloudformation', 'describe-stack-events', '--stack-name', STACK],
      ...['--query', 'StackEvents[].ResourceStatusReason'],
    ),
  );
  see('the update is refused', bare.code !== 0 && reasons.includes('denied by stack policy'), {
    code: bare.code,
    reasons: reasons.slice(0, 600),
  });
  const after = await lookAt(stage, STACK);
  see('the data is where it was', JSON.stringify(after.data) === JSON.stringify(data), after.data);
}

async function listBuckets(stage: Stage): Promise<string[]> {
  return (await stage.aws('s3api', 'list-buckets', '--query', 'Buckets[].Name')) as string[];
}
