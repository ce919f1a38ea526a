import type { ValueType } from '@signalbox/core/evaluator';
import { IconFlask, IconLockOpen, IconRocket, IconSettingsBolt, type Icon } from '@tabler/icons-react';
import type { FlagKind } from './model.ts';

interface KindWords {
  label: string;
  description: string;
  icon: Icon;
}

export const KINDS: Record<FlagKind, KindWords> = {
  release: { label: 'Release', description: 'Rolls out something new, then goes', icon: IconRocket },
  ops: { label: 'Ops', description: 'A switch for operators; stays', icon: IconSettingsBolt },
  experiment: { label: 'Experiment', description: 'Compares variants for a while', icon: IconFlask },
  permission: { label: 'Permission', description: 'Who may use what; stays', icon: IconLockOpen },
};

export const VALUE_TYPES: Record<ValueType, string> = {
  boolean: 'Boolean',
  string: 'String',
  number: 'Number',
  json: 'JSON',
};
