import type { Targeting } from '../flags/model.ts';
import { EVERYONE, formatShare } from '../flags/share.ts';
import { shareBesidesOff } from '../flags/summary.ts';
import { diffTargeting } from '../flags/targeting/config-diff.ts';
import { parseTargeting } from '../flags/targeting/parse.ts';
import { same } from '../ui/same.ts';
import type { Change } from './model.ts';

/** A sentence without its subject, names marked: "set `new-checkout` in `production` to 20 %". */
export type Headline = (string | { name: string })[];

export function headline(change: Change): Headline {
  const { action, items } = change;
  const flag = { name: change.flag ?? items[0]?.key ?? '' };
  const segment = { name: change.segment ?? items[0]?.key ?? '' };
  const place: Headline = change.environment ? [' in ', { name: change.environment }] : [];

  switch (action) {
    case 'project.create':
      return ['created the project'];
    case 'project.update':
      return ['renamed the project'];
    case 'environment.create':
      return ['created the environment ', { name: change.environment ?? items[0]?.key ?? '' }];
    case 'environment.update':
      return ['changed the environment ', { name: change.environment ?? items[0]?.key ?? '' }];
    case 'environment.renew':
      return [
        'found the database restored from a backup, and counts the revisions anew in ',
        { name: change.environment ?? items[0]?.key ?? '' },
      ];
    case 'flag.create':
      return ['created the flag ', flag];
    case 'flag.update':
      return ['changed the settings of ', flag];
    case 'flag.configure':
      return configured(change, flag, place);
    case 'flag.archive':
      return ['archived ', flag];
    case 'flag.unarchive':
      return ['brought ', flag, ' back from the archive'];
    case 'flag.kill':
      return ['killed ', flag, ...place];
    case 'flag.restore':
      return ['restored ', flag, ...place];
    case 'segment.create':
      return ['created the segment ', segment, ...place];
    case 'segment.update':
      return ['changed the segment ', segment, ...place];
    case 'segment.remove':
      return ['deleted the segment ', segment, ...place];
    case 'sdkKey.create':
      return ['created an SDK key', ...place];
    case 'sdkKey.revoke':
      return ['revoked an SDK key', ...place];
    case 'change.revert':
      return ['reverted a change', ...reverted(change), ...place];
  }
}

/** The same as plain text, for announcements and tests. */
export function headlineText(change: Change): string {
  return headline(change)
    .map((part) => (typeof part === 'string' ? part : part.name))
    .join('');
}

function reverted({ flag, segment }: Change): Headline {
  if (flag) return [' of ', { name: flag }];
  return segment ? [' of the segment ', { name: segment }] : [];
}

function configured(change: Change, flag: { name: string }, place: Headline): Headline {
  const item = change.items.find(({ type }) => type === 'flagConfig');
  const before = parseTargeting(item?.before);
  const after = parseTargeting(item?.after);
  if (!before || !after) return ['configured ', flag, ...place];

  const turned = before.enabled !== after.enabled;
  const served = !same(before.fallthrough, after.fallthrough);
  const needs = !same(before.prerequisites ?? [], after.prerequisites ?? []);
  const ruled = !same(before.rules, after.rules);
  const rest = needs || ruled || before.offVariant !== after.offVariant;

  if (turned) {
    const at = served && after.enabled ? [everyone(after)] : [];
    return [
      'turned ',
      flag,
      after.enabled ? ' on' : ' off',
      ...place,
      ...at,
      rest ? ' and changed its rules' : '',
    ];
  }
  if (served && !rest) return ['set ', flag, ...place, ` to ${servedWords(after)}`];
  if (!served && before.offVariant === after.offVariant && ruled !== needs) {
    return [`changed the ${needs ? 'prerequisites' : 'rules'} of `, flag, ...place];
  }
  const count = diffTargeting(before, after).length;
  return ['changed ', flag, ...place, count > 1 ? ` (${count} differences)` : ''];
}

function servedWords(after: Targeting): string {
  if (after.fallthrough.split) return 'a new split';
  const share = formatShare(shareBesidesOff(after));
  // Of a flag with more than two variants the share alone would not say which.
  const { variant } = after.fallthrough;
  return variant === undefined || variant === 'on' || variant === after.offVariant
    ? share
    : `${variant} for ${share}`;
}

function everyone(after: Targeting): string {
  if (after.fallthrough.split) return ' as a split';
  const share = shareBesidesOff(after);
  // To nobody: then it is all about the rules.
  if (share === 0) return '';
  return ` for ${share === EVERYONE ? 'everyone' : formatShare(share)}`;
}
