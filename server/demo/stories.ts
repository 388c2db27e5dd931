// The invented words of demonstration matters, by category; every district made of them is labelled as a demonstration.
export type Story = {
  readonly category: string
  readonly weight: number
  readonly said: readonly string[]
  readonly done: string
  readonly reply: string
}

const tell = (category: string, weight: number, words: { said: readonly string[]; done: string; reply: string }): Story => ({
  category,
  weight,
  ...words,
})

export const stories: readonly Story[] = [
  tell('lamp-out', 10, {
    said: ['广场东边那一排灯昨晚都没亮，旁边有台阶，老人跳完舞回去看不见路', '楼下路灯不亮好几天了', '进村口的路灯一盏都不亮'],
    done: '更换了控制器和两盏灯头，晚上试亮正常',
    reply: '路灯的控制器烧了，已经换新，昨晚七点我们看着亮起来的。再不亮请直接扫灯杆上的码。',
  }),
  tell('lamp-flicker', 4, {
    said: ['路灯一闪一闪，晃眼睛', '灯一会亮一会灭'],
    done: '接线端子松动，已重接并加固',
    reply: '接线松了，已经重新接好并加固，观察一晚上没有再闪。',
  }),
  tell('bin-full', 14, {
    said: ['垃圾桶满了，地上都是', '箱子满两天了，有味道', '垃圾快堆到路上了'],
    done: '垃圾清运完毕，周边冲洗',
    reply: '垃圾已经清走，周边冲洗过。这一处改为每天清两次。',
  }),
  tell('rubbish', 9, {
    said: ['河边有人倒了一堆建筑垃圾', '楼道口堆了旧沙发没人管', '菜市场后面垃圾没人扫'],
    done: '已清走并拍照留存',
    reply: '已经清走。我们和旁边的商户说好了投放点。',
  }),
  tell('road-hole', 6, {
    said: ['路上一个大坑，骑车差点摔了', '下雨后路面塌了一块'],
    done: '冷补料填补并压实，放置反光锥一晚',
    reply: '坑已经补平。整段路的翻修列进了明年的计划，具体时间定了再告诉您。',
  }),
  tell('drain-blocked', 6, {
    said: ['一下雨下水道就往外冒', '背街小巷污水外流，走路要踩砖头'],
    done: '疏通管道 30 米，清出淤泥',
    reply: '下水道疏通了，清出不少淤泥。如果再冒，说明管道有下沉，我们会用管道机器人查。',
  }),
  tell('parking', 7, {
    said: ['消防通道旁边停满了车', '小区门口车乱停，校车进不来'],
    done: '劝离 6 辆，划线 40 米',
    reply: '乱停的车已经劝离，路口重新划了线。早晚高峰有人值守。',
  }),
  tell('noise', 5, {
    said: ['楼上半夜还在装修', '烧烤摊一点多还在放音响'],
    done: '现场劝停并约定时间',
    reply: '和对方谈过了，约定晚上十点以后不施工。再有请直接打值班电话。',
  }),
  tell('stall', 4, { said: ['早上商铺占道，路堵得走不过去'], done: '商户退回门店线内', reply: '占道的商户已经退回店内，周末我们还会再看。' }),
  tell('bench-broken', 4, {
    said: ['公园的椅子断了一根木条，扎人', '椅子腿松了，坐着晃'],
    done: '更换木条两根，打磨上漆',
    reply: '椅子换了新木条，打磨过边角，可以放心坐。',
  }),
  tell('tree', 3, { said: ['树枝挡住路灯和路牌', '大风过后树歪了，怕砸到人'], done: '修剪树枝并扶正支撑', reply: '树枝修剪了，歪的那棵打了支撑。' }),
  tell('leak', 3, {
    said: ['屋顶漏水，找物业几次都没人来'],
    done: '查明是天面防水层开裂，已做临时封堵',
    reply: '漏点找到了，先做了封堵；大修要动用维修资金，社区帮您走流程。',
  }),
  tell('dispute', 3, {
    said: ['邻居把鞋柜放在楼道里，说了不听', '两家为一棵树吵了半个月'],
    done: '双方到院坝谈了一次，达成口头约定',
    reply: '两家都谈过了，鞋柜这周末搬走。',
  }),
  tell('gas-smell', 1, {
    said: ['3栋2单元楼道里有燃气味'],
    done: '入户检测 12 户，关阀更换软管一处',
    reply: '燃气公司逐户检测过，换了一处老化软管，现在没有泄漏。',
  }),
  tell('elder', 3, {
    said: ['楼上独居的婆婆两天没出门，敲门应得很慢'],
    done: '上门看望，联系家属并送医检查',
    reply: '已经上门看过，联系了家属，老人只是感冒，现在有人照看。',
  }),
  tell('other', 5, {
    said: ['公交站牌倒了', '流浪狗一群，孩子不敢走', '宣传栏玻璃碎了'],
    done: '已联系权属单位处理',
    reply: '您说的事已经处理好，谢谢提醒。',
  }),
  tell('wages', 1, {
    said: ['工地三个月没发工资，老板不接电话'],
    done: '劳动监察受理，约谈用工方',
    reply: '劳动监察已经立案，用工方答应本月底前付清；如果没付，可以直接走法律援助。',
  }),
  tell('river', 2, { said: ['小河沟的水发黑，有臭味'], done: '查到一处雨污混接，已封堵', reply: '找到一处雨污混接，已经封堵；水质要几天才会清。' }),
]
