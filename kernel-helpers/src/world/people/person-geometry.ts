import { growHair } from "../hair/grow-hair";
import { HeadMap } from "../head/head-map";
import { buildIdentity, VISIBLE_PARTS } from "../head/morph";
import { heightAboveNeckline } from "../head/neckline";
import { smoothstep } from "../math/scalar";
import { mm } from "../math/vector";
import { computeNormals } from "../mesh/mesh-normals";
import type { HeadModel, Person, PersonGeometry } from "../types";

/** A person's geometry with the map of the head that objects are laid on. */
export interface PersonBase extends PersonGeometry {
  headMap: HeadMap;
}

const CLOTH_THICKNESS = mm(5);

/** Builds a person's neutral head, clothes and hair. */
export function buildPersonGeometry(head: HeadModel, person: Person): PersonBase {
  const positions = buildIdentity(head, person);
  const normals = new Float32Array(head.vertexCount * 3);
  computeNormals(positions, head.triangles, head.parts.body, normals);
  dress(head, person, positions, normals);
  for (const part of VISIBLE_PARTS) computeNormals(positions, head.triangles, head.parts[part], normals);
  const headMap = new HeadMap(head, positions);
  const bareHead = { head, person, positions, normals, headMap };
  return { ...bareHead, hair: growHair(bareHead) };
}

/** Pushes the body below the neckline out by the thickness of the clothes; changes `positions`. */
function dress(head: HeadModel, person: Person, positions: Float32Array, normals: Float32Array): void {
  const rest = head.positions;
  for (let i = 0; i < head.parts.body.v1 * 3; i += 3) {
    const height = heightAboveNeckline(rest[i], rest[i + 1], rest[i + 2], person.vneck ? "vneck" : "crew");
    const push = CLOTH_THICKNESS * smoothstep(0.03, -0.05, height);
    positions[i] += normals[i] * push;
    positions[i + 1] += normals[i + 1] * push;
    positions[i + 2] += normals[i + 2] * push;
  }
}
