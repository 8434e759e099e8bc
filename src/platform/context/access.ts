/** Who acts. The id is opaque: it stands in the log for ever, and names and addresses do not. */
export interface Actor {
  /** A program comes with a key of its own. */
  readonly kind: "person" | "program" | "system" | "anonymous";
  readonly id: string;
}

/** The judge: answers for one actor by rules that the room of people owns. */
export interface Access {
  /** Throws a `Refusal` of code `forbidden` with a sentence unless the actor may. */
  require(actor: Actor, action: string, resource: object): void;
}
