/** Words of the help: topics, and what the hardest fields ask for. */
import { catalogue } from '../../common/text.ts';

export const helpText = catalogue(
  {
    title: '使用帮助',
    lead: '输入几个字查找，例如“作废”“回避”“公示期限”。',
    find: '查找帮助',
    none: '没有找到相符的内容',
    noneText: '请换几个字，或者联系本单位系统管理员。',
    topics: '怎样办理',
    fields: '怎样填写',
    goThere: '前往办理',
    practice: '演练环境',
    practiceIs: '您现在就在演练环境。单位、人员和企业均为虚构，可以放心操作，不影响任何正式记录。',
    practiceAt: '演练环境有全套虚构数据，操作不影响正式记录。用演练账号登录。',
    practiceOpen: '打开演练环境',
    practiceNone: '本单位还没有设置演练环境。请联系系统管理员，用演示模式另行启动一套，并登记其网址。',
    hintTitle: '填写说明',
    'topic.firstDraw': '怎样完成一次抽取',
    'topic.firstDraw.text':
      '新建抽查，选定对象范围和比例；核对应抽数量和人员是否足够；两人封存名录；各方提交随机数，现场摇号；合成种子后抽取；打印记录表，签字后扫描存档。',
    'topic.seal': '封存以后发现名录有误怎么办',
    'topic.seal.text':
      '封存后名录和规则都不能改。抽取之前可以由两人撤回封存，改正后重新核对、重新封存；已经抽取的只能作废重抽。',
    'topic.voidDraw': '怎样作废一次抽取',
    'topic.voidDraw.text':
      '在抽查页提出作废，写明理由并附证据，由机关负责人决定。作废的抽取和理由一直公开，不会删除。',
    'topic.verify': '怎样核验一次抽取',
    'topic.verify.text':
      '在公示页打开该次抽取，点“核验”。浏览器用公开数据重新计算，逐步显示结果。也可以下载证据包，用离线核验程序核对。',
    'topic.jointDraw': '怎样参加联合抽查',
    'topic.jointDraw.text': '收到邀请后，在抽查列表确认参加并选定人员，或者写明理由不参加。确认后才能封存。',
    'topic.dispatch': '怎样派发名单',
    'topic.dispatch.text':
      '记录表签字存档后，在检查任务页派发。派发前系统核对证件、回避和在岗情况，有问题的人员会列出来，由确定好的替补顶上。',
    'topic.recuse': '检查人员需要回避怎么办',
    'topic.recuse.text':
      '领取检查时声明回避并写明理由。替补人员由抽取时的次序确定，不能指定。企业申请回避的，登记后由机关负责人决定。',
    'topic.approval': '怎样审批检查',
    'topic.approval.text':
      '工作台“待我审批”列出申请理由、今年已查次数和频次上限。进入后逐件或者成批批准。申请人和检查组成员不能审批自己的申请。',
    'topic.delegation': '外出时由谁审批',
    'topic.delegation.text': '在“书面委托”登记受委托人、事项和起止日期，附委托书。到期自动失效。',
    'topic.notice': '怎样送达检查通知书',
    'topic.notice.text':
      '审批后在检查页生成通知书，打印或者出示。送达后登记方式、时间和签收人；拒收的登记留置送达和见证人。',
    'topic.phone': '怎样用手机检查',
    'topic.phone.text':
      '先登记手机，出发前下载任务。没有网络也能检查，联网后自动上传。上传条显示还有几条没有送达。',
    'topic.paper': '没有手机怎样检查',
    'topic.paper.text': '打印空白文书包，编号已经预留。回来后在检查页“录入纸质检查”，对照扫描件一次录完。',
    'topic.result': '怎样录入结果',
    'topic.result.text':
      '检查结束后在检查页录入每个事项的结果和发现的问题。录入期限在页面上方，点期限可以看到依据。',
    'topic.review': '结果被退回怎么办',
    'topic.review.text': '在“被退回的结果”打开，按审核意见改正后重新提交。每次提交和退回都有记录。',
    'topic.followup': '发现问题以后怎样处置',
    'topic.followup.text':
      '每个问题都要有处置：责令改正、轻微免罚、立案、移送或者指导。没有处置的一直列在“待处置的问题”。',
    'topic.transfer': '怎样移送线索',
    'topic.transfer.text':
      '在问题页选择移送，列出材料清单，经批准后发出。接收单位回执和处理结果登记在同一页。',
    'topic.archive': '怎样归档',
    'topic.archive.text':
      '问题办结后在检查页归档，系统编档号并生成案卷和目录。纸质材料按目录核对后移交档案室。',
    'topic.publish': '公示期限怎样计算',
    'topic.publish.text':
      '自检查结果形成之日起二十个工作日内公示，当日不计入。法制审核后成批公示。点期限可以看到起算日和节假日。',
    'topic.exempt': '哪些可以不公示',
    'topic.exempt.text':
      '涉及国家秘密、工作秘密、商业秘密和个人隐私的，申请不予公示或者暂缓公示，写明依据，由机关负责人决定。',
    'topic.objection': '怎样办理异议',
    'topic.objection.text':
      '受理后指定承办人，参加过检查、录入和审核的人不能承办。核查后提出意见，决定后答复，公示信息随之更正。',
    'topic.credit': '信用风险分类从哪里来',
    'topic.credit.text': '每月导入上级平台的分类，本平台不自行评分。抽查比例可以按分类设定。',
    'topic.plan': '怎样编制年度计划',
    'topic.plan.text': '科室申报，法规科汇总、核对、合并同一对象的检查，机关负责人批准，备案后公布。',
    'topic.import': '怎样导入名录',
    'topic.import.text':
      '上传表格，确认各列的含义，查看新增、变更和有问题的行，确认后入库。入库后七日内可以整批撤销。',
    'topic.ruleBook': '比例、期限和频次上限在哪里改',
    'topic.ruleBook.text':
      '都在工作细则里，改动要经法制审核、批准和公布，按版本生效。已经封存的抽取用封存时的版本。',
    'topic.lecture': '怎样安排企业培训',
    'topic.lecture.text': '一人填写、另一人审核后发布；企业报名后打印签到表，结束后记录到场人数。',
    'topic.rating': '怎样办理企业评价',
    'topic.rating.text': '双随机办或者纪检人员指定承办人，核实后答复；评价人凭查询码查看。',
    'topic.deadline': '为什么期限是这一天',
    'topic.deadline.text':
      '期限由起算日、时长和工作日历算出，点期限可以看到依据的条款和扣除的节假日。日历或者细则变动后自动重算。',
    'topic.board': '任务卡在哪里了',
    'topic.board.text':
      '进度看板列出每项任务所处的阶段和没有完成的原因。任务、抽查和检查页的“全程进度”内容相同。',
    'topic.find': '怎样快速找到企业、任务或者功能',
    'topic.find.text':
      '按 Ctrl+K（苹果电脑为 ⌘K），或者点上方“查找”，输入名称中的几个字、统一社会信用代码、任务号、抽查编号或者文书号。只会找到您有权查看的内容。',
    'topic.training': '怎样组织一次培训',
    'topic.training.text':
      '新建培训班，安排场次，选定人员后发布。场次当天开放签到，或者登记、导入到场情况；签到表可以打印。全部场次结束后结班，系统为到场人员形成记录和学时。针对检查表的培训，选择那一版检查表。',
    'topic.ownTraining': '怎样签到和参加测试',
    'topic.ownTraining.text':
      '在“我的培训”输入现场公布的签到码。安排了测试的，到场以后可以答题，时间到不再计分。全部次数答完或者合格以后公布答案。',
    'topic.accounts': '怎样增加账号',
    'topic.accounts.text': '系统管理员建账号，安全管理员确认后才能登录。首次登录要改口令。',
    'form.draw': '新建抽查',
    'form.planEntry': '计划项目',
    'form.ruleBook': '工作细则',
    'form.sheet': '检查单',
    'form.item': '抽查事项',
    'form.dispatch': '派发名单',
    'form.result': '录入结果',
    'form.handling': '问题处置',
    'form.publication': '公示审核',
    'form.objection': '异议办理',
    'draw.ratio': '抽查比例',
    'draw.ratio.text': '写成百分数或者分数。按信用等级、风险等级分层时，每层各有比例；层内每个对象机会相等。',
    'draw.rounding': '取整规则',
    'draw.rounding.text':
      '37家的15%是5.55家：向上取整抽6家，四舍五入抽6家，向下取整抽5家。封存前页面显示各层的应抽数。',
    'draw.reserves': '候补数量',
    'draw.reserves.text': '候补与正选同时抽出，按次序使用，只用于注销、迁出、无法联系等列明的情形。',
    'draw.sources': '种子来源',
    'draw.sources.text': '至少两方随机数，加现场摇号。任何一方都不能预知结果。合计不足64位熵的不能抽取。',
    'draw.window': '检查期',
    'draw.window.text': '检查应当完成的起止日期。人员证件须在整个期间有效，频次上限也按这段时间核对。',
    'planEntry.base': '抽查基数',
    'planEntry.base.text': '申报时名录中符合范围的对象数，由系统计算。正式抽取以封存时的名录为准。',
    'planEntry.frequency': '频次',
    'planEntry.frequency.text': '同一对象一年内最多检查的次数。超过上限的对象不进入名单，并列明原因。',
    'planEntry.partners': '配合部门',
    'planEntry.partners.text': '平台内的部门在线确认。平台外的单位用协助函，答复由发起部门登记。',
    'planEntry.window': '检查期',
    'planEntry.window.text': '尽量与其他部门对同一类对象的检查安排在一起，系统会提示可以合并的项目。',
    'ruleBook.caps': '频次上限',
    'ruleBook.caps.text':
      '按对象类别、风险等级和部门分别设定。举报核查、整改复查等不计入的情形也在这里列明。',
    'ruleBook.clocks': '办理期限',
    'ruleBook.clocks.text': '写明时长、单位、起算事件和依据。没有明确依据的标为暂定，页面会显示“暂定”。',
    'ruleBook.results': '结果用语',
    'ruleBook.results.text': '公示使用的标准用语。标为“有问题”的结果会要求处置。',
    'sheet.line': '检查项',
    'sheet.line.text': '一项只问一件事，能用“是、否、不适用”回答，写明怎样检查。',
    'sheet.basis': '依据',
    'sheet.basis.text': '写到条、款、项。没有依据的检查项不能提交。',
    'sheet.answers': '答案与问题',
    'sheet.answers.text': '选“否”时自动带出问题描述和条款，检查人员可以修改。',
    'item.tier': '一般事项、重点事项',
    'item.tier.text': '一般事项的抽查比例有上限，重点事项按规定可以提高。',
    'item.method': '检查方式',
    'item.method.text': '能用书面、数据比对查清的，不入企检查。',
    'item.bases': '检查依据',
    'item.bases.text': '从法规库选取，写到条款。法规修订后，引用旧条款的事项会被提示。',
    'dispatch.blocked': '不能派出的人员',
    'dispatch.blocked.text': '证件过期、需要回避、不在岗的人员列在这里，由确定好的替补顶上，不能自行指定。',
    'dispatch.claimDue': '领取期限',
    'dispatch.claimDue.text': '到期没有领取的检查组会列在工作台，并提醒科室负责人。',
    'dispatch.reveal': '名单公开时间',
    'dispatch.reveal.text': '在此之前只有参加检查的人员看得到自己的名单。每次查看都有记录。',
    'result.outcome': '检查情形',
    'result.outcome.text': '正常检查、无法联系、关闭停业、迁出、注销、拒绝检查等，决定可以选用哪些结果。',
    'result.itemResult': '事项结果',
    'result.itemResult.text': '系统按发现的问题给出建议，可以改，改动会记录。',
    'result.finding': '发现的问题',
    'result.finding.text': '一个问题写一条：事实、违反的条款、建议处置。证据从现场照片中选取。',
    'result.concealment': '隐瞒情况',
    'result.concealment.text': '选用“隐瞒真实情况、弄虚作假”时必须写明事实。',
    'handling.kind': '处置方式',
    'handling.kind.text': '责令改正要有期限，立案要有案号，移送要有材料清单。轻微免罚须逐条核对条件。',
    'handling.dueOn': '改正期限',
    'handling.dueOn.text': '默认按工作细则计算。延期要写明理由并经批准。',
    'handling.leniency': '轻微免罚',
    'handling.leniency.text': '须在清单之内，并符合首次、轻微、及时改正等条件，逐条勾选后由法制审核。',
    'publication.wording': '公示文字',
    'publication.wording.text': '只写事实和结果。改过文字的人不能自己审核。',
    'publication.hints': '敏感信息提示',
    'publication.hints.text': '提示可能的身份证号、手机号、姓名和涉密词语，须逐条处理后才能公示。',
    'publication.exemption': '不予公示',
    'publication.exemption.text': '选明依据和范围。能隐去部分内容后公示的，不应整条不公示。',
    'objection.ground': '异议理由',
    'objection.ground.text': '按申请人原话登记，不作概括。',
    'objection.proposal': '核查意见',
    'objection.proposal.text': '写明核查了什么、依据什么、建议维持还是更正，附证据。',
    'objection.reply': '答复',
    'objection.reply.text': '写明结论、理由和不服的救济途径。答复后公示信息按决定更正。',
  },
  {
    title: 'Help',
    lead: 'Type a few words, such as “void”, “recusal” or “due day”.',
    find: 'Search the help',
    none: 'Nothing fits',
    noneText: 'Try other words, or ask the administrator of your agency.',
    topics: 'How it is done',
    fields: 'How it is filled in',
    goThere: 'Go there',
    practice: 'Practice environment',
    practiceIs:
      'You are in the practice environment. Agencies, people and enterprises are invented; nothing you do touches a real record.',
    practiceAt:
      'The practice environment is full of invented data; nothing done there touches a real record. Sign in with a practice account.',
    practiceOpen: 'Open the practice environment',
    practiceNone:
      'No practice environment is set up. Ask the administrator to start one in demonstration mode and to enter its address.',
    hintTitle: 'How to fill this in',
    'topic.firstDraw': 'How to complete a draw',
    'topic.firstDraw.text':
      'Set up the draw with objects and ratios; check the numbers and that inspectors suffice; two people seal the lists; the parties give random values and balls are drawn; the seed is made and the draw runs; print the record, have it signed and file the scan.',
    'topic.seal': 'The list was wrong and is sealed already',
    'topic.seal.text':
      'Nothing changes after the seal. Before the draw two people may withdraw the seal, correct, check and seal again; a draw that ran can only be voided.',
    'topic.voidDraw': 'How to void a draw',
    'topic.voidDraw.text':
      'Propose it on the page of the draw with reason and evidence; the head decides. A voided draw and its reason stay public.',
    'topic.verify': 'How to verify a draw',
    'topic.verify.text':
      'Open the draw on the portal and press “Verify”. The browser computes everything again from public data. The evidence bundle can be checked offline too.',
    'topic.jointDraw': 'How to take part in a joint draw',
    'topic.jointDraw.text':
      'Confirm the invitation in the list of draws and choose your people, or decline with a reason. The lists are sealed after that.',
    'topic.dispatch': 'How to send a list out',
    'topic.dispatch.text':
      'After the signed record is filed, dispatch it under tasks. Certificates, recusals and presence are checked first; who cannot go is named and the determined substitute steps in.',
    'topic.recuse': 'Recusal: an inspector must step back',
    'topic.recuse.text':
      'Declare it with its reason when claiming the inspection. The substitute follows from the order of the draw and cannot be chosen. A request of the enterprise is registered and decided by the head.',
    'topic.approval': 'How to approve inspections',
    'topic.approval.text':
      'The workbench shows reason, visits this year and the cap. Approve one by one or several at once. Nobody approves what they asked for or take part in.',
    'topic.delegation': 'Who decides while I am away',
    'topic.delegation.text':
      'Register the delegate, the matters and the days, with the signed paper. It ends by itself.',
    'topic.notice': 'How a notice is delivered',
    'topic.notice.text':
      'After approval, make the notice on the page of the inspection, print or show it, then register how, when and to whom it was delivered; a refusal is left with a witness.',
    'topic.phone': 'Inspecting with a phone',
    'topic.phone.text':
      'Register the phone and download the tasks before leaving. It works without a network and sends by itself later; the strip shows what has not arrived.',
    'topic.paper': 'Inspecting without a phone',
    'topic.paper.text':
      'Print the pack of blank papers with reserved numbers. Afterwards enter the paper visit in one pass beside its scan.',
    'topic.result': 'How to enter a result',
    'topic.result.text':
      'Enter each item and each problem on the page of the inspection. The due day stands on top; press it to see why.',
    'topic.review': 'A result was returned',
    'topic.review.text':
      'Open it under “Results returned”, correct it as the opinion says and submit again. Every round is kept.',
    'topic.followup': 'What follows a problem',
    'topic.followup.text':
      'Each problem needs a follow-up: order, leniency, case, transfer or guidance. What has none stays in the list.',
    'topic.transfer': 'How to transfer a clue',
    'topic.transfer.text':
      'Choose transfer on the page of the problem, list the files, have it approved. Receipt and outcome are registered there.',
    'topic.archive': 'How to file a dossier',
    'topic.archive.text':
      'When the problems are closed, file the inspection: it gets its number, dossier and table of contents. Paper goes to the archive room with the list.',
    'topic.publish': 'How the due day of a publication is counted',
    'topic.publish.text':
      'Twenty working days from the day of the result, that day not counted. Legal review first, then release in batches. Press the day to see start and holidays.',
    'topic.exempt': 'What is not published',
    'topic.exempt.text':
      'State, work and trade secrets and privacy: ask for an exemption or suspension with its basis; the head decides.',
    'topic.objection': 'How an objection is handled',
    'topic.objection.text':
      'Accept it and name a handler who neither inspected, entered nor reviewed. After the check comes a proposal, the decision, the reply; the public record is corrected.',
    'topic.credit': 'Where credit classes come from',
    'topic.credit.text':
      'They are imported monthly from the superior platform; nothing is scored here. Ratios may follow the class.',
    'topic.plan': 'How the annual plan is made',
    'topic.plan.text':
      'Sections propose, the legal section gathers, checks and merges, the head approves, it is filed and published.',
    'topic.import': 'How directories are imported',
    'topic.import.text':
      'Upload the table, confirm the columns, look at new, changed and faulty rows, confirm. The whole import can be undone within seven days.',
    'topic.ruleBook': 'Where ratios, terms and caps are changed',
    'topic.ruleBook.text':
      'In the rule book: reviewed, approved and published in versions. A sealed draw keeps the version of its seal.',
    'topic.lecture': 'Announcing a training',
    'topic.lecture.text': 'One writes, another publishes; print the sheet, then record who came.',
    'topic.rating': 'Handling an opinion',
    'topic.rating.text': 'Oversight assigns, finds out and answers; the answer is read under a code.',
    'topic.deadline': 'Why a due day is that day',
    'topic.deadline.text':
      'It follows from start, length and the working-day calendar; press it to see the clause and the holidays. It is computed anew when calendar or rules change.',
    'topic.board': 'Where a task is stuck',
    'topic.board.text':
      'The stage board names the stage of each task and why it is not done. Pages of tasks, draws and inspections show the same.',
    'topic.find': 'How to find an enterprise, task or page',
    'topic.find.text':
      'Press Ctrl+K (⌘K on a Mac) or “Search” on top and type part of a name, a credit code, or the number of a task, draw or paper. You find what you may see.',
    'topic.training': 'How to hold a training',
    'topic.training.text':
      'Make a course, plan sessions, choose people and publish it. Open the sign-in on the day, or record or import attendance; the sheet can be printed. After the last session close the course: everybody who came gets a record with the hours. For training on a check sheet choose its version.',
    'topic.ownTraining': 'How to sign in and take a test',
    'topic.ownTraining.text':
      'Enter the code shown in the room under “My training”. A test opens once you attended and does not count after its time. Answers show when you passed or no try is left.',
    'topic.accounts': 'How to add an account',
    'topic.accounts.text':
      'The administrator makes it, the security administrator confirms it. The password is changed at the first sign-in.',
    'form.draw': 'New draw',
    'form.planEntry': 'Plan entry',
    'form.ruleBook': 'Rule book',
    'form.sheet': 'Check sheet',
    'form.item': 'Item',
    'form.dispatch': 'Dispatch',
    'form.result': 'Result',
    'form.handling': 'Follow-up',
    'form.publication': 'Review of a publication',
    'form.objection': 'Objection',
    'draw.ratio': 'Ratio',
    'draw.ratio.text':
      'A percentage or fraction. With strata by credit or risk each has its own; inside a stratum every object has the same chance.',
    'draw.rounding': 'Rounding',
    'draw.rounding.text':
      '15 % of 37 is 5.55: up gives 6, half gives 6, down gives 5. The numbers are shown before the seal.',
    'draw.reserves': 'Reserves',
    'draw.reserves.text':
      'Drawn in the same act, used in order, only for the listed reasons such as closed or moved away.',
    'draw.sources': 'Sources of the seed',
    'draw.sources.text':
      'At least two parties’ random values and balls drawn in the room. Below 64 bits the draw is refused.',
    'draw.window': 'Period of the visits',
    'draw.window.text': 'First and last day. Certificates must hold throughout, and caps are checked for it.',
    'planEntry.base': 'Base',
    'planEntry.base.text':
      'Objects of the directory that fit when it is proposed; the draw takes those of the seal.',
    'planEntry.frequency': 'Frequency',
    'planEntry.frequency.text':
      'Most visits to one object in a year. Objects over it stay out, with the reason.',
    'planEntry.partners': 'Partners',
    'planEntry.partners.text':
      'Agencies of the platform confirm online; the answer of a body outside is entered from its letter.',
    'planEntry.window': 'Period',
    'planEntry.window.text':
      'Best together with other agencies’ visits to the same kind of object; entries that could be merged are pointed at.',
    'ruleBook.caps': 'Caps',
    'ruleBook.caps.text':
      'By kind, risk and agency. What is not counted, such as re-checks, is listed here too.',
    'ruleBook.clocks': 'Terms',
    'ruleBook.clocks.text':
      'Length, unit, start and basis. What has no clear basis is marked provisional and shown so.',
    'ruleBook.results': 'Result wordings',
    'ruleBook.results.text':
      'The standard wordings that are published. Those marked as a problem ask for a follow-up.',
    'sheet.line': 'Line',
    'sheet.line.text': 'One question each, answered yes, no or not applicable, with how it is checked.',
    'sheet.basis': 'Basis',
    'sheet.basis.text': 'Down to article and paragraph. A line without one cannot be submitted.',
    'sheet.answers': 'Answers and problems',
    'sheet.answers.text': '“No” brings the description and clause along; the inspector may change them.',
    'item.tier': 'General or key item',
    'item.tier.text': 'The ratio of general items is capped; key items may go higher.',
    'item.method': 'Method',
    'item.method.text': 'What papers or data can settle needs no visit.',
    'item.bases': 'Basis',
    'item.bases.text':
      'Chosen from the statutes, down to the clause. When a statute changes, its items are pointed at.',
    'dispatch.blocked': 'Who cannot go',
    'dispatch.blocked.text':
      'Expired certificates, recusals, absences. The determined substitute steps in; nobody is chosen by hand.',
    'dispatch.claimDue': 'Last day to claim',
    'dispatch.claimDue.text': 'Teams that stay silent stand on the workbench, and their head is told.',
    'dispatch.reveal': 'When names become public',
    'dispatch.reveal.text': 'Until then only those who go see their own list. Every look at it is noted.',
    'result.outcome': 'How the visit ended',
    'result.outcome.text':
      'Normal, not reachable, closed, moved, deregistered, refused: it decides which results may be chosen.',
    'result.itemResult': 'Result of an item',
    'result.itemResult.text': 'Proposed from the problems found; it may be changed, and the change is kept.',
    'result.finding': 'Problem',
    'result.finding.text':
      'One line each: fact, clause, proposed action. Evidence is chosen from the photos of the visit.',
    'result.concealment': 'Concealment',
    'result.concealment.text': 'The facts must be written down when “concealed or falsified” is chosen.',
    'handling.kind': 'Kind of follow-up',
    'handling.kind.text':
      'An order needs a day, a case its number, a transfer its list of files; leniency each condition checked.',
    'handling.dueOn': 'Time to correct',
    'handling.dueOn.text': 'The rule book’s by default. More time needs a reason and an approval.',
    'handling.leniency': 'Leniency',
    'handling.leniency.text':
      'On the list, and first, slight and put right in time; each condition is ticked, then the legal section reviews.',
    'publication.wording': 'Public wording',
    'publication.wording.text': 'Facts and results only. Whoever changed it does not review it.',
    'publication.hints': 'Hints',
    'publication.hints.text':
      'Possible identity numbers, phones, names and secret words; each is settled before release.',
    'publication.exemption': 'Exemption',
    'publication.exemption.text':
      'Name basis and scope. What can be published with parts left out is not exempt as a whole.',
    'objection.ground': 'Ground',
    'objection.ground.text': 'In the words of whoever objects.',
    'objection.proposal': 'Proposal',
    'objection.proposal.text': 'What was checked, on what basis, keep or correct, with evidence.',
    'objection.reply': 'Reply',
    'objection.reply.text': 'Outcome, reasons and remedies. The public record follows the decision.',
  },
);
