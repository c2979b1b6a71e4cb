import { memoryObjectStore } from '../../../src/store/memory-object-store.ts';
import { objectStoreSuite } from '../../suites/object-store.ts';

objectStoreSuite('memory', memoryObjectStore);
