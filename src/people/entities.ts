import type { CedarValueJson, EntityJson, TypeAndId } from "@cedar-policy/cedar-wasm/nodejs";
import type { Actor } from "../platform/index.ts";
import type { AttributeType, Policies } from "./policies.ts";
import type { Roll } from "./roll.ts";

/**
 * What is acted upon, as the schema describes it: attributes that the schema does not know are left out,
 * references to entities are their ids. What tells of people names them in `subjects`, by employee id.
 */
export interface Resource {
  readonly type: string;
  readonly id: string;
  readonly subjects?: readonly string[];
  readonly [attribute: string]: unknown;
}

export function uidOf({ type, id }: TypeAndId): TypeAndId {
  return { type, id };
}

export function principalOf({ kind, id }: Actor): TypeAndId {
  if (kind === "person") return { type: "Account", id };
  if (kind === "program") return { type: "Program", id };
  return kind === "system" ? { type: "System", id } : { type: "Anonymous", id };
}

/** The actor, the resource, and of the org chart what lies above whoever either of them names. */
export function entitiesFor(policies: Policies, roll: Roll, actor: Actor, resource: Resource): EntityJson[] {
  const principal = principalOf(actor);
  const member = actor.kind === "person" ? roll.members.get(actor.id) : undefined;
  const program = actor.kind === "program" ? roll.programs.get(actor.id) : undefined;
  const facts = member ?? (program && { scopes: program.scopes, source: program.source });
  const entities = [entityOf(policies, { ...principal, ...facts })];
  // One's own account as a resource is the same entity, and may stand there once.
  if (resource.type !== principal.type || resource.id !== principal.id) {
    entities.push(entityOf(policies, resource));
  }
  const named = new Set<string>(resource.subjects);
  for (const employee of [member?.employee, resource.employee]) {
    if (typeof employee === "string") named.add(employee);
  }
  return [...entities, ...employeesAbove(roll, named)];
}

function entityOf({ shapes }: Policies, resource: Resource): EntityJson {
  const shape = shapes.get(resource.type);
  if (!shape) throw new Error(`The schema has no entity type ${resource.type}.`);
  const attrs: Record<string, CedarValueJson> = {};
  for (const [name, type] of shape.attributes) {
    const value = resource[name];
    if (value !== undefined && value !== null) attrs[name] = toCedar(value, type);
  }
  const parents = shape.isInEmployees ? (resource.subjects ?? []).map(employee) : [];
  return { uid: uidOf(resource), attrs, parents };
}

function toCedar(value: unknown, { entity, isSet }: AttributeType): CedarValueJson {
  if (entity === undefined) return value as CedarValueJson;
  if (isSet) return (value as string[]).map((id) => ({ __entity: { type: entity, id } }));
  return { __entity: { type: entity, id: value as string } };
}

const employee = (id: string): TypeAndId => ({ type: "Employee", id });

function employeesAbove({ managers }: Roll, named: Iterable<string>): EntityJson[] {
  const above = new Map<string, EntityJson>();
  for (let id of named) {
    while (!above.has(id)) {
      const manager = managers.get(id);
      above.set(id, {
        uid: employee(id),
        attrs: {},
        parents: manager === undefined ? [] : [employee(manager)],
      });
      if (manager === undefined) break;
      id = manager;
    }
  }
  return [...above.values()];
}
