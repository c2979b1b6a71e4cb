import { vendorRoundSuite } from '../suites/vendor-round.ts';

vendorRoundSuite(2);
