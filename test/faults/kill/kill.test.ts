import { expectToHold } from '../expect-to-hold.ts';
import { kill } from './kill.ts';

expectToHold(kill);
