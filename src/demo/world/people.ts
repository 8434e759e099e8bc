import type { Dice } from "../random.ts";

export interface PersonName {
  readonly name: string;
  /** Latin letters, for mail addresses: `wangxm`. */
  readonly latin: string;
}

// Surname, Latin letters, and how many in a thousand carry it (Ministry of Public Security name reports, rounded).
const surnames =
  "王wang72 李li72 张zhang68 刘liu52 陈chen45 杨yang31 黄huang23 赵zhao20 周zhou19 吴wu19 徐xu17 孙sun15 马ma13 朱zhu12 胡hu12 郭guo11 何he11 林lin11 高gao10 罗luo10 郑zheng9 梁liang9 谢xie8 宋song8 唐tang7 许xu7 韩han7 冯feng6 邓deng6 曹cao6 彭peng6 曾zeng6 肖xiao6 田tian5 董dong5 潘pan5 袁yuan5 蔡cai5 蒋jiang5 余yu5 于yu5 杜du5 叶ye4 程cheng4 魏wei4 苏su4 吕lv4 丁ding4 任ren4 卢lu4 姚yao4 沈shen4 钟zhong4 姜jiang3 崔cui3 谭tan3 陆lu3 范fan3 汪wang3 廖liao3 石shi3 金jin3 韦wei3 贾jia3 夏xia3 方fang3 侯hou3 邹zou3 熊xiong3 孟meng3 秦qin3 白bai3 江jiang3 薛xue2 尹yin2 欧阳ouyang1"
    .split(" ")
    .map((entry) => {
      const [, name = "", latin = "", weight = "1"] = /^(\D+?)([a-z]+)(\d+)$/.exec(entry) ?? [];
      return { name, latin, weight: Number(weight) };
    });

const given = (text: string) =>
  text.split(" ").map((entry) => ({ name: entry.slice(0, 1), latin: entry.slice(1) }));
const maleGiven = given(
  "伟wei 强qiang 磊lei 军jun 勇yong 杰jie 涛tao 明ming 超chao 辉hui 鹏peng 华hua 飞fei 刚gang 波bo 斌bin 宇yu 浩hao 凯kai 健jian 俊jun 帆fan 旭xu 宁ning 博bo 志zhi 建jian 国guo 文wen 海hai 子zi 嘉jia 晨chen 泽ze 林lin 峰feng 平ping 东dong 亮liang 成cheng 永yong 德de 启qi 昊hao",
);
const femaleGiven = given(
  "芳fang 娜na 敏min 静jing 丽li 艳yan 娟juan 霞xia 燕yan 玲ling 婷ting 雪xue 慧hui 莹ying 洁jie 琳lin 颖ying 倩qian 佳jia 思si 雨yu 梦meng 欣xin 怡yi 晓xiao 春chun 秀xiu 美mei 梓zi 涵han 红hong 萍ping 兰lan 云yun 丹dan 蕾lei 薇wei 璐lu",
);

export function personName(dice: Dice): PersonName {
  const surname = dice.weighted(surnames, (entry) => entry.weight);
  const pool = dice.chance(0.55) ? maleGiven : femaleGiven;
  const first = dice.pick(pool);
  const second = dice.chance(0.76) ? dice.pick(pool) : undefined;
  if (!second || second.name === first.name) {
    return { name: surname.name + first.name, latin: surname.latin + first.latin };
  }
  return {
    name: surname.name + first.name + second.name,
    latin: surname.latin + first.latin.slice(0, 1) + second.latin.slice(0, 1),
  };
}
