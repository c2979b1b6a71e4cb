/** A fault that the product once had, as a patch in `faults/`, and how the rehearsal has to notice it. */
export interface Fault {
  name: string;
  scene: string;
  /** What the failure says. */
  seenBy: RegExp;
}

/**
 * Named as in the list of faults that were found in the first version. The patches apply to this version: whoever
 * changes a line that one touches makes that patch again with `git diff`.
 */
export const FAULTS: readonly Fault[] = [
  // --rollback copies with `aws s3 sync`, which skips a page of the same size, and nobody looks at what is served.
  { name: 'A1', scene: 'everyday', seenBy: /the rollback serves the page before, byte for byte/ },
  // A release is recorded after its site is live, and --rollback takes the last but one.
  { name: 'A2', scene: 'failures', seenBy: /the rollback goes to what was live before/ },
  // The alarm of the canary counts what Lambda calls errors; a function that answers 500 has none.
  { name: 'A3', scene: 'canary', seenBy: /the alarm watches what the filter counts/ },
  // The script uses another stack name than SAM.
  { name: 'A4', scene: 'failures', seenBy: /the stack that SAM made is looked at/ },
  // A domain without its certificate goes through to CloudFront.
  { name: 'A9', scene: 'refusals', seenBy: /AWS has no such stack/ },
  // The documentation of guided mode counts other questions than SAM asks.
  { name: 'A10', scene: 'guided', seenBy: /docs\/deployment\.md tells how many questions/ },
  // `Environment` of a file beats the environment on the command line.
  { name: 'S1', scene: 'refusals', seenBy: /AWS has no such stack/ },
];
