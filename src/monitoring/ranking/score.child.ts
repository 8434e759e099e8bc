import { workAsChild } from "../runs/child-work.ts";
import { scoreAll, scoreRequest } from "./score-all.ts";

workAsChild(scoreRequest, scoreAll);
