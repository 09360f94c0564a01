import type { Seed } from "../../base/seed";
import type { Light } from "../types";
import { ENVIRONMENTS, type EnvironmentName } from "../types/environment-names";
import { FileSource } from "../user/folders";
import { Registry, type Source } from "../user/registry";
import { drawLight } from "./draw-light";
import { loadUserLight } from "./user-light";

/** A light by name: from a seed it draws how the person stands to it, how bright it is, how the camera errs. */
export type DrawNamedLight = (seed: Seed) => Light;

const ENVIRONMENT_NAMES: readonly EnvironmentName[] = [...ENVIRONMENTS.outdoor, ...ENVIRONMENTS.indoor];

const environments: Source<DrawNamedLight> = {
  names: () => ENVIRONMENT_NAMES,
  find: (name) => {
    const environment = ENVIRONMENT_NAMES.find((known) => known === name);
    return environment && ((seed) => drawLight(seed.random(), environment));
  },
};

const files = new FileSource("lights", loadUserLight);

const inFiles: Source<DrawNamedLight> = {
  names: () => files.names(),
  find: (name) => {
    const light = files.find(name);
    return light && (() => light);
  },
};

/** Every light that a photograph can be taken in; last come the files of readers. */
export const LIGHTS = new Registry<DrawNamedLight>("light", environments, inFiles);

export const resolveLight = (name: string): DrawNamedLight => LIGHTS.resolve(name);
