/** Words of the ledger's events about credit. */
import { catalogue } from '../common/text.ts';

export const creditEventText = catalogue(
  {
    'family.listing': '严重失信主体名单',
    'family.credit': '信用档案',
    'subject.listing': '名单事项',
    'subject.creditShare': '信用查询',
    'listing.proposed': '提出列入建议',
    'listing.amended': '修改列入建议',
    'listing.moved': '办理名单事项',
    'listing.repair_asked': '登记信用修复申请',
    'listing.expired': '列入期满移出',
    'credit.shared': '查询信用档案',
    'data.listingGround': '列入情形',
    'data.listingMove': '办理步骤',
    'data.listingState': '办理进度',
    'data.codes': '查询主体数',
    'data.found': '查到主体数',
  },
  {
    'family.listing': 'Serious-dishonesty list',
    'family.credit': 'Credit files',
    'subject.listing': 'listing',
    'subject.creditShare': 'credit query',
    'listing.proposed': 'listing proposed',
    'listing.amended': 'proposal changed',
    'listing.moved': 'listing moved on',
    'listing.repair_asked': 'repair asked for',
    'listing.expired': 'term of the listing over',
    'credit.shared': 'credit files queried',
    'data.listingGround': 'ground',
    'data.listingMove': 'step',
    'data.listingState': 'state',
    'data.codes': 'units asked for',
    'data.found': 'units found',
  },
);
