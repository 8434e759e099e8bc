/** What a seal is of. */
export type SealSubject =
  | { readonly kind: "record"; readonly record: string; readonly type: string; readonly version: number }
  | { readonly kind: "alert-version"; readonly alert: string; readonly version: number }
  | { readonly kind: "alert-step"; readonly alert: string; readonly revision: number };

/** Where its evidence is. */
export function evidencePath(subject: SealSubject): string {
  switch (subject.kind) {
    case "record":
      return `/api/evidence/records/${subject.type}/${subject.record}/versions/${subject.version}`;
    case "alert-version":
      return `/api/evidence/alerts/${subject.alert}/versions/${subject.version}`;
    case "alert-step":
      return `/api/evidence/alerts/${subject.alert}/steps/${subject.revision}`;
  }
}

/** As a doubt names it. */
export function aboutOf(subject: SealSubject) {
  switch (subject.kind) {
    case "record":
      return { kind: subject.kind, id: subject.record, version: subject.version };
    case "alert-version":
      return { kind: subject.kind, id: subject.alert, version: subject.version };
    case "alert-step":
      return { kind: subject.kind, id: subject.alert, version: subject.revision };
  }
}
