import { workAsChild } from "../runs/child-work.ts";
import { backTestDay, dayRequest } from "./back-test-day.ts";

workAsChild(dayRequest, backTestDay);
