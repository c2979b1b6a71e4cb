import { parseArguments, USAGE } from './arguments.ts';
import { DeployError } from './deploy-error.ts';
import { readOutputs, readStackParameters } from './describe-stack.ts';
import { runHealthCheck } from './health.ts';
import { readParameters } from './parameters.ts';
import { checkConcurrency, checkModels } from './preflight.ts';
import { recordRelease, rollBack } from './releases.ts';
import { report } from './report.ts';
import { writeParameterFile } from './sam-parameters.ts';
import { buildSite, invalidateSite, uploadSite, writeSiteEnvironment } from './site.ts';
import { buildFunctions, deployStack, type Stack, stackName } from './stack.ts';
import { checkCredentials, checkTools } from './tools.ts';

async function main(): Promise<void> {
  const options = parseArguments(process.argv.slice(2));
  if (options.action === 'help') {
    console.log(USAGE);
    return;
  }
  const { environment } = options;
  const confirm = environment !== 'prod' && !options.yes && options.action !== 'plan';
  if (confirm && !process.stdin.isTTY) {
    throw new DeployError(
      'usage',
      'Nobody is there to confirm the changes.',
      'Add --yes to go ahead unasked.',
    );
  }

  report.step('Checking tools and credentials');
  await checkTools();
  const account = await checkCredentials();
  const stack: Stack = { environment, name: stackName(environment), region: account.region };
  report.line(`${stack.name} in account ${account.id}, ${account.region}`);

  if (options.action === 'rollback') await goBack(stack, confirm);
  else await goForward(stack, { ...options, confirm });
}

async function goForward(
  stack: Stack,
  options: { action: string; confirm: boolean; fullHealthCheck: boolean },
): Promise<void> {
  report.step('Checking the configuration');
  const now = Date.now();
  const parameters = readParameters(stack.environment, await readStackParameters(stack), now);
  if (parameters.keepsAll) {
    report.line(`No parameters.json: ${stack.name} keeps its models, keys and limits.`);
  }
  checkModels(parameters, now);
  await checkConcurrency(parameters, stack.region);

  report.step('Building the functions (up to a minute)');
  await buildFunctions(stack.environment);

  const planOnly = options.action === 'plan';
  report.step(planOnly ? 'What would change' : `Deploying ${stack.name}`);
  const file = writeParameterFile(parameters.values);
  try {
    await deployStack(stack, { parameters: file.reference, confirm: options.confirm, planOnly });
  } finally {
    file.remove();
  }
  if (planOnly) {
    report.line('Nothing was changed. The code and this plan wait in AWS: a stack that is new shows as');
    report.line(`REVIEW_IN_PROGRESS. To go ahead: scripts/deploy.sh ${stack.environment}`);
    return;
  }
  const outputs = await readOutputs(stack);

  report.step('Building and uploading the site');
  writeSiteEnvironment(stack.environment, outputs.apiEndpoint);
  await buildSite();
  await uploadSite(outputs, stack.region);
  await invalidateSite(outputs);
  const release = await recordRelease(stack, outputs, new Date());

  report.step('Checking that it works');
  await runHealthCheck(outputs, { full: options.fullHealthCheck, stack });

  report.step('Done');
  report.line(`Site     ${outputs.siteUrl}`);
  report.line(`API      ${outputs.apiEndpoint}`);
  report.line(`Release  ${release}`);
  report.line(`Next: open the site; logs with  sam logs --stack-name ${stack.name} --tail`);
  report.line(`Back to the release before: scripts/deploy.sh ${stack.environment} --rollback`);
}

async function goBack(stack: Stack, confirm: boolean): Promise<void> {
  report.step(`Rolling ${stack.name} back`);
  const outputs = await readOutputs(stack);
  const release = await rollBack(stack, outputs, { confirm });
  await invalidateSite(outputs);
  report.step('Checking that it works');
  await runHealthCheck(outputs, { full: false, stack });
  report.step('Done');
  report.line(`${stack.name} is back at release ${release}. Parameters and keys are as they were.`);
}

// A key in the temporary file must not outlive an interrupted run: exit handlers remove it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

try {
  await main();
} catch (error) {
  if (!(error instanceof DeployError)) throw error;
  console.error(`\ndeploy: ${error.message}`);
  if (error.hint !== undefined) console.error(`        ${error.hint}`);
  process.exitCode = error.exitCode;
}
