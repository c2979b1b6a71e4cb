import { memorySaltStore } from '../../../src/store/memory-salt-store.ts';
import { saltStoreSuite } from '../../suites/salt-store.ts';

saltStoreSuite('memory', memorySaltStore);
