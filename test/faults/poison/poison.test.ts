import { expectToHold } from '../expect-to-hold.ts';
import { poison } from './poison.ts';

expectToHold(poison);
