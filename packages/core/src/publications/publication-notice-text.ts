/** What people are told about publications: due days and requests that wait. No enterprise is named. */
import { catalogue } from '../common/text.ts';

export const publicationNoticeText = catalogue(
  {
    'publication.due.title': '检查结果即将到期公示',
    'publication.due.body':
      '有{count}条检查结果应当在{due}前公示，目前尚未发布。请及时审查并发布；依法不予公示的，请办理审批。',
    'publication.due.brief': '有{count}条检查结果须在{due}前公示，请登录系统办理。',
    'publication.overdue.title': '检查结果逾期未公示',
    'publication.overdue.body':
      '有{count}条检查结果应当在{due}前公示，现已逾期，公众网站已计入逾期未公示数。请立即办理。',
    'publication.overdue.brief': '有{count}条检查结果逾期未公示（应于{due}前公示），请立即办理。',
    'publication.asked.title': '有公示事项等待您决定',
    'publication.asked.body': '{asker}申请不予公示或者暂缓公示，请核对理由、范围和依据后决定。',
    'publication.asked.brief': '有公示事项等待决定，请登录系统办理。',
    'publication.correctionAsked.title': '有更正等待复核',
    'publication.correctionAsked.body': '{asker}提出更正已公示的内容，请核对前后表述和理由后决定。',
    'publication.correctionAsked.brief': '有一项公示更正等待复核，请登录系统办理。',
    'publication.penaltyKept.title': '行政处罚决定未能公示',
    'publication.penaltyKept.body':
      '行政处罚决定{number}的公示内容中有身份证号码或者手机号码，没有在公示平台发布，也没有报送信用平台。请按公示文本另行公开，并把文号和去向记入后续处置。',
    'publication.penaltyKept.brief': '有一份行政处罚决定因含个人信息未能公示，请登录系统办理。',
  },
  {
    'publication.due.title': 'Results are due for publication',
    'publication.due.body':
      '{count} results have to be published by {due} and are not yet. Review and release them, or have an exemption decided.',
    'publication.due.brief': '{count} results have to be published by {due}; sign in to handle them.',
    'publication.overdue.title': 'Results are overdue for publication',
    'publication.overdue.body':
      '{count} results were to be published by {due}. The public site now counts them as overdue. Act at once.',
    'publication.overdue.brief': '{count} results are overdue for publication (due {due}); sign in at once.',
    'publication.asked.title': 'A decision about a publication waits for you',
    'publication.asked.body':
      '{asker} asks for an exemption or a suspension. Check ground, scope and legal basis, then decide.',
    'publication.asked.brief': 'A decision about a publication waits; sign in.',
    'publication.correctionAsked.title': 'A correction waits for a second person',
    'publication.correctionAsked.body':
      '{asker} proposes other words for what is public. Compare both wordings and the ground, then decide.',
    'publication.correctionAsked.brief': 'A correction of a published record waits; sign in.',
    'publication.penaltyKept.title': 'A penalty decision was not published',
    'publication.penaltyKept.body':
      'The public text of penalty decision {number} holds an identity or mobile number, so it stands neither on the portal nor on the credit platforms. Publish a clean text another way and note where under its follow-up.',
    'publication.penaltyKept.brief': 'A penalty decision holds personal data and was not published; sign in.',
  },
);
