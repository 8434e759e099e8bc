export interface City {
  readonly name: string;
  readonly province: string;
  /** First six digits of registration codes (GB/T 2260). */
  readonly code: string;
  readonly areaCode: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly districts: readonly string[];
}

export interface Region {
  readonly name: string;
  readonly legalEntity: string;
  readonly cities: readonly City[];
}

export interface Place {
  readonly city: City;
  readonly address: string;
  readonly longitude: number;
  readonly latitude: number;
}

// name province code areaCode longitude latitude districts
const table: Record<string, string> = {
  华东大区: `
杭州 浙江 330100 0571 120.155 30.274 西湖区,余杭区,滨江区,萧山区,拱墅区
宁波 浙江 330200 0574 121.550 29.875 鄞州区,海曙区,江北区
温州 浙江 330300 0577 120.699 27.994 鹿城区,瓯海区,龙湾区
南京 江苏 320100 025 118.797 32.060 鼓楼区,江宁区,建邺区,玄武区
苏州 江苏 320500 0512 120.585 31.299 姑苏区,吴中区,虎丘区
无锡 江苏 320200 0510 120.312 31.490 梁溪区,滨湖区,新吴区
上海 上海 310100 021 121.474 31.230 浦东新区,闵行区,徐汇区,嘉定区`,
  华北大区: `
北京 北京 110100 010 116.407 39.904 朝阳区,海淀区,丰台区,大兴区
天津 天津 120100 022 117.200 39.085 和平区,南开区,西青区
石家庄 河北 130100 0311 114.515 38.042 长安区,裕华区,桥西区
唐山 河北 130200 0315 118.180 39.630 路北区,路南区
济南 山东 370100 0531 117.120 36.651 历下区,历城区,槐荫区
青岛 山东 370200 0532 120.383 36.067 市南区,崂山区,黄岛区`,
  华南大区: `
广州 广东 440100 020 113.264 23.129 天河区,番禺区,白云区,海珠区
深圳 广东 440300 0755 114.058 22.543 南山区,龙岗区,宝安区
东莞 广东 441900 0769 113.752 23.021 南城街道,东城街道,莞城街道
福州 福建 350100 0591 119.297 26.075 鼓楼区,仓山区,台江区
厦门 福建 350200 0592 118.089 24.480 思明区,湖里区,集美区
南宁 广西 450100 0771 108.366 22.817 青秀区,西乡塘区,江南区`,
  华中大区: `
武汉 湖北 420100 027 114.305 30.593 武昌区,江汉区,洪山区,汉阳区
宜昌 湖北 420500 0717 111.286 30.692 西陵区,伍家岗区
长沙 湖南 430100 0731 112.939 28.228 岳麓区,雨花区,芙蓉区
郑州 河南 410100 0371 113.625 34.747 金水区,二七区,中原区
洛阳 河南 410300 0379 112.454 34.619 涧西区,洛龙区
合肥 安徽 340100 0551 117.227 31.820 蜀山区,包河区,庐阳区
南昌 江西 360100 0791 115.858 28.683 东湖区,西湖区,红谷滩区`,
  西南大区: `
成都 四川 510100 028 104.066 30.573 武侯区,锦江区,青羊区,成华区
绵阳 四川 510700 0816 104.679 31.467 涪城区,游仙区
重庆 重庆 500100 023 106.551 29.563 渝中区,江北区,沙坪坝区,九龙坡区
昆明 云南 530100 0871 102.833 24.880 五华区,盘龙区,官渡区
贵阳 贵州 520100 0851 106.630 26.647 南明区,云岩区,观山湖区`,
  西北大区: `
西安 陕西 610100 029 108.940 34.341 雁塔区,碑林区,未央区,莲湖区
宝鸡 陕西 610300 0917 107.237 34.362 渭滨区,金台区
兰州 甘肃 620100 0931 103.834 36.061 城关区,七里河区
银川 宁夏 640100 0951 106.231 38.487 兴庆区,金凤区`,
  东北大区: `
沈阳 辽宁 210100 024 123.431 41.806 和平区,沈河区,皇姑区,铁西区
大连 辽宁 210200 0411 121.615 38.914 中山区,沙河口区,甘井子区
长春 吉林 220100 0431 125.324 43.817 朝阳区,南关区,宽城区
哈尔滨 黑龙江 230100 0451 126.535 45.803 南岗区,道里区,香坊区`,
};

const southWestern = ["西南大区", "西北大区"];

export const regions: readonly Region[] = Object.entries(table).map(([name, rows]) => ({
  name,
  legalEntity: southWestern.includes(name) ? "HL02" : "HL01",
  cities: rows
    .trim()
    .split("\n")
    .map((row): City => {
      const [city = "", province = "", code = "", areaCode = "", lon = "", lat = "", districts = ""] =
        row.split(" ");
      return {
        name: city,
        province,
        code,
        areaCode,
        longitude: Number(lon),
        latitude: Number(lat),
        districts: districts.split(","),
      };
    }),
}));

export const roads =
  "人民路 解放路 中山路 建设路 文化路 新华路 滨江路 科技路 学院路 迎宾大道 长江路 黄河路 环城北路 环城南路 和平路 胜利路 友谊路 工业大道 体育路 青年路 朝阳路 兴业路 康宁路 育才路 民主路 光明路 站前路 湖滨路".split(
    " ",
  );
export const compounds =
  "金色家园 阳光花园 翠湖湾 和谐苑 锦绣华庭 碧水云天 盛世名城 书香苑 绿景嘉园 江南春晓 香樟园 星河湾 丽景新城 春江花月 云栖里".split(
    " ",
  );
export const parks = "医药城 生物医药产业园 国际商贸城 创业大厦 医疗器械产业园 财富中心".split(" ");
export const malls = "万和城购物中心 银河广场 天悦城 新世界百货 大润家广场".split(" ");

/** Metres between two points, on a sphere. */
export function metresBetween(
  a: { longitude: number; latitude: number },
  b: { longitude: number; latitude: number },
): number {
  const radians = Math.PI / 180;
  const x = (b.longitude - a.longitude) * radians * Math.cos(((a.latitude + b.latitude) / 2) * radians);
  const y = (b.latitude - a.latitude) * radians;
  return Math.hypot(x, y) * 6_371_000;
}
