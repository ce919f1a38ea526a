import { expectToHold } from '../expect-to-hold.ts';
import { start } from './start.ts';

expectToHold(start);
