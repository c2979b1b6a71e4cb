import { loadTemplate } from '../../local/template/load.ts';
import { checkQuotas } from './account-quotas.ts';
import { parseArguments, USAGE } from './arguments.ts';
import { reportPlan } from './change-set.ts';
import { checkModels } from './check-models.ts';
import { DeployError } from './deploy-error.ts';
import {
  describeStack,
  readOutputs,
  type Stack,
  type StackDescription,
  type StackOutputs,
} from './describe-stack.ts';
import { runHealthCheck } from './health.ts';
import { type Parameters, readParameters } from './parameters.ts';
import { confirmRelease, release, rollBack } from './releases.ts';
import { report } from './report.ts';
import { writeParameterFile } from './sam-parameters.ts';
import { readStackName } from './samconfig.ts';
import { buildSite, invalidateSite } from './site.ts';
import { buildFunctions, deployStack } from './stack.ts';
import { checkStackName } from './stack-name.ts';
import { guardData } from './stack-policy.ts';
import { refuseUnusableStack } from './stack-status.ts';
import { checkCredentials, checkTools } from './tools.ts';

const TEMPLATE = 'template.yaml';

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
  const { name, from } = readStackName(environment);
  const stack: Stack = { environment, name, region: account.region };
  report.line(`${name} in account ${account.id}, ${account.region}   (${from})`);
  const deployed = await describeStack(stack);
  refuseUnusableStack(stack, deployed);

  if (options.action === 'rollback') await goBack(stack, confirm);
  else if (options.action === 'plan') await plan(stack, deployed);
  else await goForward(stack, deployed, { ...options, confirm });
}

/** Everything that can be wrong before something is built. */
async function checkConfiguration(stack: Stack, deployed: StackDescription | undefined): Promise<Parameters> {
  report.step('Checking the configuration');
  const now = Date.now();
  const template = loadTemplate(TEMPLATE);
  checkStackName(stack, template);
  const parameters = readParameters(stack.environment, deployed?.parameters, now);
  if (parameters.keepsAll) {
    report.line(`No parameters.json: ${stack.name} keeps its models, keys and limits.`);
  }
  await checkModels(parameters, now);
  await checkQuotas(parameters, template, stack.region, deployed);
  return parameters;
}

async function plan(stack: Stack, deployed: StackDescription | undefined): Promise<void> {
  const { values } = await checkConfiguration(stack, deployed);
  report.step('Building the functions (up to a minute)');
  await buildFunctions(stack.environment);
  report.step('What would change');
  const since = Date.now();
  await withParameterFile(values, (parameters) =>
    deployStack(stack, { parameters, confirm: false, planOnly: true }),
  );
  await reportPlan(stack, since);
  report.line('Nothing was changed. The code and this plan wait in AWS: a stack that is new shows as');
  report.line(`REVIEW_IN_PROGRESS. To go ahead: scripts/deploy.sh ${stack.environment}`);
}

async function goForward(
  stack: Stack,
  deployed: StackDescription | undefined,
  options: { confirm: boolean; fullHealthCheck: boolean },
): Promise<void> {
  const { environment } = stack;
  const { values } = await checkConfiguration(stack, deployed);

  report.step('Building the functions (up to a minute)');
  await buildFunctions(environment);
  // Before the stack is touched: a site that does not build must not leave new functions behind it.
  report.step('Building the site');
  const builtFor = deployed?.outputs.ApiEndpoint ?? 'https://not-known-yet.example';
  await buildSite(environment, builtFor);

  report.step(`Deploying ${stack.name}`);
  if (deployed !== undefined) await guardData(stack);
  await withParameterFile(values, (parameters) =>
    deployStack(stack, { parameters, confirm: options.confirm }),
  );
  await guardData(stack);
  const outputs = await readOutputs(stack);

  report.step('Putting the site live');
  if (outputs.apiEndpoint !== builtFor) await buildSite(environment, outputs.apiEndpoint);
  const live = await release(stack, outputs, new Date());
  await invalidateSite(outputs);

  await checkHealth(stack, outputs, {
    ...live,
    full: options.fullHealthCheck,
    canGoBack: deployed !== undefined,
  });
  report.step('Done');
  report.line(`Site     ${outputs.siteUrl}`);
  report.line(`API      ${outputs.apiEndpoint}`);
  report.line(`Release  ${live.name}`);
  report.line(`Next: open the site; logs with  sam logs --stack-name ${stack.name} --tail`);
  report.line(`Back to the release before: scripts/deploy.sh ${environment} --rollback`);
}

async function goBack(stack: Stack, confirm: boolean): Promise<void> {
  report.step(`Rolling ${stack.name} back`);
  const outputs = await readOutputs(stack);
  const live = await rollBack(stack, outputs, { confirm });
  await invalidateSite(outputs);
  await checkHealth(stack, outputs, { ...live, full: false, canGoBack: true });
  report.step('Done');
  report.line(`${stack.name} is back at release ${live.name}. Parameters and keys are as they were.`);
}

/** A release counts as live once its health check has passed; no rollback goes to one that failed. */
async function checkHealth(
  stack: Stack,
  outputs: StackOutputs,
  options: { indexFile: string; full: boolean; canGoBack: boolean },
): Promise<void> {
  report.step('Checking that it works');
  await runHealthCheck(outputs, { ...options, stack });
  await confirmRelease(outputs, stack.region);
}

async function withParameterFile(
  values: Parameters['values'],
  use: (reference: string) => Promise<void>,
): Promise<void> {
  const file = writeParameterFile(values);
  try {
    await use(file.reference);
  } finally {
    file.remove();
  }
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
