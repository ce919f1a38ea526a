import { expectToHold } from '../expect-to-hold.ts';
import { races } from './races.ts';

expectToHold(races);
