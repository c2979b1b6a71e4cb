import { memoryTimesStore } from '../../../src/store/memory-times-store.ts';
import { timesStoreSuite } from '../../suites/times-store.ts';

timesStoreSuite('memory', memoryTimesStore);
