import { memoryKeyStore } from '../../../src/store/memory-key-store.ts';
import { keyStoreSuite } from '../../suites/key-store.ts';

keyStoreSuite('memory', memoryKeyStore);
