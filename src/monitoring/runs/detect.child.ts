import { workAsChild } from "./child-work.ts";
import { detect } from "./detect.ts";
import { detectionRequest } from "./detection-request.ts";

workAsChild(detectionRequest, detect);
