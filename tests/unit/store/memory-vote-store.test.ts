import { memoryVoteStore } from '../../../src/store/memory-vote-store.ts';
import { voteStoreSuite } from '../../suites/vote-store.ts';

voteStoreSuite('memory', () => memoryVoteStore());
