/** Wording of the attendance sheet of an enterprises' training. */
export const lectureForm = {
  title: '企业培训签到表',
  subject: '培训主题',
  topic: '涉及事项',
  time: '时间',
  place: '地点',
  until: '至',
  online: '线上',
  heads: ['序号', '单位名称', '联系人', '联系电话', '报名人数', '到场人数', '签名'],
  note: '本表含个人联系方式，仅供本次培训签到使用，用后由主办单位存档，不得外传。',
  signIntro: '以上到场情况属实。',
  signLines: ['记录人'],
  date: '日期：    年  月  日',
  foot: '第{page}页，共{pages}页',
} as const;
