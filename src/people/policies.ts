import {
  type PolicyJson,
  policySetTextToParts,
  policyToJson,
  preparsePolicySet,
  preparseSchema,
  schemaToJsonWithResolvedTypes,
  validate,
} from "@cedar-policy/cedar-wasm/nodejs";
import type { Bilingual } from "../platform/index.ts";

/** A room's rules: the texts of its `.cedar` and `.cedarschema` files. */
export interface RoomPolicies {
  readonly room: string;
  readonly policies: string;
  readonly schema: string;
}

/** The rules of all rooms, checked against one schema and held ready by Cedar under `name`. */
export interface Policies {
  readonly name: string;
  /** Of an entity type: its attributes with their types, and whether it stands in employees. */
  readonly shapes: ReadonlyMap<string, Shape>;
  /** What a refused person reads, by the policy that forbade. */
  readonly sentences: ReadonlyMap<string, Bilingual>;
  /** Each policy's text by its id `room.id`, for the page that shows them. */
  readonly texts: ReadonlyMap<string, string>;
}

interface Shape {
  readonly attributes: ReadonlyMap<string, AttributeType>;
  readonly isInEmployees: boolean;
}

/** Where `entity` is there, the attribute names entities of that type. */
export interface AttributeType {
  readonly entity?: string;
  readonly isSet: boolean;
}

let loaded = 0;

/** Reads and validates the rules; a mistake in them is a bug, and the server does not start. */
export function loadPolicies(rooms: readonly RoomPolicies[]): Policies {
  const schema = rooms.map((room) => room.schema).join("\n");
  const texts = new Map(rooms.flatMap(policiesOf));
  const staticPolicies = Object.fromEntries(texts);
  const answer = validate({ schema, policies: { staticPolicies } });
  if (answer.type === "failure") throw wrong(answer.errors);
  const found = [...answer.validationErrors, ...answer.validationWarnings];
  if (found.length > 0) {
    throw wrong(found.map(({ policyId, error }) => ({ message: `${policyId}: ${error.message}` })));
  }
  // Cedar keeps what is preparsed under a name for the life of the process.
  const name = `house-${++loaded}`;
  for (const parsed of [preparseSchema(name, schema), preparsePolicySet(name, { staticPolicies })]) {
    if (parsed.type === "failure") throw wrong(parsed.errors);
  }
  return { name, shapes: shapesOf(schema), sentences: sentencesOf(texts), texts };
}

/** Apart, because one text as a whole loses the policies' ids. */
function policiesOf({ room, policies }: RoomPolicies): [string, string][] {
  const parts = policySetTextToParts(policies);
  if (parts.type === "failure") throw wrong(parts.errors);
  // The parts come in no order; the text's own is the one to be read in.
  const inOrder = parts.policies.toSorted((a, b) => policies.indexOf(a) - policies.indexOf(b));
  return inOrder.map((text) => {
    const { id } = annotationsOf(text);
    if (!id) throw new Error(`A policy of ${room} has no @id: ${text.slice(0, 80)}`);
    return [`${room}.${id}`, text];
  });
}

function sentencesOf(texts: ReadonlyMap<string, string>): Map<string, Bilingual> {
  const sentences = new Map<string, Bilingual>();
  for (const [id, text] of texts) {
    const { zh, en } = annotationsOf(text);
    if (zh && en) sentences.set(id, { zh, en });
  }
  return sentences;
}

function annotationsOf(text: string): NonNullable<PolicyJson["annotations"]> {
  const answer = policyToJson(text);
  if (answer.type === "failure") throw wrong(answer.errors);
  return answer.json.annotations ?? {};
}

interface TypeJson {
  readonly type: string;
  readonly name?: string;
  readonly element?: TypeJson;
}

function shapesOf(schema: string): Map<string, Shape> {
  const answer = schemaToJsonWithResolvedTypes(schema);
  if (answer.type === "failure") throw wrong(answer.errors);
  const shapes = new Map<string, Shape>();
  for (const [type, entity] of Object.entries(answer.json[""]?.entityTypes ?? {})) {
    const { shape, memberOfTypes = [] } = entity as {
      shape?: { attributes?: Record<string, TypeJson> };
      memberOfTypes?: string[];
    };
    const attributes = Object.entries(shape?.attributes ?? {}).map(([name, given]) => {
      const isSet = given.type === "Set";
      const one = isSet ? given.element : given;
      return [name, { isSet, ...(one?.type === "Entity" && one.name ? { entity: one.name } : {}) }] as const;
    });
    shapes.set(type, { attributes: new Map(attributes), isInEmployees: memberOfTypes.includes("Employee") });
  }
  return shapes;
}

function wrong(errors: readonly { readonly message: string }[]): Error {
  return new Error(`The policies are wrong: ${errors.map(({ message }) => message).join("; ")}`);
}
