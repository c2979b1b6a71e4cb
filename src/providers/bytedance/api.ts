import { safeText } from '../../lib/safe-text.ts';

export const LABEL = safeText`ByteDance`;
/** BytePlus; in China https://ark.cn-beijing.volces.com/api/v3, whose ids begin with `doubao-`. */
export const BASE_URL = 'https://ark.ap-southeast.bytepluses.com/api/v3';
