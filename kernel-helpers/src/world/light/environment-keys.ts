import type { Rgb } from "../math/color";
import type { EnvironmentName } from "../types/environment-names";

/** Where the sun or main lamp of a panorama stands, and how strong it is: `Environment.key` without loading the file. */
export interface EnvironmentKey {
  /** Degrees: about the vertical from the front to the left, and above the horizon. */
  azimuth: number;
  elevation: number;
  /** See `PanoramaKey.color`. */
  color: Rgb;
  /** Degrees; see `PanoramaKey.spread`. */
  spread: number;
}

/** Measured by `environmentFrom`; a test compares. */
export const ENVIRONMENT_KEYS: Record<EnvironmentName, EnvironmentKey> = {
  bridge: { azimuth: 133.0, elevation: 68.0, color: [2.265, 2.135, 1.937], spread: 14.5 },
  city: { azimuth: 51.0, elevation: 25.1, color: [0.006, 0.005, 0.005], spread: 6.0 },
  dawn: { azimuth: -46.1, elevation: 6.9, color: [1.939, 1.305, 1.184], spread: 13.8 },
  forest: { azimuth: -43.9, elevation: 46.8, color: [0.435, 0.487, 0.717], spread: 14.5 },
  park: { azimuth: -36.0, elevation: 10.3, color: [2.262, 2.23, 2.491], spread: 3.3 },
  sky: { azimuth: -34.8, elevation: 48.0, color: [1.287, 1.278, 1.279], spread: 2.3 },
  sunrise: { azimuth: -36.4, elevation: 8.0, color: [1.893, 1.85, 1.876], spread: 6.1 },
  sunset: { azimuth: -36.2, elevation: 7.4, color: [0.298, 0.219, 0.178], spread: 8.3 },
  venice: { azimuth: 22.7, elevation: 15.1, color: [0.041, 0.039, 0.041], spread: 8.2 },
  night: { azimuth: 163.0, elevation: 9.0, color: [0.294, 0.217, 0.136], spread: 12.8 },
  apartment: { azimuth: -39.7, elevation: 11.9, color: [0.19, 0.249, 0.359], spread: 11.2 },
  esplanade: { azimuth: 90.9, elevation: 74.5, color: [1.725, 1.7, 1.661], spread: 17.0 },
  hall: { azimuth: 110.1, elevation: 55.2, color: [1.352, 1.356, 1.393], spread: 11.1 },
  lab: { azimuth: -12.1, elevation: 42.8, color: [3.117, 3.766, 4.524], spread: 13.9 },
  lobby: { azimuth: -35.8, elevation: 44.8, color: [0.511, 0.506, 0.499], spread: 5.4 },
  studio: { azimuth: 99.1, elevation: 41.4, color: [15.819, 15.978, 16.189], spread: 2.9 },
  warehouse: { azimuth: -28.4, elevation: 48.3, color: [1.527, 1.511, 1.492], spread: 12.8 },
  workshop: { azimuth: -20.1, elevation: 27.2, color: [2.12, 1.922, 1.784], spread: 16.9 },
};
