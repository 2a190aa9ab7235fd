/** Words of an upgrade in the ledger. */
import { catalogue } from '../text.ts';

export const upgradeEventText = catalogue(
  {
    'family.upgrade': '升级',
    'subject.upgrade': '升级',
    'upgrade.done': '完成升级',
    'upgrade.rolled_back': '回到升级前的版本',
    'data.fromVersion': '原版本',
    'data.toVersion': '新版本',
    'data.migrationCount': '更新数据库结构（处）',
  },
  {
    'family.upgrade': 'Upgrades',
    'subject.upgrade': 'Upgrade',
    'upgrade.done': 'Upgraded',
    'upgrade.rolled_back': 'Returned to the version before',
    'data.fromVersion': 'From version',
    'data.toVersion': 'To version',
    'data.migrationCount': 'Migrations',
  },
);
