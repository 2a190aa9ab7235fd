/** What officers are told about training. */
import { catalogue } from '../../common/text.ts';

export const trainingNoticeText = catalogue(
  {
    'course.called.title': '请参加培训“{title}”',
    'course.called.body': '首场 {day} {time}，地点：{place}。场次、签到和测试见“我的培训”。',
    'course.called.brief': '您有一次培训，请登录系统，在“我的培训”查看时间和地点。',
  },
  {
    'course.called.title': 'You are called to the course “{title}”',
    'course.called.body':
      'First session {day} {time}, {place}. Sessions, sign-in and test stand under “My training”.',
    'course.called.brief': 'You are called to a training; sign in to see when and where.',
  },
);
