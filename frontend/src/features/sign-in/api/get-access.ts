import type { AccessResponse } from '../../../../../src/contract/index.ts';
import { apiRequest } from '../../../lib/api.ts';

/** Who may use this installation, and where they sign in. */
export function getAccess(): Promise<AccessResponse> {
  return apiRequest('/access', { isPublic: true });
}
