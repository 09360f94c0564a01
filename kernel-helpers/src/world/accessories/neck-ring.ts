import { atan2, cos, sin } from "../../base/exact-math";
import { headBoneWeight } from "../head/morph";
import { distance } from "../math/scalar";
import type { Vec3 } from "../math/vector";
import type { PersonBase } from "../people/person-geometry";
import type { TriggerMesh } from "../types";

/** The upright axis of neck and shoulders. */
const AXIS_Z = 0.02;
/** Vertices that the ring is measured on. */
const BAND = { bottom: 4.9, top: 6.5, chinZ: 0.95 };
/** How near in azimuth (radians) and height a vertex counts. */
const NEAR = { azimuth: 0.25, height: 0.1 };
/** Where no vertex is near. */
const USUAL_RADIUS = 0.6;

/** The radius of neck, shoulders and clothes around an upright axis: what scarves and chains lie on. */
export class NeckRing {
  /** Azimuth, height and radius of the vertices, three each. */
  private readonly points: number[] = [];

  constructor({ head, positions }: PersonBase) {
    for (let i = 0; i < head.parts.body.v1 * 3; i += 3) {
      const y = positions[i + 1];
      const z = positions[i + 2] - AXIS_Z;
      if (y < BAND.bottom || y > BAND.top || (y > 6.1 && z > BAND.chinZ)) continue;
      this.points.push(atan2(positions[i], z), y, distance(positions[i], z));
    }
  }

  radius(azimuth: number, y: number): number {
    const { points } = this;
    let sum = 0;
    let weights = 0;
    for (let k = 0; k < points.length; k += 3) {
      const height = Math.abs(points[k + 1] - y) / NEAR.height;
      if (height >= 1) continue;
      const turn = Math.abs(points[k] - azimuth);
      const aside = Math.min(turn, 2 * Math.PI - turn) / NEAR.azimuth;
      if (aside >= 1) continue;
      const weight = (1 - height) * (1 - aside);
      sum += weight * points[k + 2];
      weights += weight;
    }
    return weights > 0 ? sum / weights : USUAL_RADIUS;
  }

  /** The point at a distance from the axis. */
  pointAt(azimuth: number, y: number, radius: number): Vec3 {
    return [sin(azimuth) * radius, y, AXIS_Z + cos(azimuth) * radius];
  }
}

/** A mesh around the neck turns with it as skin does. */
export function bentAtNeck(mesh: TriggerMesh): TriggerMesh {
  const { positions } = mesh;
  const headWeights = Float32Array.from({ length: mesh.vertexCount }, (_, i) =>
    headBoneWeight(positions[i * 3 + 1], positions[i * 3 + 2]),
  );
  return { ...mesh, headWeights };
}
