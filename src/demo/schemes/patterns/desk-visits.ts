import { dayAt } from "../../calendar.ts";
import type { VisitDoc } from "../../documents.ts";
import { photoHash } from "../../world/identifiers.ts";
import { metresBetween } from "../../world/places.ts";
import { mark } from "../moves.ts";
import type { Act, Pattern, Stage } from "../scheme.ts";

export const deskVisits: Pattern = {
  pattern: "desk-visits",
  family: "activity",
  level: "documents",
  shows: ["activity"],
  fewestMonths: 3,
  story: {
    obvious: {
      zh: "虚拟定位，几分钟内跨城签到，几张照片反复用，备注一字不差。",
      en: "Fake GPS, check-ins in other cities within minutes, a handful of photos again and again, identical notes.",
    },
    subtle: {
      zh: "隔几周重用旧照片，停留很短，坐标分毫不差，偶尔由同事的手机代签。",
      en: "Photos from weeks ago, very short stays, coordinates that repeat to the last digit, now and then a colleague's telephone.",
    },
  },
  plant: (stage) => (stage.form === "obvious" ? fromTheSofa(stage) : cutCorners(stage)),
};

function fromTheSofa(stage: Stage): Act {
  const { dice, months } = stage;
  const photos = Array.from({ length: 5 }, () => photoHash(dice));
  return ({ month }, mine) => {
    if (!months.includes(month)) return;
    const forged = new Set(mine.visits.map((v) => dayAt(v.at)).filter(() => dice.chance(0.35)));
    const places = mine.portfolio;
    let previous: VisitDoc | undefined;
    for (const visit of mine.visits) {
      if (!forged.has(dayAt(visit.at))) continue;
      if (previous && dayAt(previous.at) === dayAt(visit.at))
        visit.at = previous.endedAt + dice.whole(150, 420);
      visit.endedAt = visit.at + dice.whole(120, 420);
      visit.customer = dice.pick(places);
      visit.address = visit.customer.place.address;
      visit.longitude = visit.customer.place.longitude + dice.normal(0, 0.0001);
      visit.latitude = visit.customer.place.latitude + dice.normal(0, 0.0001);
      visit.distance = Math.round(metresBetween(visit, visit.customer.place));
      visit.deviceRisk = dice.chance(0.8) ? "3" : "0";
      visit.photo = dice.pick(photos);
      visit.notes = "日常拜访，客户反馈良好，继续跟进";
      previous = mark(visit, stage.tag);
    }
  };
}

function cutCorners(stage: Stage): Act {
  const { dice, months, seller } = stage;
  const album: { day: number; photo: string }[] = [];
  return ({ month, sellers }, mine) => {
    const colleagues = [...sellers.keys()].filter((s) => s !== seller && s.region === seller.region);
    const friend = colleagues[0] ?? [...sellers.keys()].find((s) => s !== seller);
    for (const visit of mine.visits) {
      const day = dayAt(visit.at);
      const old = album.filter((entry) => entry.day <= day - 21);
      if (months.includes(month) && dice.chance(0.22)) {
        visit.endedAt = visit.at + dice.whole(170, 520);
        visit.longitude = Number(visit.customer.place.longitude.toFixed(5));
        visit.latitude = Number(visit.customer.place.latitude.toFixed(5));
        visit.distance = 0;
        if (old.length > 0 && dice.chance(0.6)) visit.photo = dice.pick(old).photo;
        if (friend && dice.chance(0.25)) visit.deviceId = friend.devices[0]?.id ?? visit.deviceId;
        mark(visit, stage.tag);
      }
      if (visit.photo !== "") album.push({ day, photo: visit.photo });
    }
  };
}
