import { safeText } from '../../lib/safe-text.ts';
import type { Evidence } from '../shared/evidence.ts';

export const LABEL = safeText`Alibaba Model Studio`;
/** Singapore; in China https://dashscope.aliyuncs.com/api/v1. A key for one is not valid for the other. */
export const BASE_URL = 'https://dashscope-intl.aliyuncs.com/api/v1';
export const ROUTE = '/services/aigc/multimodal-generation/generation';

/** The same code for a refusal at both ends ("Output data may contain…"), and errors inside a 200. */
export function dashscopeEvidence(body: Readonly<Record<string, unknown>>): Evidence | undefined {
  const { code, message } = body;
  if (code === 'InvalidParameter') return { code: 'BAD_PARAMETER' };
  const isOutput = typeof message === 'string' && /^output\b/i.test(message);
  return code === 'DataInspectionFailed' && isOutput ? { code: 'IMAGE_REFUSED' } : undefined;
}
