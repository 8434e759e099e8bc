import { z } from "zod";
import { type Bilingual, type Sql, sql } from "../../platform/index.ts";
import { among } from "../among.ts";
import { defineDetector } from "../define-detector.ts";
import { comparesUnits } from "../locality.ts";
import { decimal, whole } from "../parameter.ts";

const signs: Readonly<Record<string, Bilingual>> = {
  device: {
    zh: "设备被标记为越狱、虚拟定位或模拟器",
    en: "the device was flagged as tampered, faking its position or emulated",
  },
  "off-site": { zh: "签到地点远离客户", en: "checked in far from the customer" },
  speed: { zh: "两次签到之间的移动速度不可能", en: "moved between two check-ins at an impossible speed" },
  overlap: { zh: "同一时间在两个客户处", en: "was at two customers at the same time" },
  short: { zh: "停留不足十分钟", en: "stayed less than ten minutes" },
  photo: { zh: "重复使用同一张照片", en: "used the same photo again" },
  notes: { zh: "拜访内容照抄", en: "copied the notes" },
  absent: { zh: "在请假期间或离职、入职之外", en: "was on leave, not yet hired or had left" },
  "shared-device": {
    zh: "与其他员工同日共用一台设备",
    en: "shared one device with other employees on the same day",
  },
};

/** Codes 1–5 are Fxiaoke's cheatRisk: jailbreak, cheating app, false position, emulator, root. */
const riskWords =
  "^([1-5]([^0-9].*)?|.*(越狱|作弊|虚拟定位|虚假定位|模拟器|模拟定位|篡改|jail|root|cheat|fake|mock|emulat|virtual|spoof).*)$";
const innocentRisk =
  "(未|无|没有|非|not |no |un)(越狱|作弊|虚拟|虚假|模拟|篡改|jail|root|cheat|fake|mock|emulat|virtual|spoof)";
const leaveWords = "(请假|休假|年假|病假|事假|leave|vacation|holiday)";
/** Days and hours as they are told in words: a copied note has another date each time. Figures go by themselves. */
const whenWords =
  "[〇零一二三四五六七八九十]{1,4}(年|月|日|号|点|时|分)|[0-9]+ *(年|月|日|号|点|时|分)|(周|星期|礼拜)[一二三四五六日天末]|[今昨明前后]天|[上下]午|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* [0-9]+|(mon|tues|wednes|thurs|fri|satur|sun)day";
const remoteWords = "(电话|通话|微信|视频|线上|邮件|短信|call|phone|mail|online|video|wechat)";

export default defineDetector({
  id: "implausible-visit",
  scheme: "activity",
  basis: "place",
  title: { zh: "不可能的拜访", en: "Visits that cannot have happened as reported" },
  why: {
    zh: "编造的拜访留下物理上的破绽：人不在客户处、来不及赶到、同一张照片、同一段话、被改装的手机。",
    en: "Invented visits leave traces that physics forbids: not at the customer, no time to get there, the same photo, the same words, a doctored telephone.",
  },
  formula: {
    zh: "每名员工每类迹象一条，n 为次数，m 为可判断的拜访数，p 为其余员工的比率。硬迹象：设备风险码 1–5；两次签到球面距离 > 5 公里且时速 > {maxSpeed}（超过 300 公里按 900）；与前一次不同客户的拜访重叠 > 5 分钟；照片指纹重复；请假、离职后或入职前；同日多人一台设备。要求 n > mp + 3√(mp)；得分 = w + (0.97 − w)·(n−1)/(n+2)，w：请假离职 0.75、照片 0.65、设备 0.65、速度与重叠 0.6、共用设备 0.55。软迹象：距客户 > {geofence} 米（用距离字段，否则用该客户全部拜访坐标的中位数，至少 4 次且自身离散 < {geofence}/2）；停留 < {minDwell} 分钟；内容照抄（去掉日期与数字后八字以上的句子被本人至少 3 次使用、占全文一半以上、且不是多数人共用的套话）。要求 n ≥ {minSoft}、n/m ≥ max(2p, 10%)，并按二项分布 z = (n − mp)/√(mp(1−p)) ≥ 3；得分 = strength(n/(m·p′), 3)·(0.6 + 0.4·n/m)，p′ = max(p, 2%)。800 米的围栏与风险码为纷享销客口径，其余为本产品设定。",
    en: "One finding per employee and sign; n = times, m = visits that can be judged, p = the rate of the other employees. Hard signs: device risk codes 1–5; more than 5 km on the sphere between two check-ins at over {maxSpeed} km/h (900 beyond 300 km); overlap of more than 5 minutes with a visit to another customer; the same photo hash again; on leave, before hiring or after leaving; several employees on one device on one day. Needs n > mp + 3√(mp). Score = w + (0.97 − w)·(n−1)/(n+2), w: absence 0.75, photo 0.65, device 0.65, speed and overlap 0.6, shared device 0.55. Soft signs: more than {geofence} metres from the customer (the distance field, else the median of all visits' coordinates, at least 4 and themselves within half of it); less than {minDwell} minutes; copied notes (sentences of eight characters or more, dates and figures apart, that the employee used at least three times and that make half of the text, phrases that most people use apart). Needs n ≥ {minSoft}, n/m ≥ max(2p, 10 %) and binomial z = (n − mp)/√(mp(1−p)) ≥ 3; score = strength(n/(m·p′), 3)·(0.6 + 0.4·n/m), p′ = max(p, 2 %). The geofence of 800 m and the risk codes are Fxiaoke's; the rest is our default.",
  },
  innocent: [
    {
      zh: "补签、在车上提前签到或定位漂移。",
      en: "A check-in made up for later, made in the car, or a position that drifted.",
    },
    { zh: "客户有多处门店或刚搬迁。", en: "The customer has several outlets or has moved." },
    { zh: "两人同访、借用同事手机签到。", en: "A joint visit, or a colleague's telephone borrowed." },
    { zh: "例行巡店内容本来相同。", en: "Routine store checks whose content is indeed the same." },
  ],
  blindTo: [
    { zh: "人到现场但未见客户的走过场。", en: "Being there without meeting anybody." },
    {
      zh: "虚拟定位到客户门口且未被设备检出的。",
      en: "A false position right at the customer's door which the device check missed.",
    },
    {
      zh: "略加裁剪的重复照片（指纹不同）与改写过的内容。",
      en: "A photo reused after cropping (another hash), and notes that were reworded.",
    },
  ],
  nextChecks: [
    { zh: "致电被访客户核实这几次拜访。", en: "Ask the customers whether these visits took place." },
    { zh: "对照差旅报销、用车与门禁记录。", en: "Compare with travel claims, car and gate records." },
    { zh: "查看原始照片的拍摄时间与内容。", en: "Look at the original photos and when they were taken." },
  ],
  source: "Fxiaoke CheckinsObj (cheatRisk, 800 m geofence); haversine: Sinnott 1984",
  severity: "medium",
  reads: { activities: ["employee_id", "started_at"] },
  params: z.object({
    geofence: decimal(800, [10, 100_000], "围栏半径（米）", "geofence in metres"),
    maxSpeed: decimal(200, [20, 1500], "最高时速（公里）", "greatest speed in km/h"),
    minDwell: decimal(10, [0, 480], "最短停留（分钟）", "shortest stay in minutes"),
    minSoft: whole(5, [1, 1000], "软迹象的最少次数", "fewest times for a soft sign"),
  }),
  facts: z.object({
    employee: z.string(),
    sign: z.string(),
    count: z.int(),
    of: z.int(),
    usual: z.number(),
    first: z.string(),
    last: z.string(),
    worst: z.number().optional(),
  }),
  locality: comparesUnits,
  query: ({ geofence, maxSpeed, minDwell, minSoft }, { activities, employees }) => {
    const hard = (sign: string, weight: number, rows: Sql) =>
      sql`SELECT ${sql.lit(sign)} AS sign, ${sql.lit(weight)} AS weight, employee_id, rid, started_at, CAST(worst AS DOUBLE) AS worst FROM (${rows})`;
    return sql`
    WITH visits AS MATERIALIZED (
      SELECT rid, employee_id, customer_id, started_at, CASE WHEN ended_at >= started_at THEN ended_at END AS ended_at, longitude, latitude, distance,
        device_id, lower(trim(device_risk)) AS risk, photo_hash, notes, NOT coalesce(regexp_matches(lower(type), ${remoteWords}), false) AS is_on_site
      FROM ${activities}
      WHERE employee_id IS NOT NULL AND started_at IS NOT NULL AND NOT coalesce(regexp_matches(lower(type), ${leaveWords}), false)
    ), placed AS MATERIALIZED (
      SELECT rid, employee_id, customer_id, started_at, ended_at, longitude, latitude, distance FROM visits
      WHERE is_on_site AND ((longitude BETWEEN -180 AND 180 AND latitude BETWEEN -90 AND 90 AND NOT (longitude = 0 AND latitude = 0)) OR distance IS NOT NULL)
    ), usual AS (
      SELECT customer_id, median(longitude) AS longitude, median(latitude) AS latitude, median_deviation(longitude) AS spread_longitude, median_deviation(latitude) AS spread_latitude
      FROM placed WHERE longitude IS NOT NULL AND latitude IS NOT NULL GROUP BY customer_id HAVING count(*) >= 4
    ), away AS (
      SELECT p.rid, p.employee_id, p.started_at, coalesce(p.distance, distance_m(p.latitude, p.longitude, u.latitude, u.longitude)) AS metres
      FROM placed p LEFT JOIN usual u ON u.customer_id = p.customer_id
        AND distance_m(u.latitude, u.longitude, u.latitude + u.spread_latitude, u.longitude + u.spread_longitude) < ${geofence} / 2
      WHERE p.distance IS NOT NULL OR u.customer_id IS NOT NULL
    ), steps AS (
      SELECT *, lag(rid) OVER day_by_day AS before, lag(customer_id) OVER day_by_day AS from_customer, lag(started_at) OVER day_by_day AS from_started,
        lag(ended_at) OVER day_by_day AS from_ended, lag(longitude) OVER day_by_day AS from_longitude, lag(latitude) OVER day_by_day AS from_latitude
      FROM visits WHERE is_on_site WINDOW day_by_day AS (PARTITION BY employee_id ORDER BY started_at, rid)
    ), moved AS (
      SELECT *, distance_m(from_latitude, from_longitude, latitude, longitude) / 1000 AS kilometres,
        date_diff('second', least(coalesce(from_ended, from_started), started_at), started_at) / 3600.0 AS hours
      FROM steps WHERE from_longitude IS NOT NULL AND from_latitude IS NOT NULL AND longitude IS NOT NULL AND latitude IS NOT NULL
        AND date_diff('hour', from_started, started_at) <= 24
        AND NOT (longitude = 0 AND latitude = 0) AND NOT (from_longitude = 0 AND from_latitude = 0)
    ), photos AS (
      SELECT photo_hash, min((started_at, rid)) AS original FROM visits WHERE photo_hash IS NOT NULL
      GROUP BY photo_hash HAVING count(*) > 1 AND count(DISTINCT (employee_id, coalesce(customer_id, ''), CAST(started_at AS DATE))) > 1
    ), leaves AS (
      SELECT employee_id, started_at AS leave_from, ended_at AS leave_to FROM ${activities} WHERE regexp_matches(lower(type), ${leaveWords}) AND ended_at > started_at
    ), terms AS (
      SELECT employee_id, min(hired_on) AS hired_on, max(left_on) AS left_on FROM ${employees} WHERE hired_on IS NOT NULL OR left_on IS NOT NULL GROUP BY employee_id
    ), crowded AS (
      SELECT device_id, CAST(started_at AS DATE) AS day FROM visits WHERE device_id IS NOT NULL GROUP BY device_id, CAST(started_at AS DATE) HAVING count(DISTINCT employee_id) > 1
    ), clauses AS MATERIALIZED (
      SELECT rid, employee_id, hash(clause) AS clause, length(clause) AS size FROM (
        SELECT rid, employee_id, unnest(string_split(regexp_replace(translate(regexp_replace(lower(notes), ${whenWords}, '', 'g'), '，。；！？,.;!?\n', '|||||||||||'), '[^\\p{L}|]+', '', 'g'), '|')) AS clause FROM visits WHERE length(notes) >= 12
      ) WHERE clause <> ''
    ), repeated AS (
      SELECT c.employee_id, c.clause FROM (
        SELECT employee_id, clause, count(DISTINCT rid) AS n FROM clauses WHERE size >= 8 GROUP BY employee_id, clause HAVING count(DISTINCT rid) >= 3
      ) c JOIN (
        SELECT clause FROM (SELECT DISTINCT employee_id, clause FROM clauses WHERE size >= 8) GROUP BY clause
        HAVING count(*) <= greatest(2, 0.2 * (SELECT count(DISTINCT employee_id) FROM clauses))
      ) rare USING (clause)
    ), copied AS (
      SELECT c.rid, c.employee_id, coalesce(sum(c.size) FILTER (r.clause IS NOT NULL), 0) * 2 >= sum(c.size) AND sum(c.size) FILTER (r.clause IS NOT NULL) >= 8 AS is_so
      FROM clauses c LEFT JOIN repeated r ON r.employee_id = c.employee_id AND r.clause = c.clause GROUP BY c.rid, c.employee_id
    ), judged_softly AS (
      SELECT 'off-site' AS sign, employee_id, rid, started_at, metres > ${geofence} AS is_so, metres AS worst FROM away
      UNION ALL
      SELECT 'short', employee_id, rid, started_at, date_diff('second', started_at, ended_at) < 60 * ${minDwell}, NULL FROM visits WHERE is_on_site AND ended_at IS NOT NULL
      UNION ALL
      SELECT 'notes', c.employee_id, c.rid, v.started_at, coalesce(c.is_so, false), NULL FROM copied c JOIN visits v USING (rid)
    ), soft_rates AS (
      SELECT sign, employee_id, count(*) AS m, count(*) FILTER (is_so) AS n FROM judged_softly GROUP BY sign, employee_id
    ), soft_compared AS (
      SELECT *, (sum(n) OVER everyone - n + 0.5) / (sum(m) OVER everyone - m + 10.0) AS p FROM soft_rates WINDOW everyone AS (PARTITION BY sign)
    ), soft AS (
      SELECT sign, employee_id, n, m, p, strength(n / (m * greatest(p, 0.02)), 3.0) * (0.6 + 0.4 * n / m) AS score FROM soft_compared
      WHERE n >= ${minSoft} AND n >= greatest(2 * p, 0.1) * m AND (n - m * p) / sqrt(m * p * (1 - p)) >= 3
    ), hard AS (
      ${hard("device", 0.65, sql`SELECT *, NULL AS worst FROM visits WHERE regexp_matches(risk, ${riskWords}) AND NOT regexp_matches(risk, ${innocentRisk})`)}
      UNION ALL ${hard(
        "speed",
        0.6,
        sql`SELECT *, kilometres / greatest(hours, 1 / 60.0) AS worst FROM moved
        WHERE kilometres > 5 AND kilometres / greatest(hours, 1 / 60.0) > CASE WHEN kilometres > 300 THEN 900 ELSE ${maxSpeed} END`,
      )}
      UNION ALL ${hard(
        "overlap",
        0.6,
        sql`SELECT *, date_diff('second', started_at, from_ended) / 60.0 AS worst FROM steps
        WHERE from_customer <> customer_id AND date_diff('second', started_at, least(from_ended, coalesce(ended_at, from_ended))) > 300`,
      )}
      UNION ALL ${hard("photo", 0.65, sql`SELECT v.*, NULL AS worst FROM visits v JOIN photos USING (photo_hash) WHERE (v.started_at, v.rid) <> photos.original`)}
      UNION ALL ${hard(
        "absent",
        0.75,
        sql`SELECT v.*, NULL AS worst FROM visits v SEMI JOIN leaves l ON l.employee_id = v.employee_id AND v.started_at >= l.leave_from AND v.started_at < l.leave_to
        UNION SELECT v.*, NULL FROM visits v JOIN terms t USING (employee_id) WHERE v.started_at >= t.left_on + INTERVAL 1 DAY OR v.started_at < t.hired_on`,
      )}
      UNION ALL ${hard("shared-device", 0.55, sql`SELECT v.*, NULL AS worst FROM visits v SEMI JOIN crowded c ON c.device_id = v.device_id AND c.day = CAST(v.started_at AS DATE)`)}
    ), totals AS (SELECT employee_id, count(*) AS m FROM visits GROUP BY employee_id),
    hard_by_employee AS (
      SELECT sign, employee_id, any_value(weight) + (0.97 - any_value(weight)) * (count(*) - 1) / (count(*) + 2.0) AS score, count(*) AS n
      FROM hard GROUP BY sign, employee_id
    ), found AS (
      SELECT sign, employee_id, n, m, p, score FROM soft WHERE score >= 0.4
      UNION ALL
      -- Two employees on one device, or a single jump, may be a joint visit or a drifting position: once is not enough.
      SELECT sign, employee_id, n, m, p, score FROM (
        SELECT h.*, t.m, (sum(h.n) OVER (PARTITION BY h.sign) - h.n) / greatest((SELECT count(*) FROM visits) - t.m, 1) AS p
        FROM hard_by_employee h JOIN totals t USING (employee_id)
      ) WHERE (n > 1 OR sign IN ('device', 'absent', 'photo')) AND n > m * p + 3 * sqrt(m * p)
    ), shown AS (
      SELECT sign, employee_id, rid, started_at, worst FROM hard
      UNION ALL SELECT sign, employee_id, rid, started_at, worst FROM judged_softly WHERE is_so
    ), evidence AS (
      SELECT s.sign, s.employee_id, list(s.rid ORDER BY s.worst DESC NULLS LAST, s.started_at, s.rid)[1:200] AS rids, count(*) AS total,
        CAST(CAST(min(s.started_at) AS DATE) AS VARCHAR) AS first_day, CAST(CAST(max(s.started_at) AS DATE) AS VARCHAR) AS last_day, max(s.worst) AS worst
      FROM shown s SEMI JOIN found f ON f.sign = s.sign AND f.employee_id = s.employee_id GROUP BY s.sign, s.employee_id
    )
    SELECT 'seller' AS subject_kind, f.employee_id AS subject_id, f.sign || '|' || f.employee_id AS key, f.employee_id AS seller, least(f.score, 0.98) AS score,
      e.rids AS evidence, e.total AS evidence_total,
      {'employee': f.employee_id, 'sign': f.sign, 'count': f.n, 'of': f.m, 'usual': f.p, 'first': e.first_day, 'last': e.last_day, 'worst': e.worst} AS facts
    FROM found f JOIN evidence e ON e.sign = f.sign AND e.employee_id = f.employee_id`;
  },
  sentence: {
    zh: ({ employee, sign, count, of, usual, first, last, worst }) =>
      `员工 ${employee} 在 ${first} 至 ${last} 的 ${of} 次拜访中有 ${count} 次${signs[sign]?.zh ?? sign}${worstOf(sign, worst, "zh")}；其他人的比率为 ${(usual * 100).toFixed(1)}%。`,
    en: ({ employee, sign, count, of, usual, first, last, worst }) =>
      `Employee ${employee}, in ${count} of ${of} visits between ${first} and ${last}, ${signs[sign]?.en ?? sign}${worstOf(sign, worst, "en")}; the others' rate is ${(usual * 100).toFixed(1)}%.`,
  },
  chart: {
    kind: "timeline",
    title: { zh: "该员工的拜访，疑点已标出", en: "The employee's visits, the suspect ones marked" },
    query: ({ facts, evidence }, _params, { activities }) => sql`
      SELECT strftime(started_at, '%Y-%m-%d %H:%M') AS "at", coalesce(customer_id, address, activity_id, '') AS label, ${among("rid", evidence)} AS suspect
      FROM ${activities} WHERE employee_id = ${facts.employee} AND started_at IS NOT NULL ORDER BY suspect DESC, hash(rid) LIMIT 1000`,
  },
});

function worstOf(sign: string, worst: number | undefined, language: "zh" | "en"): string {
  if (worst === undefined) return "";
  const number = Math.round(worst).toLocaleString(language === "zh" ? "zh-CN" : "en");
  if (sign === "off-site") return language === "zh" ? `（最远 ${number} 米）` : ` (up to ${number} m away)`;
  if (sign === "speed") return language === "zh" ? `（最快 ${number} 公里/小时）` : ` (up to ${number} km/h)`;
  if (sign === "overlap") return language === "zh" ? `（最长 ${number} 分钟）` : ` (up to ${number} minutes)`;
  return "";
}
