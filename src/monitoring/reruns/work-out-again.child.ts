import { workAsChild } from "../runs/child-work.ts";
import { againRequest, workOutAgain } from "./work-out-again.ts";

workAsChild(againRequest, workOutAgain);
