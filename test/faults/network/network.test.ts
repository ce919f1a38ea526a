import { expectToHold } from '../expect-to-hold.ts';
import { network } from './network.ts';

expectToHold(network);
