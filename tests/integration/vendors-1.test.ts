import { expect, it } from '@jest/globals';
import { exampleRounds } from '../../scripts/vendors/example.ts';
import { vendorRoundSuite } from '../suites/vendor-round.ts';

vendorRoundSuite(1);

it('has a file for each round', () => {
  expect(exampleRounds()).toHaveLength(2);
});
