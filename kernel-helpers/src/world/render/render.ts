import { drawBackground } from "../camera/background";
import { cameraFor, PICTURE_SIZE, projectVertices, RASTER_SIZE } from "../camera/camera";
import { develop } from "../camera/develop";
import { measureExposure } from "../camera/exposure";
import { loadEnvironment } from "../light/environment";
import { keyRay } from "../light/key-ray";
import { multiply, rotationX, rotationY, transform } from "../math/vector";
import { clearVisibilityBuffer, createVisibilityBuffer, drawVisible } from "../raster/rasteriser";
import { createShadowDepth, drawShadowMap } from "../raster/shadow-map";
import { coverageTest } from "../shading/coverage-test";
import { garmentOf } from "../shading/garment";
import type { Scene } from "../shading/scene";
import { shadeSubject } from "../shading/shade";
import { softenHair } from "../shading/soften-hair";
import { poseFor, poseSubject, type PosedSubject } from "../subject/pose";
import { softLight } from "../subject/soft-light";
import type { Subject } from "../subject/subject";
import { truthOf, type Truth } from "../truth/truth";
import type { Shot } from "../types";

/** A photograph and what is known about it. */
export interface Picture extends Truth {
  /** sRGB bytes [PICTURE_SIZE,PICTURE_SIZE,3]. */
  rgb: Uint8Array;
}

/** Weaker key lights throw no shadow and give no light. */
const WEAKEST_KEY = 0.02;
/** Working memory of one subject, used again by every shot. */
interface Workspace extends PosedSubject {
  screen: Float32Array;
  light: Float32Array;
}

const workspaces = new WeakMap<Subject, Workspace>();
const buffer = createVisibilityBuffer(RASTER_SIZE);
const shadowDepth = createShadowDepth();

function workspaceOf(subject: Subject): Workspace {
  const known = workspaces.get(subject);
  if (known) return known;
  const length = subject.positions.length;
  const made = {
    positions: new Float32Array(length),
    normals: new Float32Array(length),
    attributes: subject.attributes.slice(),
    screen: new Float32Array(length),
    light: new Float32Array(length),
  };
  workspaces.set(subject, made);
  return made;
}

/** Takes one photograph. The same subject and shot always give the same bytes. */
export async function renderShot(subject: Subject, shot: Shot): Promise<Picture> {
  const environment = await loadEnvironment(shot.environment);
  // from here on nothing waits: working memory is shared between calls
  const work = workspaceOf(subject);
  const { positions, screen, light } = work;
  const pose = poseFor(shot);
  poseSubject(subject, shot.expression, pose, work);
  softLight(subject, environment, shot.environmentYaw, shot.ambient, pose, light);
  const { geometry, skinChart } = subject.model;
  // the meter looks at the bare face and so does the light in the mouth, so that a pair with and without a trigger is exposed alike
  const bareLight = (): Float32Array => {
    const { transfer } = subject.model.bare;
    if (transfer === subject.transfer) return light;
    const bare = new Float32Array(subject.hairStart * 3);
    const headWeights = subject.headWeights.subarray(0, subject.hairStart);
    softLight({ transfer, headWeights }, environment, shot.environmentYaw, shot.ambient, pose, bare);
    return bare;
  };
  const bare = bareLight();
  const nose = subject.landmarks.nose_tip * 3;
  const gaze = multiply(rotationY(-shot.gazeYaw), rotationX(-shot.gazePitch));
  const scene: Scene = {
    person: geometry.person,
    skinChart,
    decals: subject.decals,
    surfaces: subject.surfaces,
    outfit: shot.outfit,
    garment: garmentOf(shot.outfit, geometry.person.vneck),
    gaze,
    up: [pose.head[1], pose.head[4], pose.head[7]],
    eyeAxis: transform(pose.head, [gaze[6], gaze[7], gaze[8]]),
    environment,
    environmentYaw: shot.environmentYaw,
    ambient: shot.ambient,
    key: keyRay(shot.key),
    frontLight: [bare[nose], bare[nose + 1], bare[nose + 2]],
    // the projection for the shadow map is done with before the camera's begins
    shadows:
      shot.key.strength > WEAKEST_KEY ? drawShadowMap(positions, subject.casters, shot.key, shadowDepth, screen) : null,
  };
  const camera = cameraFor(shot);
  projectVertices(camera, positions, screen);
  clearVisibilityBuffer(buffer);
  const isCovered = coverageTest(subject, work.attributes);
  drawVisible(buffer, screen, subject.triangles, subject.hairTriangle, { perforated: subject.perforated, isCovered });

  const exposure = measureExposure(subject, work.normals, bare, scene.key, shot);
  const seen = { subject, posed: work, light, screen, buffer };
  const shaded = shadeSubject(seen, scene, camera, exposure.factor);
  softenHair(shaded);
  const background = new Float32Array(PICTURE_SIZE * PICTURE_SIZE * 3);
  drawBackground(environment.panorama, camera, shot, exposure.factor, background);
  return {
    rgb: develop(shaded.light, shaded.coverage, background, exposure, shot),
    ...truthOf({ subject, camera, positions, screen, labels: shaded.labels }),
  };
}
