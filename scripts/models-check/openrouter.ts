export { capabilitiesOf } from '../../src/config/openrouter-list.ts';
