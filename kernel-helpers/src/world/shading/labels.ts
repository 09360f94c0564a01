import { Material } from "../types/mesh";
import type { Fragment } from "./fragment";

/** What one sample of a picture shows; every sample shows exactly one thing. */
export enum Label {
  Background = 0,
  Skin = 1,
  Hair = 2,
  Trigger = 3,
  Clothes = 4,
  /** Eyes, lashes, teeth and tongue. */
  EyesAndMouth = 5,
  /** Worn, but not the trigger. */
  Accessory = 6,
}
export const LABEL_COUNT = 7;

/** The label of a sample that was just shaded. */
export function labelOf(material: Material, fragment: Fragment): Label {
  if (fragment.isTrigger) return Label.Trigger;
  if (material === Material.Body) return fragment.isClothes ? Label.Clothes : Label.Skin;
  if (material === Material.Hair) return Label.Hair;
  return material >= Material.Cloth ? Label.Accessory : Label.EyesAndMouth;
}
