import { expectToHold } from '../expect-to-hold.ts';
import { herd } from './herd.ts';

expectToHold(herd);
