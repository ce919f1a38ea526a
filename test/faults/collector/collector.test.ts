import { expectToHold } from '../expect-to-hold.ts';
import { collector } from './collector.ts';

expectToHold(collector);
