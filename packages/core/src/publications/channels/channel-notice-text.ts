/** What people are told about channels. No unit is named. */
import { catalogue } from '../../common/text.ts';

export const channelNoticeText = catalogue(
  {
    'channel.refused.title': '公示信息被接收平台退回',
    'channel.refused.body':
      '{channel}退回了本机关报送的公示信息。请查看退回原因并更正公示信息，更正后的版本自动再次报送。',
    'channel.refused.brief': '有公示信息被接收平台退回，请登录系统更正。',
    'channel.givenUp.title': '公示信息多次报送未成',
    'channel.givenUp.body':
      '公示信息报送{channel}多次没有得到答复，系统已停止重试。请与接收平台联系，确认恢复后在报送记录中点“再次报送”。',
    'channel.givenUp.brief': '公示信息多次报送未成，已停止重试，请登录系统办理。',
    'channel.failing.title': '公示渠道接口异常',
    'channel.failing.body':
      '{channel}的接口持续异常，公示信息报送不出去。待报送的信息不会丢失。请核对接口地址、账号和密钥，并与接收平台联系。',
    'channel.failing.brief': '公示渠道的接口持续异常，请登录系统查看。',
  },
  {
    'channel.refused.title': 'Records were refused by a receiving platform',
    'channel.refused.body':
      '{channel} refused records of your agency. Read the reasons and correct the publications; the corrected version goes again by itself.',
    'channel.refused.brief': 'A receiving platform refused records; sign in to correct them.',
    'channel.givenUp.title': 'Records could not be delivered',
    'channel.givenUp.body':
      '{channel} did not answer many attempts, so they ended. Call the receiving platform, then press “Send again” in the list of deliveries.',
    'channel.givenUp.brief': 'Deliveries to a publication channel were given up; sign in.',
    'channel.failing.title': 'A publication channel fails',
    'channel.failing.body':
      'The interface of {channel} has been failing for hours; nothing that waits is lost. Check address, account and key, and call the receiving platform.',
    'channel.failing.brief': 'The interface of a publication channel keeps failing; sign in.',
  },
);
