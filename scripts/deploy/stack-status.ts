import { DeployError } from './deploy-error.ts';
import type { Stack, StackDescription } from './describe-stack.ts';

/**
 * What a status of CloudFormation means for whoever wants to change the stack: the problem and the way out of it.
 * `undefined` where the stack can be changed.
 */
export function explainStatus(status: string, { name, region }: Stack): [string, string] | undefined {
  const at = `--stack-name ${name} --region ${region}`;
  if (/^(?:ROLLBACK_COMPLETE|ROLLBACK_FAILED|CREATE_FAILED|DELETE_FAILED)$/.test(status)) {
    return [
      `${name} was never completed (${status}), and CloudFormation cannot update such a stack.`,
      `Delete it, then run the same command again:  sam delete ${at} --no-prompts`,
    ];
  }
  if (status === 'UPDATE_ROLLBACK_FAILED') {
    return [
      `${name} is stuck half way back from a failed update (${status}).`,
      `Mend what its events name, then:  aws cloudformation continue-update-rollback ${at}  (docs/rollback.md)`,
    ];
  }
  if (status.endsWith('_IN_PROGRESS')) {
    return [
      `${name} is being changed right now (${status}).`,
      `Wait until that is done, or stop an update:  aws cloudformation cancel-update-stack ${at}`,
    ];
  }
  return undefined;
}

/** Before minutes of building and uploading. @throws DeployError when CloudFormation would refuse every change */
export function refuseUnusableStack(stack: Stack, description: StackDescription | undefined): void {
  const explained = description === undefined ? undefined : explainStatus(description.status, stack);
  if (explained !== undefined) throw new DeployError('stack', ...explained);
}
