import { runKeyOf } from '../../lib/run-key.ts';

/** Hands a run to another browser: what stands behind the # is sent to no server. */
export const managementAddress = (jobId: string) => `${location.origin}/r/${jobId}#k=${runKeyOf(jobId)}`;
