import { checkConfiguration } from '../config/check.ts';
import { StackFault } from './fault.ts';
import type { ParameterSource } from './template/parameters.ts';
import type { ValueMap } from './template/value.ts';

/**
 * Asks the product whether it can work with these parameters, so that a wrong model name stops the start and not the
 * first run. Returns what works but should be known. @throws StackFault with the place of each fault
 */
export function checkModels(values: ValueMap, source: ParameterSource): string[] {
  // A template without models, such as one of a test.
  if (!('ModelCount' in values)) return [];
  const { faults, notices } = checkConfiguration(values, Date.now());
  if (faults.length > 0) throw new StackFault(faults.map((fault) => `${placeOf(fault, source)}: ${fault}`));
  return notices;
}

/** The line of the first parameter that the sentence names. */
function placeOf(fault: string, source: ParameterSource): string {
  const parameter = /\b(?:Model\d+(?:Name|Key)|ModelCount|ModelOverrides|PromptModelIndex)\b/.exec(
    fault,
  )?.[0];
  const slot = /^Model (\d+)\b/.exec(fault)?.[1];
  const name = parameter ?? (slot === undefined ? undefined : `Model${slot}Name`);
  return name === undefined ? source.name : source.place(name);
}
