import {
  IconArchive,
  IconArrowBackUp,
  IconKey,
  IconOctagon,
  IconPencil,
  IconPlus,
  IconRestore,
  IconTrash,
  type Icon,
} from '@tabler/icons-react';
import type { Change } from './model.ts';

interface Sign {
  icon: Icon;
  tone: 'plain' | 'red' | 'green';
}

const EDIT: Sign = { icon: IconPencil, tone: 'plain' };
const CREATE: Sign = { icon: IconPlus, tone: 'plain' };

export const ACTION_SIGNS: Record<Change['action'], Sign> = {
  'project.create': CREATE,
  'project.update': EDIT,
  'environment.create': CREATE,
  'environment.update': EDIT,
  'environment.renew': EDIT,
  'flag.create': CREATE,
  'flag.update': EDIT,
  'flag.configure': EDIT,
  'flag.archive': { icon: IconArchive, tone: 'plain' },
  'flag.unarchive': { icon: IconArchive, tone: 'plain' },
  'flag.kill': { icon: IconOctagon, tone: 'red' },
  'flag.restore': { icon: IconRestore, tone: 'green' },
  'segment.create': CREATE,
  'segment.update': EDIT,
  'segment.remove': { icon: IconTrash, tone: 'plain' },
  'sdkKey.create': { icon: IconKey, tone: 'plain' },
  'sdkKey.revoke': { icon: IconKey, tone: 'plain' },
  'change.revert': { icon: IconArrowBackUp, tone: 'plain' },
};
