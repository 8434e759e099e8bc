import { workAsChild } from "../runs/child-work.ts";
import { trainAll, trainRequest } from "./train-all.ts";

workAsChild(trainRequest, trainAll);
