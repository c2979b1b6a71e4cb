import { memoryIdempotencyStore } from '../../../src/store/memory-idempotency-store.ts';
import { idempotencyStoreSuite } from '../../suites/idempotency-store.ts';

idempotencyStoreSuite('memory', memoryIdempotencyStore);
